import { describe, expect, it } from 'vitest';
import { exactMean, formatMean, percentages } from '../../src/shared/figures';

describe('a mean', () => {
  it('is rounded once, from the exact sum: 94 among 11 is 8.5, not 8.55 and then 8.6', () => {
    const distribution = [0, 0, 0, 0, 0, 0, 0, 0, 6, 4, 1];
    expect(distribution.reduce((sum, people, value) => sum + people * value, 0)).toBe(94);
    expect(formatMean(exactMean({ distribution }, 0))).toBe('8.5');
  });

  it('of halves is rounded up, as people do it', () => {
    expect(formatMean(8.45)).toBe('8.5');
    expect(formatMean(0.05)).toBe('0.1');
  });

  it('begins at the scale’s own least value', () => {
    expect(exactMean({ distribution: [1, 0, 1] }, 3)).toBe(4);
    expect(exactMean({ distribution: [0, 0] }, 1)).toBeNull();
  });
});

describe('percentages', () => {
  it.each([
    [
      [1, 1, 1],
      ['34%', '33%', '33%'],
    ],
    [
      [5, 7, 0],
      ['42%', '58%', '0%'],
    ],
    [
      [1, 1, 1, 1, 1, 1],
      ['17%', '17%', '17%', '17%', '16%', '16%'],
    ],
    [
      [0, 0],
      ['0%', '0%'],
    ],
  ])('of one pick each (%j) add up to 100', (counts, expected) => {
    const people = counts.reduce((sum, count) => sum + count, 0);
    expect(percentages(counts, people, true)).toEqual(expected);
  });

  it('of several picks each are rounded by themselves', () => {
    expect(percentages([2, 2, 1], 3, false)).toEqual(['67%', '67%', '33%']);
  });
});
