import { describe, expect, it } from 'vitest';
import { formatMiddleHalf, spreadOf } from '../../src/shared/spread';

/** The counts of the values 0 to 10. */
const counted = (...values: number[]) => ({
  distribution: Array.from({ length: 11 }, (_, at) => values.filter((v) => v === at).length),
});

describe('the spread of numbers', () => {
  it.each([
    [[7], 7, 7, 7],
    [[2, 8], 5, 2, 8],
    [[1, 2, 3], 2, 1, 3],
    [[1, 2, 3, 4], 2.5, 1.5, 3.5],
    [[0, 0, 5, 10, 10], 5, 0, 10],
    [[3, 3, 3, 3, 9, 9, 9], 3, 3, 9],
    [[6, 7, 7, 8, 8, 8, 9, 10], 8, 7, 8.5],
  ])(
    'of %j has the middle %d, and its middle half from %d to %d',
    (values, median, lower, upper) => {
      expect(spreadOf(counted(...values), 0)).toEqual({ median, lower, upper });
    },
  );

  it('counts from the range’s own least value', () => {
    expect(spreadOf({ distribution: [0, 3, 0] }, 1)).toEqual({ median: 2, lower: 2, upper: 2 });
  });

  it('agrees with sorting, whatever people say', () => {
    let state = 3;
    const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
    const middle = (sorted: number[]) =>
      ((sorted[Math.floor((sorted.length - 1) / 2)] ?? 0) +
        (sorted[Math.floor(sorted.length / 2)] ?? 0)) /
      2;
    for (let run = 0; run < 200; run += 1) {
      const values = Array.from({ length: 2 + Math.floor(next() * 30) }, () =>
        Math.floor(next() * 11),
      ).sort((a, b) => a - b);
      const half = Math.floor(values.length / 2);
      expect(spreadOf(counted(...values), 0)).toEqual({
        median: middle(values),
        lower: middle(values.slice(0, half)),
        upper: middle(values.slice(-half)),
      });
    }
  });

  it('is said in words', () => {
    expect(formatMiddleHalf(spreadOf(counted(1, 2, 3, 4), 0))).toBe('1.5 to 3.5');
    expect(formatMiddleHalf(spreadOf(counted(7, 7, 7), 0))).toBe('7');
    expect(spreadOf(counted(), 0)).toBeNull();
    expect(formatMiddleHalf(null)).toBe('–');
  });
});
