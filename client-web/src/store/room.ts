/** A room as a page has it: the store, fed by a connection. */
import type { Hello, QuestionState, Response, ServerMessage } from '@protocol/messages';
import { connect, type Connection } from '../connection/connection';
import type { Kept } from '../connection/machine';
import { newId } from '../shared/ids';
import { createStore, type Store } from './store';
import type { Refused, View } from './view';

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
  /** By `ownKey`: what was not taken, and why; until something else is written, or the draft is dropped. */
  keepRefused: (key: string, refused: Refused) => void;
  refused: () => Readonly<Record<string, Refused>>;
  forgetSecret: () => void;
}

export interface Room extends Pick<Connection, 'ask' | 'look' | 'retry' | 'leave'> {
  store: Store;
  /** Leaves if the phone has forgotten whom this page shows, or keeps somebody else by now; `told`: another tab says so. */
  recognise: (told?: boolean) => void;
  /** Under the newest announcement that this page has of the question. */
  submit: (question: QuestionState, response: Response) => void;
  withdraw: (question: string, round: number) => void;
}

/** `onForgotten`: of the ticket to which all that the page shows belongs; it is left and has to begin anew. */
export function openRoom(
  pass: Pass,
  keeping?: Keeping,
  onForgotten?: (ticket: string | undefined) => void,
): Room {
  const store = createStore();
  let mine = keeping?.ticket();
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

  const restore = () => {
    if (keeping) store.feed({ type: 'refused', refused: keeping.refused() });
  };
  restore();
  const kept = keeping?.kept() ?? [];
  kept.forEach((message) => store.feed({ type: 'kept', message }));

  const connection = connect({
    hello,
    kept,
    onMessage: (message) => {
      if (message.type === 'welcome' && message.role === 'participant' && message.ticket) {
        // Of two tabs that come in at once as somebody new, the first one's ticket holds for both.
        const kept = keeping?.ticket() ?? message.ticket;
        keeping?.setTicket(kept);
        mine ??= message.ticket;
        // Nothing of one person is shown, or said again, under the ticket of another.
        if (mine !== message.ticket || mine !== kept) return recognise(true);
      }
      const { stale: wasStale, own } = store.view();
      store.feed(message);
      // Another tab has sent something, too, when a page has to ask.
      if (message.type === 'mine') restore();
      if (keeping) keepFate(message, own, store.view().own, keeping);
      if (!wasStale && store.view().stale) connection.resync();
    },
    onLine: (line) => store.feed({ type: 'line', line }),
    onSeen: () => recognise(),
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

  const recognise = (told?: boolean) => {
    if (!told && (mine === undefined || keeping?.ticket() === mine)) return;
    connection.leave();
    onForgotten?.(mine);
  };

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
    recognise,
    submit: ({ id: question, round, announcement }, response) =>
      keep({ type: 'submit', id: newId(), question, round, announcement, response }),
    withdraw: (question, round) => keep({ type: 'withdraw', id: newId(), question, round }),
  };
}

/** What became of an answer outlives the page as well. */
function keepFate(message: ServerMessage, before: View['own'], now: View['own'], keeping: Keeping) {
  if (message.type !== 'ack' && message.type !== 'refusal') return;
  for (const [key, was] of Object.entries(before)) {
    if (was.state !== 'sending' || was.id !== message.id) continue;
    const own = now[key];
    if (message.type === 'ack') keeping.dropDraft(key);
    else if (own?.state === 'refused' && own.response !== null) keeping.keepRefused(key, own);
  }
}
