// Where things stand in a scale chart. All statements share one axis; places and lengths are fractions of the plot.

import { exactMean, formatMean } from '../shared/figures';
import type { Range, ScaleTally, TalliedStatement } from '@protocol/messages';

export interface ScaleBar {
  value: number;
  count: number;
  /** The middle, from 0 (left end of the plot) to 1. */
  at: number;
  width: number;
  /** Of the plot's height; 1 is the largest count of any statement. */
  height: number;
}

export interface ScaleRow {
  bars: ScaleBar[];
  /** Null when nobody gave a number. */
  mean: { at: number; figure: string } | null;
  people: number;
  notApplicable: number;
  /** Gave neither a number nor "not applicable". */
  leftOut: number;
}

export interface Tick {
  value: number;
  at: number;
}

/** A bar this part of its slot wide leaves a gap that keeps neighbours apart. */
const BAR = 0.72;
const MOST_TICKS = 11;

/** Every whole value has a slot of the same width; the mean lies between the slots' middles. */
export function placeOnAxis(value: number, range: Range): number {
  return (value - range.min + 0.5) / (range.max - range.min + 1);
}

function meanOn(mean: number | null, range: Range): ScaleRow['mean'] {
  return mean === null ? null : { at: placeOnAxis(mean, range), figure: formatMean(mean) };
}

/** Of those whose answers are in the tally: who gave a statement neither a number nor "not applicable". */
export function leftOutOf(tally: ScaleTally, { n, not_applicable }: TalliedStatement): number {
  return tally.people - n - not_applicable;
}

export function scaleRows(tally: ScaleTally, range: Range): ScaleRow[] {
  const { statements } = tally;
  const most = Math.max(1, ...statements.flatMap((statement) => statement.distribution));
  return statements.map((statement) => ({
    bars: statement.distribution.map((count, index) => ({
      value: range.min + index,
      count,
      at: placeOnAxis(range.min + index, range),
      width: BAR / (range.max - range.min + 1),
      height: count / most,
    })),
    mean: meanOn(exactMean(statement, range.min), range),
    people: statement.n,
    notApplicable: statement.not_applicable,
    leftOut: leftOutOf(tally, statement),
  }));
}

/** Both ends, and round values between them that keep clear of the ends. */
export function scaleTicks(range: Range): Tick[] {
  const span = range.max - range.min;
  const step = [1, 2, 5, 10, 20, 25, 50].find((size) => span / size < MOST_TICKS) ?? span;
  const values = [range.min];
  for (let value = Math.ceil(range.min / step) * step; value < range.max; value += step) {
    if (value - range.min >= step / 2 && range.max - value >= step / 2) values.push(value);
  }
  values.push(range.max);
  return values.map((value) => ({ value, at: placeOnAxis(value, range) }));
}
