/** A browser that keeps nothing, as jsdom has no IndexedDB. */
import { expect, it } from 'vitest';
import { contentSlide, type Deck } from '../../src/deck/model';
import { browserShelf } from '../../src/studio/shelf/browser-shelf';

const deck = (title: string): Deck => ({
  ...{ title, language: 'en' },
  slides: [contentSlide('a', 'A')],
});

it('a deck that the browser does not take is found again in the same tab, and is said not to be saved', async () => {
  const shelf = browserShelf(() => 7);
  expect(shelf.holdsUnsaved()).toBe(false);
  expect(await shelf.save('one', deck('First'), 0)).toEqual({ type: 'failed' });
  await shelf.save('one', deck('Newest'), 0);
  expect(shelf.holdsUnsaved()).toBe(true);
  expect(await shelf.decks()).toEqual([
    { id: 'one', title: 'Newest', slides: 1, changed: 7, unsaved: true },
  ]);
  expect(await shelf.deck('one')).toMatchObject({ deck: deck('Newest'), unsaved: true });
});

it('a deck that was not taken goes when it is deleted', async () => {
  const shelf = browserShelf();
  await shelf.save('one', deck('First'), 0);
  await shelf.remove('one');
  expect(await shelf.decks()).toEqual([]);
  expect(shelf.holdsUnsaved()).toBe(false);
});
