/** A room as a page has it: the store, fed by a connection. */
import type { Hello, QuestionState, Response } from '@protocol/messages';
import { connect, type Connection } from '../connection/connection';
import type { Kept } from '../connection/machine';
import { newId } from '../shared/ids';
import { createStore, type Store } from './store';
import type { View } from './view';

export interface StaffPass {
  role: 'facilitator' | 'projector';
  code: string;
  capability: string;
}
export interface ParticipantPass {
  role: 'participant';
  code: string;
  secret?: string;
}
export type Pass = StaffPass | ParticipantPass;

/** What outlives the page on a participant's phone; see participant/keeping.ts. */
export interface Keeping {
  ticket: () => string | undefined;
  setTicket: (ticket: string | undefined) => void;
  /** What the server has neither acked nor refused yet, of all the phone's tabs. */
  kept: () => readonly Kept[];
  /** A newer word on a question replaces the older, whichever tab said that. */
  keep: (message: Kept) => void;
  letGo: (id: string) => void;
  /** The server has the answer to this `ownKey`: what was half written of it need not stay here. */
  dropDraft: (key: string) => void;
  forgetSecret: () => void;
}

export interface Room extends Pick<Connection, 'ask' | 'look' | 'retry' | 'leave'> {
  store: Store;
  /** Under the newest announcement that this page has of the question. */
  submit: (question: QuestionState, response: Response) => void;
  withdraw: (question: string, round: number) => void;
}

export function openRoom(pass: Pass, keeping?: Keeping): Room {
  const store = createStore();
  let secret = pass.role === 'participant' ? pass.secret : undefined;

  const hello = (): Hello => {
    const { code } = pass;
    if (pass.role !== 'participant') {
      return { type: 'hello', version: 1, role: pass.role, code, capability: pass.capability };
    }
    const ticket = keeping?.ticket();
    return {
      type: 'hello',
      version: 1,
      role: 'participant',
      code,
      ...(secret !== undefined && { secret }),
      ...(ticket !== undefined && { ticket }),
    };
  };

  const kept = keeping?.kept() ?? [];
  kept.forEach((message) => store.feed({ type: 'kept', message }));

  const connection = connect({
    hello,
    kept,
    onMessage: (message) => {
      if (message.type === 'welcome' && message.role === 'participant' && message.ticket) {
        keeping?.setTicket(message.ticket);
      }
      const { stale: wasStale, own } = store.view();
      store.feed(message);
      if (message.type === 'ack') dropDraftOf(message.id, own, keeping);
      if (!wasStale && store.view().stale) connection.resync();
    },
    onLine: (line) => store.feed({ type: 'line', line }),
    onGone: (id) => {
      keeping?.letGo(id);
      store.feed({ type: 'let_go', id });
    },
    isKept: (id) => keeping?.kept().some((message) => message.id === id) ?? true,
    onForget: (what) => {
      if (what === 'ticket') return keeping?.setTicket(undefined);
      secret = undefined;
      keeping?.forgetSecret();
    },
  });

  const keep = (message: Kept) => {
    keeping?.keep(message);
    store.feed({ type: 'kept', message });
    connection.keep(message);
  };

  return {
    store,
    ask: connection.ask,
    look: connection.look,
    retry: connection.retry,
    leave: connection.leave,
    submit: ({ id: question, round, announcement }, response) =>
      keep({ type: 'submit', id: newId(), question, round, announcement, response }),
    withdraw: (question, round) => keep({ type: 'withdraw', id: newId(), question, round }),
  };
}

function dropDraftOf(id: string, own: View['own'], keeping: Keeping | undefined) {
  for (const [key, answer] of Object.entries(own)) {
    if (answer.state === 'sending' && answer.id === id) keeping?.dropDraft(key);
  }
}
