import { describe, expect, it } from 'vitest';
import { pagesOf, placeOn } from '../../src/charts/paging';

const room = { height: 100, columns: 1, gap: 0 };

describe('pages of the wall', () => {
  it('are one where everything fits', () => {
    expect(pagesOf([40, 60], room)).toEqual([2]);
    expect(pagesOf([100, 100, 100], { ...room, columns: 3 })).toEqual([3]);
  });

  it('fill one column after the other, and then the next page', () => {
    expect(pagesOf([60, 60, 60, 60, 60], { ...room, columns: 2 })).toEqual([2, 2, 1]);
    expect(pagesOf([30, 30, 60, 90], { ...room, columns: 2 })).toEqual([3, 1]);
  });

  it('count what is kept free between two things, and not above the first', () => {
    expect(pagesOf([50, 50], { ...room, gap: 1 })).toEqual([1, 1]);
    expect(pagesOf([100], { ...room, gap: 50 })).toEqual([1]);
  });

  it('have one thing at least, also one that is too high', () => {
    expect(pagesOf([500, 20, 500], room)).toEqual([1, 1, 1]);
  });

  it('are one, with nothing on it, of nothing', () => {
    expect(pagesOf([], room)).toEqual([0]);
  });

  it('say what stands on each; whoever asks for one too many gets the last', () => {
    const pages = [3, 3, 1];
    expect(placeOn(pages, 0)).toEqual({ page: 0, pages: 3, from: 0, to: 3 });
    expect(placeOn(pages, 1)).toEqual({ page: 1, pages: 3, from: 3, to: 6 });
    expect(placeOn(pages, 99)).toEqual({ page: 2, pages: 3, from: 6, to: 7 });
    expect(placeOn([0], 0)).toEqual({ page: 0, pages: 1, from: 0, to: 0 });
  });

  it('lose nothing, whatever the heights', () => {
    let state = 7;
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    for (let run = 0; run < 200; run += 1) {
      const heights = Array.from({ length: Math.floor(next() * 60) }, () => next() * 130);
      const columns = 1 + Math.floor(next() * 3);
      const pages = pagesOf(heights, { ...room, columns, gap: 2 });
      expect(pages.reduce((sum, count) => sum + count, 0)).toBe(heights.length);
    }
  });
});
