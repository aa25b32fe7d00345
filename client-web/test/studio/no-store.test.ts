import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { contentSlide } from '../../src/deck/model';
import { browserShelf } from '../../src/studio/shelf/browser-shelf';
import { browserDrafts } from '../../src/studio/workspace/drafts';
import {
  forgetWorkspace,
  knownWorkspaces,
  rememberWorkspace,
} from '../../src/studio/workspace/known';

const deck = { title: 'A', language: 'en', slides: [contentSlide('a', 'A')] };

// As a browser does that blocks cookies.
beforeEach(() => {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('The user denied permission to access the database.', 'SecurityError');
    },
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

it('a browser that throws when it is asked for its store has an empty shelf that keeps nothing', async () => {
  const shelf = browserShelf();
  const room = { code: 'C', title: '', opened: 0, deck: 'd' };
  expect(await shelf.decks()).toEqual([]);
  expect(await shelf.rooms()).toEqual([]);
  expect(await shelf.deck('d')).toBeNull();
  expect(await shelf.save('d', deck, 0)).toEqual({ type: 'failed' });
  const links = { join: '', facilitator: '', projector: '' };
  expect(await shelf.keepRoom({ ...room, links })).toBe(false);
  await shelf.remove('d');
  await shelf.forgetRoom('C');
});

it('it has no drafts either, and knows no workspaces, and a page that asks goes on', async () => {
  const drafts = browserDrafts();
  await drafts.keep('w', 'b', 's', { deck, from: 1 });
  expect(await drafts.read('w', 'b')).toBeNull();
  await drafts.forget('w', 'b', deck);
  await rememberWorkspace({ id: 'w', capability: 'c', name: 'W', opened: 0 });
  expect(await knownWorkspaces()).toEqual([]);
  await forgetWorkspace('w');
});
