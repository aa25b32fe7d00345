import type { Deck } from '../../src/deck/model';
import type { KeptDeck, Shelf } from '../../src/studio/shelf/shelf';

/** A browser's shelf in memory, for pages that are drawn without a browser. */
export function memoryShelf(...kept: KeptDeck[]): Shelf & { titles: () => string[] } {
  const decks = new Map(kept.map((each) => [each.id, each]));
  let made = 0;
  return {
    titles: () => [...decks.values()].map(({ deck }) => deck.title),
    shared: false,
    newId: () => `made-${(made += 1)}`,
    keepDraft: () => Promise.resolve(false),
    dropDraft: () => Promise.resolve(),
    keepNext: () => undefined,
    decks: () =>
      Promise.resolve(
        [...decks.values()].map(({ id, deck, changed }) => ({
          id,
          title: deck.title,
          slides: deck.slides.length,
          changed,
        })),
      ),
    deck: (id) => Promise.resolve(decks.get(id) ?? null),
    save: (id: string, deck: Deck, from: number) => {
      if ((decks.get(id)?.revision ?? 0) !== from) return Promise.resolve({ type: 'conflict' });
      decks.set(id, { id, deck, revision: from + 1, changed: 0 });
      return Promise.resolve({ type: 'saved', revision: from + 1 });
    },
    remove: (id) => Promise.resolve(void decks.delete(id)),
    rooms: () => Promise.resolve([]),
    room: () => Promise.resolve(null),
    keepRoom: () => Promise.resolve(true),
    forgetRoom: () => Promise.resolve(),
  };
}
