/** A workspace as the editor and the room page see it: a shelf like the browser's own, but shared. */
import { sameDeck } from '../../deck/compare';
import { browserDice } from '../../deck/ids';
import type { Deck } from '../../deck/model';
import type { KeptDeck, Saved, Shelf } from '../shelf/shelf';
import type { Drafts, Unsent } from './drafts';
import type { Trouble } from './wire';
import { decksOf, newBoxId, roomFrom, roomsOf, type Opened, type Workspace } from './workspace';

/** A version is kept at the start of each sitting, then so often, and whenever what is there is somebody else's. */
export const versionEvery_ms = 10 * 60_000;

/** Owner: the workspace's page. Thread: the page's. Lifetime: as long as the workspace is open. */
export class WorkspaceShelf implements Shelf {
  readonly shared = true;
  /** When a version was last kept, by deck: in this sitting. */
  private readonly kept = new Map<string, number>();
  /** The revision that this sitting wrote last, by deck. */
  private readonly written = new Map<string, number>();
  /** What an earlier sitting had typed, and this one goes on with, by deck. */
  private readonly adopted = new Map<string, Deck>();
  /** What is on its way, by deck: whoever comes back to the deck waits for it, and so never conflicts with oneself. */
  private readonly onItsWay = new Map<string, Promise<Saved>>();
  private readonly sitting = newBoxId(browserDice);

  constructor(
    private readonly workspace: Workspace,
    /** The newest that is known of it. */
    private readonly opened: () => Opened,
    private readonly drafts: Drafts,
    /** Reads the list anew. */
    private readonly refresh: () => Promise<void>,
    private readonly now: () => number = Date.now,
  ) {}

  readonly newId = (): string => newBoxId(browserDice);

  decks = () =>
    Promise.resolve(
      decksOf(this.opened()).map(({ id, label }) => ({
        id,
        title: label.title,
        slides: label.slides,
        changed: label.changed,
      })),
    );

  /** What is there now. Null when it is not there any more, or cannot be read just now. */
  deck = async (id: string): Promise<KeptDeck | null> => {
    for (;;) {
      const writing = this.onItsWay.get(id);
      if (writing === undefined) return this.there(id);
      await writing;
    }
  };

  private async there(id: string): Promise<KeptDeck | null> {
    const answer = await this.workspace.readDeck(this.opened(), id);
    return answer.type === 'answered' ? { id, ...answer.value } : null;
  }

  /** What this browser had not yet brought there. */
  draft = async (id: string) => {
    const draft = await this.drafts.read(this.workspace.link.id, id);
    if (draft !== null) this.adopted.set(id, draft.deck);
    return draft;
  };

  /** What this browser has typed and the workspace does not have; what is on its way may just arrive. */
  unsent = async (): Promise<readonly Unsent[]> => {
    await Promise.all(this.onItsWay.values());
    return this.drafts.unsent(this.workspace.link.id);
  };

  /** The workspace has just this. */
  forgetArrived = (id: string, deck: Deck): Promise<void> =>
    this.drafts.forget(this.workspace.link.id, id, deck);

  keepDraft = async (id: string, deck: Deck, from: number): Promise<boolean> => {
    const { id: workspace } = this.workspace.link;
    const draft = { deck, from, typed: this.now() };
    const kept = await this.drafts.keep(workspace, id, this.sitting, draft);
    // What an earlier sitting had typed is in this one's draft from now on, and would be stale beside it.
    if (kept) await this.dropAdopted(id);
    return kept;
  };

  dropDraft = async (id: string): Promise<void> => {
    await this.dropAdopted(id);
    await this.drafts.drop(this.workspace.link.id, id, this.sitting);
  };

  private async dropAdopted(id: string): Promise<void> {
    const adopted = this.adopted.get(id);
    this.adopted.delete(id);
    if (adopted !== undefined)
      await this.drafts.forget(this.workspace.link.id, id, adopted, this.sitting);
  }

  save = (id: string, deck: Deck, revision: number): Promise<Saved> => {
    const writing = this.write(id, deck, revision).finally(() => {
      if (this.onItsWay.get(id) === writing) this.onItsWay.delete(id);
    });
    this.onItsWay.set(id, writing);
    return writing;
  };

  private async write(id: string, deck: Deck, revision: number): Promise<Saved> {
    const now = this.now();
    const before = this.kept.get(id);
    const isOthers = this.written.get(id) !== revision;
    const keeping = isOthers || before === undefined || now - before >= versionEvery_ms;
    const content = { deck, changed: now };
    const from = revision === 0 ? 'new' : revision;
    const written = await this.workspace.writeDeck(this.opened(), id, content, from, keeping);
    if (written.type !== 'answered') {
      const there = await this.arrived(id, deck, written);
      return there === null ? saved(written) : this.hasArrived(id, deck, there);
    }
    if (keeping) this.kept.set(id, now);
    return this.hasArrived(id, deck, written.value);
  }

  private async hasArrived(id: string, deck: Deck, revision: number): Promise<Saved> {
    this.written.set(id, revision);
    await this.drafts.forget(this.workspace.link.id, id, deck);
    await this.dropAdopted(id);
    return { type: 'saved', revision };
  }

  /** A write whose answer got lost meets itself when it is tried again. The revision that it made. */
  private async arrived(id: string, deck: Deck, trouble: Trouble): Promise<number | null> {
    if (trouble.type !== 'refused' || trouble.code !== 'changed_meanwhile') return null;
    const there = await this.there(id);
    const same = there !== null && sameDeck(there.deck, deck);
    return same ? there.revision : null;
  }

  /** The next save keeps what there is as a version. */
  keepNext(id: string): void {
    this.kept.delete(id);
  }

  remove = async (id: string): Promise<void> => {
    const entry = this.opened().entries.find((each) => each.id === id);
    if (entry !== undefined) await this.workspace.erase(entry);
  };

  rooms = () =>
    Promise.resolve(roomsOf(this.opened()).map((entry) => roomFrom(this.opened().keys, entry)));

  room = async (code: string) => (await this.rooms()).find((room) => room.code === code) ?? null;

  keepRoom: Shelf['keepRoom'] = async (room) => {
    const kept = await this.workspace.keepRoom(this.opened(), room);
    await this.refresh();
    return kept.type === 'answered';
  };

  forgetRoom = async (code: string): Promise<void> => {
    const entry = roomsOf(this.opened()).find(({ label }) => label.code === code);
    if (entry !== undefined) await this.workspace.erase(entry);
  };
}

function saved(trouble: Trouble): Saved {
  if (trouble.type === 'no_line') return { type: 'no_line' };
  if (trouble.code === 'changed_meanwhile') return { type: 'conflict' };
  return { type: 'refused', sentence: trouble.sentence };
}
