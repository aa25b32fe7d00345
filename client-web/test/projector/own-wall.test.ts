import type { Snapshot } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { ownWall, wallAfter } from '../../src/projector/own-wall';
import { wholeSlide } from '../../src/staff/stage/stage';

const texts = ['a', 'B', 'c'].map((text, i) => ({ id: `1.${i + 1}`, text }));
/** By lot, as on the wire. */
const drawn = [1, 2, 0].flatMap((at) => texts[at] ?? []);
const state: Pick<Snapshot, 'tally'> = {
  tally: { kind: 'free_text', people: 3, texts: drawn, more: 0 },
};
const nothing: Pick<Snapshot, 'tally'> = { tally: null };
const showing = (at: number) => ({
  shows: 'text' as const,
  page: 0,
  item: texts[at]?.id ?? '',
  text: texts[at]?.text ?? '',
});

describe('a projector’s own keys', () => {
  it('show the way in, or nothing, and the slide again', () => {
    const joins = wallAfter('qr', wholeSlide, state, 1, 'en');
    expect(joins.shows).toBe('join');
    expect(wallAfter('qr', joins, state, 1, 'en')).toEqual(wholeSlide);
    const dark = wallAfter('dark', joins, state, 1, 'en');
    expect(dark.shows).toBe('nothing');
    expect(wallAfter('dark', dark, state, 1, 'en')).toEqual(wholeSlide);
    expect(wallAfter('back', dark, state, 1, 'en')).toEqual(wholeSlide);
  });

  it('bring one text after the other to the middle, and past the last all of them again', () => {
    const seen = [];
    let wall = wholeSlide;
    for (let press = 0; press < 4; press += 1) {
      wall = wallAfter('next_card', wall, state, 1, 'en');
      seen.push(wall.text);
    }
    expect(seen).toEqual(['a', 'B', 'c', null]);
    expect(wallAfter('previous_card', wholeSlide, state, 1, 'en')).toEqual(showing(2));
    expect(wallAfter('next_card', wholeSlide, nothing, 1, 'en')).toEqual(wholeSlide);
  });

  it('turn pages, from what the desk said, and no further than there are', () => {
    const page = (key: 'next_page' | 'previous_page', from: number) =>
      wallAfter(key, { ...wholeSlide, page: from }, state, 3, 'en').page;
    expect([page('next_page', 0), page('next_page', 1)]).toEqual([1, 2]);
    expect([page('previous_page', 2), page('previous_page', 0)]).toEqual([1, 0]);
    // The desk has more pages than this screen.
    expect(page('previous_page', 9)).toBe(1);
  });

  it('let a text go that the room may not see any more', () => {
    expect(ownWall(showing(1), state)).toEqual(showing(1));
    expect(ownWall({ ...showing(1), item: '9.9' }, state)).toBeNull();
    expect(ownWall(showing(1), nothing)).toBeNull();
    expect(ownWall({ ...wholeSlide, shows: 'join' }, nothing)?.shows).toBe('join');
  });
});
