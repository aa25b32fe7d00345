/** Numbers and lists as people read them. */

/** "7.2": one decimal says enough of a mean of whole numbers. */
export function formatMean(mean: number | null): string {
  return mean === null ? '–' : mean.toFixed(1);
}

export function formatPercent(part: number, whole: number): string {
  return whole === 0 ? '0%' : `${Math.round((100 * part) / whole)}%`;
}

/** "1 person", "12 people". */
export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

const segmenter =
  'Segmenter' in Intl ? new Intl.Segmenter(undefined, { granularity: 'grapheme' }) : null;

/** What a person counts as one character, as the server does: a family emoji is one. */
export function graphemes(text: string): number {
  return segmenter === null ? [...text].length : [...segmenter.segment(text)].length;
}
