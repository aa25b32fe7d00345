/** Saves one deck as it changes, one write after the other, and says how that stands. */
import type { Deck } from '../../deck/model';
import type { Shelf } from './shelf';

export type SaveState =
  | { name: 'saved' }
  | { name: 'saving' }
  | { name: 'full' }
  | { name: 'failed' }
  /** `kept`: this browser keeps what is typed until it can be saved. */
  | { name: 'no_line'; kept: boolean }
  | { name: 'refused'; sentence: string; kept: boolean }
  /** Another tab has saved the same deck; this one goes on as a deck of its own. */
  | { name: 'parted' }
  /** Somebody else has saved the same deck: nothing is written until the person has looked at both. */
  | { name: 'conflict'; kept: boolean };

export interface Timers {
  set: (act: () => void, milliseconds: number) => number;
  clear: (timer: number) => void;
}

/** Typing goes on within this time; a crash loses no more than it. */
export const saveAfter_ms = 300;
/** A shared deck crosses the line whole; until then it is kept as a draft in this browser. */
export const shareAfter_ms = 2_000;
const tryAgainAfter_ms = 5_000;

interface Begin {
  shelf: Shelf;
  timers: Timers;
  id: string;
  revision: number;
  newId: () => string;
  onState: (state: SaveState, id: string) => void;
}

/** Owner: the editor's page. Thread: the page's. Lifetime: as long as the deck is open. */
export class Saver {
  private id: string;
  private revision: number;
  private waiting: Deck | null = null;
  private writing = false;
  private timer: number | null = null;
  private parted = false;
  private conflicting = false;
  private draftTimer: number | null = null;

  constructor(private readonly begin: Begin) {
    this.id = begin.id;
    this.revision = begin.revision;
  }

  /** The latest state of the deck; an older one that still waits is not needed any more. */
  keep(deck: Deck): void {
    this.waiting = deck;
    if (this.begin.shelf.shared) this.keepDraftSoon();
    if (this.conflicting) return;
    this.begin.onState({ name: 'saving' }, this.id);
    this.writeIn(this.begin.shelf.shared ? shareAfter_ms : saveAfter_ms);
  }

  /**
   * The conflict has been looked at: this goes on from the revision that there is, and writes at once. False when it
   * could not be written.
   */
  async goOnFrom(revision: number, deck: Deck): Promise<boolean> {
    this.conflicting = false;
    this.revision = revision;
    this.waiting = deck;
    this.begin.onState({ name: 'saving' }, this.id);
    await this.finish();
    return this.waiting === null;
  }

  /** The conflict has been looked at: this goes on as a deck of its own. */
  async goOnAsCopy(deck: Deck): Promise<void> {
    const left = this.id;
    this.conflicting = false;
    this.becomeCopy();
    this.waiting = deck;
    const kept = await this.finish();
    // Only now: until here the words of the copy could be nowhere else.
    if (kept || this.waiting === null) await this.begin.shelf.dropDraft(left);
  }

  /** Writes what waits at once: the page is being left. Whether it is kept as a draft, too. */
  async finish(): Promise<boolean> {
    if (this.timer !== null) this.begin.timers.clear(this.timer);
    this.timer = null;
    // At once, so that the shelf knows of it before the next page asks for the deck.
    const [kept] = await Promise.all([this.keepDraft(), this.write()]);
    return kept;
  }

  /** What waits, from the revision that there is now. */
  private async keepDraft(): Promise<boolean> {
    const { shelf } = this.begin;
    const deck = this.waiting;
    return shelf.shared && deck !== null && (await shelf.keepDraft(this.id, deck, this.revision));
  }

  private keepDraftSoon(): void {
    if (this.draftTimer !== null) return;
    this.draftTimer = this.begin.timers.set(() => {
      this.draftTimer = null;
      void this.keepDraft().then((kept) => {
        if (this.conflicting) this.begin.onState({ name: 'conflict', kept }, this.id);
      });
    }, saveAfter_ms);
  }

  /** Whether the browser keeps it meanwhile is known a moment later, and said with the trouble. */
  private async tryAgain(deck: Deck, trouble: (kept: boolean) => SaveState): Promise<void> {
    this.waiting ??= deck;
    this.writeIn(tryAgainAfter_ms);
    const kept = await this.keepDraft();
    const isOver = this.writing || this.waiting === null;
    if (!isOver) this.begin.onState(trouble(kept), this.id);
  }

  private becomeCopy(): void {
    this.id = this.begin.newId();
    this.revision = 0;
    this.parted = true;
  }

  private writeIn(milliseconds: number): void {
    if (this.timer !== null) this.begin.timers.clear(this.timer);
    this.timer = this.begin.timers.set(() => {
      this.timer = null;
      void this.write();
    }, milliseconds);
  }

  private async write(): Promise<void> {
    const deck = this.waiting;
    if (deck === null || this.writing || this.conflicting) return;
    this.writing = true;
    this.waiting = null;
    const saved = await this.begin.shelf.save(this.id, deck, this.revision);
    this.writing = false;
    switch (saved.type) {
      case 'saved':
        this.revision = saved.revision;
        if (this.waiting !== null) return this.write();
        this.begin.onState({ name: this.parted ? 'parted' : 'saved' }, this.id);
        return;
      case 'conflict':
        this.waiting ??= deck;
        if (this.begin.shelf.shared) {
          this.conflicting = true;
          return this.begin.onState({ name: 'conflict', kept: await this.keepDraft() }, this.id);
        }
        // Both are kept: theirs where it is, ours under another id.
        this.becomeCopy();
        return this.write();
      case 'refused':
        return this.tryAgain(deck, (kept) => ({ name: 'refused', sentence: saved.sentence, kept }));
      case 'no_line':
        return this.tryAgain(deck, (kept) => ({ name: 'no_line', kept }));
      case 'full':
      case 'failed':
        return this.tryAgain(deck, () => ({ name: saved.type }));
    }
  }
}
