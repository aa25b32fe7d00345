import type { Range, TalliedStatement } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { placeOnAxis, scaleRows, scaleTicks } from '../../src/charts/scale-geometry';

const toTen = { min: 0, max: 10, min_label: 'not at all', max_label: 'completely' };
const statement = (distribution: number[], mean: number | null, not_applicable = 0) => ({
  n: distribution.reduce((sum, count) => sum + count, 0),
  not_applicable,
  mean,
  distribution,
});

/** From people of whom each said something about each statement, unless it is said how many there were. */
const rowsOf = (statements: TalliedStatement[], range: Range, people = 0) => {
  const most = Math.max(people, ...statements.map((one) => one.n + one.not_applicable));
  return scaleRows({ kind: 'scale', people: most, statements }, range);
};

describe('a scale chart', () => {
  it('has a bar for every value, on one axis for all statements', () => {
    const [first, second] = rowsOf(
      [
        statement([0, 0, 0, 0, 0, 0, 0, 3, 4, 2, 1], 8.1),
        statement([8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 0),
      ],
      toTen,
    );
    expect(first?.bars.map((bar) => bar.value)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(first?.bars.map((bar) => bar.at)).toEqual(second?.bars.map((bar) => bar.at));
  });

  it('measures every bar by the largest count of all statements', () => {
    const [first, second] = rowsOf([statement([4, 0], 0), statement([8, 2], 0.2)], {
      ...toTen,
      max: 1,
    });
    expect(first?.bars[0]?.height).toBe(0.5);
    expect(second?.bars.map((bar) => bar.height)).toEqual([1, 0.25]);
  });

  it('keeps bars inside the plot and apart from each other', () => {
    const bars =
      rowsOf([statement(new Array<number>(101).fill(1), 50)], { ...toTen, max: 100 })[0]?.bars ??
      [];
    expect((bars[0]?.at ?? 0) - (bars[0]?.width ?? 0) / 2).toBeGreaterThan(0);
    expect((bars[100]?.at ?? 1) + (bars[100]?.width ?? 0) / 2).toBeLessThan(1);
    bars.slice(1).forEach((bar, index) => {
      expect(bar.at - (bars[index]?.at ?? 0)).toBeGreaterThan(bar.width);
    });
  });

  it('counts who left a statement out apart from who said that it does not apply', () => {
    const both = [statement([4, 3], 0.4, 2), statement([5, 5], 0.5)];
    const [first, second] = rowsOf(both, { ...toTen, max: 1 }, 10);
    expect([first?.people, first?.notApplicable, first?.leftOut]).toEqual([7, 2, 1]);
    expect([second?.people, second?.notApplicable, second?.leftOut]).toEqual([10, 0, 0]);
  });

  it('puts the mean where its value would stand', () => {
    const [row] = rowsOf([statement([0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 0], 5.5)], toTen);
    const five = row?.bars[5]?.at ?? 0;
    const six = row?.bars[6]?.at ?? 0;
    expect(row?.mean?.at).toBeCloseTo((five + six) / 2);
    expect(row?.mean?.figure).toBe('5.5');
  });

  it('has no mean where nobody gave a number, and counts "not applicable" apart', () => {
    const [row] = rowsOf([statement(new Array<number>(11).fill(0), null, 6)], toTen);
    expect(row).toMatchObject({ mean: null, people: 0, notApplicable: 6 });
    expect(row?.bars.every((bar) => bar.height === 0)).toBe(true);
  });

  it('names both ends, and few values between them', () => {
    const values = (min: number, max: number) =>
      scaleTicks({ ...toTen, min, max }).map((tick) => tick.value);
    expect(values(0, 10)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(values(1, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(values(0, 100)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
    expect(values(0, 1)).toEqual([0, 1]);
    for (let min = 0; min < 100; min += 7) {
      for (let max = min + 1; max <= 100; max += 5) {
        const found = values(min, max);
        expect(found[0]).toBe(min);
        expect(found.at(-1)).toBe(max);
        expect(found.length).toBeLessThanOrEqual(13);
        expect(new Set(found).size).toBe(found.length);
      }
    }
  });

  it('runs from left to right', () => {
    expect(placeOnAxis(0, toTen)).toBeLessThan(placeOnAxis(10, toTen));
  });
});
