// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { differencesOf, sameDeck } from '../../src/deck/compare';
import {
  contentSlide,
  freeTextSlide,
  scaleSlide,
  type Deck,
  type Slide,
} from '../../src/deck/model';

const deckOf = (...slides: Slide[]): Deck => ({ title: 'T', language: 'en', slides });
const a = contentSlide('a', 'A');
const b = freeTextSlide('b', 'B?');
const c = contentSlide('c', 'C');

describe('the differences of two decks', () => {
  it('are none between a deck and itself', () => {
    expect(differencesOf(deckOf(a, b), deckOf(a, b))).toEqual({
      head: false,
      pairs: [],
      same: 2,
      order: false,
    });
  });

  it('name the fields of a slide that was changed', () => {
    const changed: Slide = { ...b, prompt: 'Why?', level: 'strict' };
    const { pairs, same } = differencesOf(deckOf(a, b), deckOf(a, changed));
    expect(pairs).toEqual([{ id: 'b', left: b, right: changed, fields: ['prompt', 'level'] }]);
    expect(same).toBe(1);
  });

  it('show a slide that one side alone has, where it stands there', () => {
    const { pairs } = differencesOf(deckOf(a, b), deckOf(a, c, b));
    expect(pairs).toEqual([{ id: 'c', left: null, right: c, fields: [] }]);
    expect(differencesOf(deckOf(a, c), deckOf(a)).pairs).toEqual([
      { id: 'c', left: c, right: null, fields: [] },
    ]);
    expect(differencesOf(deckOf(a), deckOf(c, a)).pairs.map(({ id }) => id)).toEqual(['c']);
  });

  it('are none where fields came in another order', () => {
    const scale = scaleSlide('d', 'How far?', ['heard']);
    const { min, max, min_label, max_label } = { ...scale.range, max: 5 };
    const one = { ...scale, range: { min, max, min_label, max_label } };
    const other = { ...scale, range: { max_label, min_label, max, min } };
    expect(differencesOf(deckOf(one), deckOf(other)).pairs).toEqual([]);
    expect(sameDeck(deckOf(one), deckOf(other))).toBe(true);
    expect(sameDeck(deckOf(one), deckOf(a))).toBe(false);
  });

  it('see another order, and another title', () => {
    expect(differencesOf(deckOf(a, b), deckOf(b, a)).order).toBe(true);
    expect(differencesOf(deckOf(a, b), deckOf(a, c, b)).order).toBe(false);
    expect(differencesOf(deckOf(a), { ...deckOf(a), title: 'U' }).head).toBe(true);
  });
});
