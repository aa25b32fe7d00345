/** From one view to the next. Pure: no clock, no storage, no socket. */
import type {
  Mine,
  Refusal,
  Snapshot,
  StoredRecord,
  TallyUpdate,
  ServerMessage,
} from '@protocol/messages';
import type { Line } from '../connection/connection';
import { isPutOff, type Kept } from '../connection/machine';
import { ownKey, type Own, type Refused, type View } from './view';

/** What happens on this side of the line. */
export type LocalMessage =
  | { type: 'line'; line: Line }
  | { type: 'kept'; message: Kept }
  /** It is not said any more; what is still `sending` under this id, another tab has taken care of. */
  | { type: 'let_go'; id: string }
  /** By `ownKey`: what was sent before this page was loaded, or in another tab, and not taken. */
  | { type: 'refused'; refused: Readonly<Record<string, Refused>> }
  /** The server was asked about this question, and these records are all that it has. */
  | { type: 'none_else'; question: string; records: readonly StoredRecord[] };

export function reduce(view: View, message: ServerMessage | LocalMessage): View {
  switch (message.type) {
    case 'welcome':
      return { ...view, welcome: message, turnedAway: null, keeps: true };
    case 'snapshot':
      return { ...view, snapshot: message, stale: false };
    case 'tally':
      return view.snapshot === null ? view : withTally(view, view.snapshot, message);
    case 'presence':
      return view.snapshot === null
        ? view
        : { ...view, snapshot: { ...view.snapshot, present: message.present } };
    case 'log':
      return { ...view, keeps: message.keeps };
    case 'ack':
      return settleOwn(view, message.id, acked);
    case 'refusal':
      if (message.id === undefined) return turnedAway(view, message);
      return settleOwn(view, message.id, (own) =>
        // The connection says it again by itself, so for the person it is still being sent.
        isPutOff(message.code) ? { ...own, putOff: true } : refused(own, message),
      );
    case 'mine':
      return withMine(view, message);
    case 'report':
      return { ...view, report: message };
    case 'texts':
    case 'pong':
      return view;
    case 'line':
      return { ...view, line: message.line };
    case 'kept':
      return withKept(view, message.message);
    case 'let_go':
      return letGo(view, message.id);
    case 'refused':
      return withRefused(view, message.refused);
    case 'none_else':
      return withNoneElse(view, message.question, message.records);
  }
}

/** A tally is whole, so an older one is worth nothing; one from a later state says that we missed a snapshot. */
function withTally(view: View, snapshot: Snapshot, message: TallyUpdate): View {
  if (message.revision > snapshot.revision) return view.stale ? view : { ...view, stale: true };
  const isOurs =
    snapshot.question?.id === message.question && snapshot.question.round === message.round;
  if (message.revision < snapshot.revision || !isOurs) return view;
  const { tally, withheld, progress } = message;
  const next: Snapshot = { ...snapshot, tally, withheld };
  return { ...view, snapshot: progress === undefined ? next : { ...next, progress } };
}

/** Before welcome it is hello that was refused; later a refusal without id is a fault of ours, not of the person's. */
function turnedAway(view: View, refusal: Refusal): View {
  return view.line.name === 'live' ? view : { ...view, turnedAway: refusal };
}

function withKept(view: View, message: Kept): View {
  const key = ownKey(message.question, message.round);
  const before = settled(view.own[key] ?? null);
  const isSubmit = message.type === 'submit';
  const response = isSubmit ? message.response : null;
  const announcement = isSubmit ? message.announcement : 0;
  const asked = view.snapshot?.question;
  const isNewest =
    asked?.id === message.question &&
    asked.round === message.round &&
    asked.announcement === announcement;
  const company = { announcement, joined: isNewest ? asked.joined : null };
  return withOwn(view, key, { state: 'sending', id: message.id, response, company, before });
}

/** What the server holds for sure: never an answer on its way, nor one it refused. */
function settled(own: Own | null): Own | null {
  if (own === null) return null;
  return own.state === 'sending' || own.state === 'refused' ? (own.before ?? null) : own;
}

function acked(own: Own & { state: 'sending' }): Own {
  return own.response === null
    ? { state: 'withdrawn' }
    : {
        state: 'counts',
        response: own.response,
        written: own.response,
        released: false,
        company: own.company,
      };
}

function refused(own: Own & { state: 'sending' }, refusal: Refusal): Own {
  const { response } = own;
  // Whether it was said a second time, as its ack was lost, or never held: both are nothing that could be taken back.
  if (refusal.code === 'nothing_to_withdraw') return { state: 'withdrawn', none: true };
  const released = refusal.code === 'response_released' && own.before?.state === 'counts';
  const before =
    released && own.before?.state === 'counts' ? { ...own.before, released } : own.before;
  return { state: 'refused', refusal, response, before };
}

function settleOwn(view: View, id: string, settle: (own: Own & { state: 'sending' }) => Own): View {
  for (const [key, own] of Object.entries(view.own)) {
    if (own.state === 'sending' && own.id === id) return withOwn(view, key, settle(own));
  }
  return view;
}

/** What this page says or hears itself is newer. */
function withRefused(view: View, refused: Readonly<Record<string, Refused>>): View {
  const own = { ...view.own };
  for (const [key, no] of Object.entries(refused)) {
    const before = own[key];
    if (before?.state !== 'sending' && before?.state !== 'refused') own[key] = { ...no, before };
  }
  return { ...view, own };
}

/** What counts now is not known here any more; the server can be asked (`mine`). */
function letGo(view: View, id: string): View {
  // A phone forgets at the end; that this answer may have come too late stays said.
  if (view.snapshot?.phase === 'ended') return view;
  const others = Object.entries(view.own).filter(
    ([, own]) => own.state !== 'sending' || own.id !== id,
  );
  return others.length === Object.keys(view.own).length
    ? view
    : { ...view, own: Object.fromEntries(others) };
}

function withOwn(view: View, key: string, own: Own): View {
  return { ...view, own: { ...view.own, [key]: own } };
}

/** The server's word on what it holds; what is still on its way stays so. */
function withMine(view: View, message: Mine): View {
  const own = { ...view.own };
  const asked = view.snapshot?.question;
  for (const { question, round, response, released, announcement, joined } of message.records) {
    const key = ownKey(question, round);
    const settled = asked?.id === question && asked.round === round && asked.phase === 'closed';
    const company = { announcement, joined };
    const known = own[key];
    const written = known?.state === 'counts' ? known.written : undefined;
    const held: Own = {
      state: 'counts',
      response,
      written,
      released,
      company,
      ...(settled && { settled }),
    };
    own[key] =
      known?.state === 'sending' || known?.state === 'refused' ? { ...known, before: held } : held;
  }
  return { ...view, own, stored: message.records };
}

/** An answer that counted here and that the server does not have any more was taken back in another tab. */
function withNoneElse(view: View, question: string, records: readonly StoredRecord[]): View {
  const has = new Set(records.map((record) => ownKey(record.question, record.round)));
  const gone = Object.entries(view.own).filter(
    ([key, own]) => key.startsWith(`${question}#`) && own.state === 'counts' && !has.has(key),
  );
  if (gone.length === 0) return view;
  const withdrawn = gone.map(([key]) => [key, { state: 'withdrawn' } satisfies Own] as const);
  return { ...view, own: { ...view.own, ...Object.fromEntries(withdrawn) } };
}
