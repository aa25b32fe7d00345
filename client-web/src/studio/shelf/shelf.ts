/** Where decks and the links of rooms are kept. This browser is one such place, a team's workspace another. */
import type { Deck } from '../../deck/model';

export interface KeptDeck {
  id: string;
  /** Moves with each save, so that two who edit one deck notice each other. */
  revision: number;
  /** Milliseconds since 1970. */
  changed: number;
  deck: Deck;
  /** It could not be kept, and is in this tab's memory alone. */
  unsaved?: boolean;
}

/** What a list shows of a deck. */
export interface DeckEntry {
  id: string;
  title: string;
  slides: number;
  changed: number;
  unsaved?: boolean;
}

export interface KeptRoom {
  code: string;
  title: string;
  /** Milliseconds since 1970. */
  opened: number;
  /** The deck that it was opened from. */
  deck: string;
  links: { join: string; facilitator: string; projector: string };
}

export type Saved =
  | { type: 'saved'; revision: number }
  /** Somebody has saved it since: nothing was written. */
  | { type: 'conflict' }
  /** The browser gives no more room. */
  | { type: 'full' }
  /** The browser keeps nothing (a private window, for one). */
  | { type: 'failed' }
  /** The server cannot be reached. */
  | { type: 'no_line' }
  /** The server has refused it, in words. */
  | { type: 'refused'; sentence: string };

/** Every promise resolves: what cannot be read is not there, what cannot be kept is said in `Saved`. */
export interface Shelf {
  /** Others may work on the same decks: two who edit one are shown both, and neither is parted silently. */
  readonly shared: boolean;
  newId: () => string;
  decks: () => Promise<readonly DeckEntry[]>;
  deck: (id: string) => Promise<KeptDeck | null>;
  /** `revision` is the one that the deck was made from; 0 where there was none. */
  save: (id: string, deck: Deck, revision: number) => Promise<Saved>;
  /** What is typed until it is saved, where saving needs the line. False when the browser does not keep it. */
  keepDraft: (id: string, deck: Deck, revision: number) => Promise<boolean>;
  /** What was typed into this deck goes on as another one. */
  dropDraft: (id: string) => Promise<void>;
  /** The next save keeps what there is as a version, where there are versions. */
  keepNext: (id: string) => void;
  remove: (id: string) => Promise<void>;
  rooms: () => Promise<readonly KeptRoom[]>;
  room: (code: string) => Promise<KeptRoom | null>;
  keepRoom: (room: KeptRoom) => Promise<boolean>;
  forgetRoom: (code: string) => Promise<void>;
}
