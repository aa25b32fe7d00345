/** What a page knows of its room. Pages draw from this and from nothing else. */
import type {
  Refusal,
  Report,
  Response,
  Snapshot,
  StoredRecord,
  Welcome,
} from '@protocol/messages';
import type { Line } from '../connection/connection';

/** Where the person's own answer to one round of one question stands. */
export type Own =
  /** On its way; `withdrawal` when it is being taken back. */
  | {
      state: 'sending';
      id: string;
      response: Response | null;
      company: Company;
      before: Own | null;
      /** The server does not take answers just now; the connection says it again by itself. */
      putOff?: true;
    }
  /**
   * Acked: durable, and counted once it may be. `settled`: the server was asked after the close. `written`: what this
   * page sent; the very object that `response` is, until the server has said what it made of it.
   */
  | {
      state: 'counts';
      response: Response;
      written?: Response | undefined;
      released: boolean;
      company: Company;
      settled?: boolean;
    }
  /** `none`: the server had nothing to take back. */
  | { state: 'withdrawn'; none?: true }
  /** The server did not take it. What it held before still holds. */
  | {
      state: 'refused';
      refusal: Refusal;
      response: Response | null;
      /** Undefined when it was refused before the page was loaded, and the server has not been asked yet. */
      before?: Own | null | undefined;
    };

export type Refused = Own & { state: 'refused' };

/** By which announcement an answer was given, and how many had joined by it; null when this page never knew. */
export interface Company {
  announcement: number;
  joined: number | null;
}

export interface View {
  line: Line;
  welcome: Welcome | null;
  /** The latest whole state, with the latest tally and presence laid into it. */
  snapshot: Snapshot | null;
  /** Whether the server can write to its log; only facilitators are told. */
  keeps: boolean;
  /** A tally came that belongs to a state we have not seen: a snapshot has to be asked for. */
  stale: boolean;
  report: Report | null;
  /** The latest refusal of hello; see `lastWord`. */
  turnedAway: Refusal | null;
  /** By `ownKey`. */
  own: Readonly<Record<string, Own>>;
  /** "What is stored about me?", as it was last told. */
  stored: readonly StoredRecord[] | null;
}

export const emptyView: View = {
  line: { name: 'connecting' },
  welcome: null,
  snapshot: null,
  keeps: true,
  stale: false,
  report: null,
  turnedAway: null,
  own: {},
  stored: null,
};

/** Why the server does not let us in (yet), as long as that is the last we heard: not once the line is broken. */
export function lastWord({ line, turnedAway }: Pick<View, 'line' | 'turnedAway'>): Refusal | null {
  return line.name === 'put_off' || line.name === 'ended' ? turnedAway : null;
}

/** A reset moves the round, and the answer of an earlier round is none to this one. */
export function ownKey(question: string, round: number): string {
  return `${question}#${round}`;
}

/** The question of an `ownKey`. */
export function questionOf(key: string): string {
  return key.slice(0, key.lastIndexOf('#'));
}
