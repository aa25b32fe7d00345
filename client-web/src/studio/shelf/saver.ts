/** Saves one deck as it changes, one write after the other, and says how that stands. */
import type { Deck } from '../../deck/model';
import type { Shelf } from './shelf';

export type SaveState =
  | { name: 'saved' }
  | { name: 'saving' }
  | { name: 'full' }
  | { name: 'failed' }
  /** Another tab has saved the same deck; this one goes on as a deck of its own. */
  | { name: 'parted' };

export interface Timers {
  set: (act: () => void, milliseconds: number) => number;
  clear: (timer: number) => void;
}

/** Typing goes on within this time; a crash loses no more than it. */
export const saveAfter_ms = 300;
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

  constructor(private readonly begin: Begin) {
    this.id = begin.id;
    this.revision = begin.revision;
  }

  /** The latest state of the deck; an older one that still waits is not needed any more. */
  keep(deck: Deck): void {
    this.waiting = deck;
    this.begin.onState({ name: 'saving' }, this.id);
    this.writeIn(saveAfter_ms);
  }

  /** Writes what waits at once: the page is being left. */
  async finish(): Promise<void> {
    if (this.timer !== null) this.begin.timers.clear(this.timer);
    this.timer = null;
    await this.write();
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
    if (deck === null || this.writing) return;
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
        // Both are kept: theirs where it is, ours under another id.
        this.id = this.begin.newId();
        this.revision = 0;
        this.parted = true;
        this.waiting ??= deck;
        return this.write();
      case 'full':
      case 'failed':
        this.waiting ??= deck;
        this.begin.onState({ name: saved.type }, this.id);
        this.writeIn(tryAgainAfter_ms);
        return;
    }
  }
}
