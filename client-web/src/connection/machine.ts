/**
 * When to open a line, give it up, come back and say an answer again. A pure machine: it is told what happened
 * and at what time, and says what to do; connection.ts does it. Times are in ms on any steady clock.
 */
import type { Submit, Withdraw, ServerMessage } from '@protocol/messages';
import { farewell, type EndReason } from './close-codes';

/** The id under which a `resync` is awaited, which has none of its own: a snapshot answers it. */
export const resync = '';

/** What must not be lost: it is said again, with the same id, until there is an ack or a refusal. */
export type Kept = Submit | Withdraw;

export type Phase =
  /** No line; the next try is due at `until`. */
  | { name: 'waiting'; until: number }
  /** A socket is being opened. */
  | { name: 'opening'; givesUpAt: number }
  /** It is open and hello was said; no welcome yet. `again`: when a hello that was put off is said again. */
  | { name: 'greeting'; givesUpAt: number; again?: number }
  /** `givesUpAt` is null unless a ping waits for its answer. */
  | { name: 'live'; since: number; heardAt: number; givesUpAt: number | null }
  | { name: 'ended'; reason: EndReason };

export interface State {
  phase: Phase;
  /** Tries since the line last held, for the back-off. */
  failures: number;
  kept: readonly Kept[];
  /** The ids of what was asked on this line and not answered yet. */
  asked: readonly string[];
  /** What was said or asked should be answered until then; after it the line is doubted. Null when nothing waits. */
  ackBy: number | null;
  /** A kept message was put off by the server until then (`retry_after_s`). */
  resendAt: number | null;
  /** The last we heard is that hello is to be said again later; until it is, or a try finds no server. */
  putOff: boolean;
  /** bad_ticket and wrong_secret are got over once; a second refusal is the end of it. */
  lenient: boolean;
}

export type Input =
  | { type: 'start' }
  | { type: 'opened' }
  | { type: 'message'; message: ServerMessage }
  | { type: 'closed'; code: number }
  | { type: 'tick' }
  | { type: 'online' }
  | { type: 'offline' }
  | { type: 'visible' }
  | { type: 'keep'; message: Kept }
  /** Something was asked, once, and its answer will carry this id. */
  | { type: 'asked'; id: string }
  /** Another tab of this phone replaced these, or heard what became of them: they must not be said again. */
  | { type: 'let_go'; ids: readonly string[] }
  | { type: 'leave' };

export type Effect =
  | { do: 'open' }
  | { do: 'hello' }
  | { do: 'ping' }
  | { do: 'send'; message: Kept }
  /** Drop the socket and tell the machine nothing more of it. */
  | { do: 'drop' }
  | { do: 'forget_ticket' }
  | { do: 'forget_secret' };

export interface Step {
  state: State;
  effects: Effect[];
}

/** In ms, each with its reason. */
export const times = {
  /** README: a client that hears nothing for 25 s sends ping ... */
  quiet: 25_000,
  /** ... and gives up on the line 10 s later. */
  pong: 10_000,
  /** A phone that was just unlocked is being looked at: find a dead line sooner. */
  pongWhenLookedAt: 4_000,
  /** An answer takes some 10 ms and the way: after this long the line may have died silently, as trains and lifts do it. */
  ack: 4_000,
  /** Mobile networks take seconds to open a line; longer than this it will not come. */
  open: 10_000,
  /** The server closes after 10 s without hello; its welcome should not take longer. */
  greet: 10_000,
  backoffFirst: 500,
  backoffLast: 20_000,
  /** A line that held this long was a good one: the back-off starts afresh. */
  held: 10_000,
  /** When a hall's Wi-Fi comes back, its phones should not all return in one moment. */
  onlineSpread: 1_000,
} as const;

export function initial(kept: readonly Kept[] = []): State {
  return {
    phase: { name: 'waiting', until: 0 },
    failures: 0,
    kept,
    asked: [],
    ackBy: null,
    resendAt: null,
    putOff: false,
    lenient: true,
  };
}

/** Full jitter: anything from nothing to an exponentially growing bound. */
export function backoff(failures: number, random: () => number): number {
  return random() * Math.min(times.backoffLast, times.backoffFirst * 2 ** failures);
}

