/** The middle of what people said, and how far they were apart: exact, from the counts of each value. */
import type { Counted } from './figures';

export interface Spread {
  median: number;
  /** Between these two lies the middle half of the answers. */
  lower: number;
  upper: number;
}

/**
 * Median and quartiles of the values `min`, `min + 1`, ... with these counts; null when nobody gave a number. The
 * quartiles are the medians of the lower and of the upper half, without the middle one (Moore and McCabe).
 */
export function spreadOf({ distribution }: Counted, min: number): Spread | null {
  const n = distribution.reduce((sum, people) => sum + people, 0);
  if (n === 0) return null;
  /** The value of the one who stands at this place when all are sorted, from 0. */
  const valueAt = (place: number): number => {
    let before = 0;
    const found = distribution.findIndex((people) => (before += people) > place);
    return min + found;
  };
  const between = (from: number, count: number): number =>
    (valueAt(from + Math.floor((count - 1) / 2)) + valueAt(from + Math.floor(count / 2))) / 2;
  const half = Math.floor(n / 2);
  return {
    median: between(0, n),
    lower: half === 0 ? between(0, n) : between(0, half),
    upper: half === 0 ? between(0, n) : between(n - half, half),
  };
}

/** "7" or "7.5": such a value is a whole number or lies in the middle of two. */
export function formatHalf(value: number | undefined): string {
  return value === undefined ? '–' : String(value);
}

/** "5 to 8", and "5" where all of the middle half said the same. */
export function formatMiddleHalf(spread: Spread | null): string {
  if (spread === null) return '–';
  const { lower, upper } = spread;
  return lower === upper ? formatHalf(lower) : `${formatHalf(lower)} to ${formatHalf(upper)}`;
}
