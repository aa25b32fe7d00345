// @vitest-environment node
import { expect, it, vi } from 'vitest';
import { contentSlide } from '../../../src/deck/model';
import { browserDrafts } from '../../../src/studio/workspace/drafts';

const kept = vi.hoisted(() => new Map<string, unknown>());
vi.mock('idb-keyval', () => ({
  keys: () => Promise.resolve([...kept.keys()]),
  get: (key: string) => Promise.resolve(kept.get(key)),
  set: (key: string, value: unknown) => Promise.resolve(void kept.set(key, value)),
  del: (key: string) => Promise.resolve(void kept.delete(key)),
}));

const draft = (title: string, typed: number) => ({
  deck: { title, language: 'en', slides: [contentSlide('a', title)] },
  from: 0,
  typed,
});

it('of each deck of one workspace the newest draft is listed, whichever sitting typed it', async () => {
  const drafts = browserDrafts();
  expect(await drafts.keep('w', 'one', 's1', draft('older', 1))).toBe(true);
  await drafts.keep('w', 'one', 's2', draft('newer', 2));
  await drafts.keep('w', 'two', 's1', draft('another', 1));
  await drafts.keep('w2', 'one', 's1', draft('of another workspace', 3));
  kept.set('w/three', draft('of a build of before', 0));
  const listed = async () =>
    (await drafts.unsent('w')).map((each) => `${each.id} ${each.draft.deck.title}`).sort();
  expect(await listed()).toEqual(['one newer', 'three of a build of before', 'two another']);
  await drafts.drop('w', 'one', 's2');
  await drafts.drop('w', 'two', 's1');
  expect(await listed()).toEqual(['one older', 'three of a build of before']);
});