export function step(state: State, input: Input, now: number, random: () => number): Step {
  if (state.phase.name === 'ended' && input.type !== 'start') return nothing(state);
  switch (input.type) {
    case 'start':
      return open({ ...state, failures: 0, putOff: false, lenient: true }, now);
    case 'opened':
      return hello(state, now);
    case 'message':
      return heard(state, input.message, now);
    case 'closed':
      return closed(state, input.code, now, random);
    case 'tick':
      return tick(state, now, random);
    case 'online':
      return state.phase.name === 'waiting'
        ? nothing(
            waitUntil(state, Math.min(state.phase.until, now + random() * times.onlineSpread)),
          )
        : probe(state, now);
    case 'offline':
      return probe(state, now);
    case 'visible':
      return state.phase.name === 'waiting' ? open(state, now) : probe(state, now);
    case 'keep':
      return keep(state, input.message, now);
    case 'asked':
      return nothing(awaits({ ...state, asked: [...state.asked, input.id] }, now));
    case 'let_go':
      return nothing(letGo(state, input.ids));
    case 'leave':
      return { state: end(state, 'done'), effects: [{ do: 'drop' }] };
  }
}

/** When the next `tick` is due; null when nothing waits for time. */
export function wakeAt(state: State): number | null {
  switch (state.phase.name) {
    case 'waiting':
      return state.phase.until;
    case 'opening':
      return state.phase.givesUpAt;
    case 'greeting':
      return state.phase.again ?? state.phase.givesUpAt;
    case 'live': {
      const line = state.phase.givesUpAt ?? state.phase.heardAt + times.quiet;
      return Math.min(line, state.resendAt ?? Infinity, state.ackBy ?? Infinity);
    }
    case 'ended':
      return null;
  }
}

function nothing(state: State): Step {
  return { state, effects: [] };
}

function end(state: State, reason: EndReason): State {
  return { ...state, phase: { name: 'ended', reason } };
}

function waitUntil(state: State, until: number): State {
  return { ...state, phase: { name: 'waiting', until } };
}

function open(state: State, now: number): Step {
  const phase: Phase = { name: 'opening', givesUpAt: now + times.open };
  return { state: { ...state, phase }, effects: [{ do: 'open' }] };
}

function hello(state: State, now: number): Step {
  const phase: Phase = { name: 'greeting', givesUpAt: now + times.greet };
  return { state: { ...state, phase }, effects: [{ do: 'hello' }] };
}

function closed(state: State, code: number, now: number, random: () => number): Step {
  const goodbye = farewell(code);
  if (!goodbye.comeBack) return nothing(end(state, goodbye.reason));
  return nothing(lost(state, goodbye.withinMs, now, random));
}

function lost(
  state: State,
  withinMs: number | undefined,
  now: number,
  random: () => number,
): State {
  const { phase } = state;
  const held = phase.name === 'live' && now - phase.since >= times.held;
  const failures = held ? 0 : state.failures;
  const delay = withinMs === undefined ? backoff(failures, random) : random() * withinMs;
  // A server that said when to come back is not asked sooner because the line broke meanwhile.
  const again = phase.name === 'greeting' ? phase.again : undefined;
  return {
    ...state,
    failures: failures + 1,
    asked: [],
    putOff: again !== undefined,
    phase: { name: 'waiting', until: Math.max(now + delay, again ?? 0) },
  };
}

function giveUp(state: State, now: number, random: () => number): Step {
  return { state: lost(state, undefined, now, random), effects: [{ do: 'drop' }] };
}

function tick(state: State, now: number, random: () => number): Step {
  const { phase } = state;
  switch (phase.name) {
    case 'waiting':
      return now >= phase.until ? open(state, now) : nothing(state);
    case 'opening':
      return now >= phase.givesUpAt ? giveUp(state, now, random) : nothing(state);
    case 'greeting':
      if (phase.again !== undefined) return now >= phase.again ? hello(state, now) : nothing(state);
      return now >= phase.givesUpAt ? giveUp(state, now, random) : nothing(state);
    case 'live':
      if (phase.givesUpAt !== null && now >= phase.givesUpAt) return giveUp(state, now, random);
      if (state.resendAt !== null && now >= state.resendAt) return sayAgain(state, now);
      if (state.ackBy !== null && now >= state.ackBy) return probe({ ...state, ackBy: null }, now);
      if (phase.givesUpAt !== null || now < phase.heardAt + times.quiet) return nothing(state);
      return ping(state, phase, now + times.pong);
    case 'ended':
      return nothing(state);
  }
}

