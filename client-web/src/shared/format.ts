/** Counts as people read them, and characters as they count them. */

/** "1 person", "12 people". */
export function countOf(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

interface Segmenter {
  segment: (text: string) => Iterable<unknown>;
}
/** Missing in Firefox before 125. */
const { Segmenter } = Intl as {
  Segmenter?: new (language: undefined, by: { granularity: 'grapheme' }) => Segmenter;
};
const segmenter = Segmenter ? new Segmenter(undefined, { granularity: 'grapheme' }) : null;

/** What a person counts as one character, as the server does: a family emoji is one. */
export function graphemes(text: string): number {
  return segmenter === null ? [...text].length : [...segmenter.segment(text)].length;
}
