/** A shelf in this browser (IndexedDB), on this device alone. */
import { promisifyRequest, type UseStore } from 'idb-keyval';
import { browserDice, newSlideId } from '../../deck/ids';
import type { Deck } from '../../deck/model';
import { lateStore } from './late-store';
import type { DeckEntry, KeptDeck, KeptRoom, Saved, Shelf } from './shelf';

/** Beside each deck stands what the list shows of it, so that a list need not read every picture. */
const deckKey = (id: string) => `deck/${id}`;
const entryKey = (id: string) => `entry/${id}`;
const roomKey = (code: string) => `room/${code}`;
const startingWith = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/** A browser may be full, or keep nothing. What it does not take is here until the tab is closed. */
export interface BrowserShelf extends Shelf {
  /** Whether anything would be lost with the tab. */
  holdsUnsaved: () => boolean;
}

export function browserShelf(now: () => number = Date.now): BrowserShelf {
  /** By id; the newest of each deck that could not be written. */
  const held = new Map<string, KeptDeck>();
  const use = lateStore('candour-studio', 'shelf');

  const read = <T>(key: string): Promise<T | null> =>
    use('readonly', (shelf) => promisifyRequest(shelf.get(key)))
      .then((found) => (found as T | undefined) ?? null)
      .catch(() => null);
  const readAll = <T>(prefix: string): Promise<T[]> =>
    use('readonly', (shelf) => promisifyRequest(shelf.getAll(startingWith(prefix))))
      .then((found) => found as T[])
      .catch(() => []);
  const write = (act: (shelf: IDBObjectStore) => void): Promise<void> =>
    use('readwrite', (shelf) => {
      act(shelf);
      return promisifyRequest(shelf.transaction);
    });

  return {
    shared: false,
    newId: () => newSlideId(browserDice, new Set()),
    // Saving is as quick.
    keepDraft: () => Promise.resolve(false),
    dropDraft: () => Promise.resolve(),
    keepNext: () => undefined,
    holdsUnsaved: () => held.size > 0,
    decks: async () => {
      const kept = await readAll<DeckEntry>(entryKey(''));
      const unsaved = [...held.values()].map(({ id, deck, changed }): DeckEntry => ({
        ...entryOf(id, deck, changed),
        unsaved: true,
      }));
      return [...kept.filter(({ id }) => !held.has(id)), ...unsaved].sort(
        (a, b) => b.changed - a.changed,
      );
    },
    deck: async (id) => held.get(id) ?? (await read<KeptDeck>(deckKey(id))),
    save: async (id, deck, revision) => {
      const kept = { id, deck, revision, changed: now() };
      const saved = await saveIn(use, kept);
      if (saved.type === 'full' || saved.type === 'failed')
        held.set(id, { ...kept, unsaved: true });
      else held.delete(id);
      return saved;
    },
    remove: (id) => {
      held.delete(id);
      return write((shelf) => {
        shelf.delete(deckKey(id));
        shelf.delete(entryKey(id));
      }).catch(() => undefined);
    },
    rooms: async () => {
      const rooms = await readAll<KeptRoom>(roomKey(''));
      return rooms.sort((a, b) => b.opened - a.opened);
    },
    room: (code) => read<KeptRoom>(roomKey(code)),
    keepRoom: (room) =>
      write((shelf) => shelf.put(room, roomKey(room.code))).then(
        () => true,
        () => false,
      ),
    forgetRoom: (code) => write((shelf) => shelf.delete(roomKey(code))).catch(() => undefined),
  };
}

/** Reads and writes in one transaction, so that of two tabs one is told of the other. */
async function saveIn(use: UseStore, kept: KeptDeck): Promise<Saved> {
  try {
    return await use('readwrite', async (shelf): Promise<Saved> => {
      const there = (await promisifyRequest(shelf.get(deckKey(kept.id)))) as KeptDeck | undefined;
      if (there !== undefined && there.revision !== kept.revision) return { type: 'conflict' };
      const revision = kept.revision + 1;
      shelf.put({ ...kept, revision }, deckKey(kept.id));
      shelf.put(entryOf(kept.id, kept.deck, kept.changed), entryKey(kept.id));
      await promisifyRequest(shelf.transaction);
      return { type: 'saved', revision };
    });
  } catch (error) {
    const full = error instanceof DOMException && error.name === 'QuotaExceededError';
    return { type: full ? 'full' : 'failed' };
  }
}

function entryOf(id: string, deck: Deck, changed: number): DeckEntry {
  return { id, title: deck.title, slides: deck.slides.length, changed };
}