function ping(state: State, live: Phase & { name: 'live' }, givesUpAt: number): Step {
  return { state: { ...state, phase: { ...live, givesUpAt } }, effects: [{ do: 'ping' }] };
}

/** Something makes us doubt the line: ask now, and do not wait long for the answer. */
function probe(state: State, now: number): Step {
  const { phase } = state;
  if (phase.name !== 'live') return nothing(state);
  const givesUpAt = now + times.pongWhenLookedAt;
  return ping(state, phase, Math.min(givesUpAt, phase.givesUpAt ?? givesUpAt));
}

function keep(state: State, message: Kept, now: number): Step {
  // A newer word on the same question replaces the older, which then need not be said at all.
  const others = state.kept.filter((kept) => kept.question !== message.question);
  const next: State = { ...state, kept: [...others, message] };
  return state.phase.name === 'live'
    ? { state: awaits(next, now), effects: [{ do: 'send', message }] }
    : nothing(next);
}

function awaits(state: State, now: number): State {
  return { ...state, ackBy: state.ackBy ?? now + times.ack };
}

function sayAgain(state: State, now: number): Step {
  const effects = state.kept.map((message): Effect => ({ do: 'send', message }));
  const ackBy = effects.length === 0 ? null : now + times.ack;
  return { state: { ...state, resendAt: null, ackBy }, effects };
}

function heard(state: State, message: ServerMessage, now: number): Step {
  const { phase } = state;
  if (phase.name === 'greeting') return greeted(state, message, now);
  if (phase.name !== 'live') return nothing(state);
  const next: State = { ...state, phase: { ...phase, heardAt: now, givesUpAt: null } };
  if (message.type === 'snapshot') return nothing(letGo(next, [resync]));
  const id = 'id' in message ? message.id : undefined;
  if (message.type !== 'refusal') return nothing(id === undefined ? next : letGo(next, [id]));
  // A refusal without an id is about something that could not be read: it may have been any of them.
  const isKept = next.kept.some((kept) => id === undefined || kept.id === id);
  if (isKept && isPutOff(message.code)) {
    return nothing({ ...next, ackBy: null, resendAt: now + 1_000 * (message.retry_after_s ?? 2) });
  }
  return nothing(id === undefined ? next : letGo(next, [id]));
}

/** Refusals of the moment, which say nothing against the answer itself. */
export function isPutOff(code: string): boolean {
  return code === 'not_kept' || code === 'too_many_requests';
}

function letGo(state: State, ids: readonly string[]): State {
  const kept = state.kept.filter((message) => !ids.includes(message.id));
  const asked = state.asked.filter((id) => !ids.includes(id));
  const ackBy = kept.length + asked.length === 0 ? null : state.ackBy;
  return { ...state, kept, asked, ackBy };
}

function greeted(state: State, message: ServerMessage, now: number): Step {
  if (message.type === 'welcome') {
    const phase: Phase = { name: 'live', since: now, heardAt: now, givesUpAt: null };
    return sayAgain({ ...state, phase, putOff: false, lenient: true }, now);
  }
  if (message.type !== 'refusal') return nothing(state);
  switch (message.code) {
    case 'bad_ticket':
    case 'wrong_secret': {
      if (!state.lenient) return refused(state, 'hello_refused');
      const again = hello({ ...state, lenient: false }, now);
      const forget: Effect =
        message.code === 'bad_ticket' ? { do: 'forget_ticket' } : { do: 'forget_secret' };
      return { state: again.state, effects: [forget, ...again.effects] };
    }
    case 'too_many_requests':
    case 'room_full':
    case 'server_full':
    case 'not_kept': {
      const again = now + 1_000 * (message.retry_after_s ?? 10);
      return nothing({
        ...state,
        putOff: true,
        phase: { name: 'greeting', givesUpAt: again, again },
      });
    }
    case 'room_ended':
      return refused(state, 'room_ended');
    default:
      return refused(state, 'hello_refused');
  }
}

function refused(state: State, reason: EndReason): Step {
  return { state: end(state, reason), effects: [{ do: 'drop' }] };
}
