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

export function browserShelf(now: () => number = Date.now): Shelf {
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
    decks: async () => {
      const entries = await readAll<DeckEntry>(entryKey(''));
      return entries.sort((a, b) => b.changed - a.changed);
    },
    deck: (id) => read<KeptDeck>(deckKey(id)),
    save: (id, deck, revision) => saveIn(use, { id, deck, revision, changed: now() }),
    remove: (id) =>
      write((shelf) => {
        shelf.delete(deckKey(id));
        shelf.delete(entryKey(id));
      }).catch(() => undefined),
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
