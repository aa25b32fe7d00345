/** Means and percentages as people read them. Apart from format.ts, so that a phone fetches them with the results. */

/** Sum and number of a statement's values are exact in its distribution; the wire's mean is rounded once already. */
export interface Counted {
  distribution: readonly number[];
}

/** Null when nobody gave a number. */
export function exactMean({ distribution }: Counted, min: number): number | null {
  const n = distribution.reduce((sum, people) => sum + people, 0);
  const sum = distribution.reduce((all, people, i) => all + people * (min + i), 0);
  return n === 0 ? null : sum / n;
}

/** "7.2": one decimal says enough of a mean of whole numbers. Rounded here, and nowhere before. */
export function formatMean(mean: number | null): string {
  // A hair more than the quotient, so that 8.45 is 8.5 although no binary number is 8.45.
  return mean === null ? '–' : (Math.round(mean * 10 + 1e-9) / 10).toFixed(1);
}

/**
 * Whole percentages. Where each person has one pick they add up to 100: the largest remainders are rounded up (Hamilton's
 * method; of equal ones the earlier). Where people pick several, each is rounded by itself.
 */
export function percentages(counts: readonly number[], people: number, one: boolean): string[] {
  if (people === 0) return counts.map(() => '0%');
  if (!one) return counts.map((count) => `${Math.round((100 * count) / people)}%`);
  const floors = counts.map((count) => Math.floor((100 * count) / people));
  const rest = (i: number) => (100 * (counts[i] ?? 0)) % people;
  const total = counts.reduce((sum, count) => sum + count, 0);
  // When some picks are missing (nobody knows why), nothing is made up for them.
  const missing = Math.round((100 * total) / people) - floors.reduce((sum, part) => sum + part, 0);
  const order = counts.map((_, i) => i).sort((a, b) => rest(b) - rest(a) || a - b);
  order.slice(0, Math.max(0, missing)).forEach((i) => (floors[i] = (floors[i] ?? 0) + 1));
  return floors.map((part) => `${part}%`);
}
