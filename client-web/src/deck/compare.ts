/** What differs between two decks, slide by slide. Pure. A slide is the same one by its id, wherever it stands. */
import { slideToFile, toFile } from './deck-file';
import type { Deck, Slide } from './model';

export interface Pair {
  id: string;
  left: Slide | null;
  right: Slide | null;
  /** The names of the fields that differ; empty when one side has no such slide. */
  fields: readonly string[];
}

export interface Differences {
  /** Title or language. */
  head: boolean;
  pairs: readonly Pair[];
  same: number;
  /** The slides that both have stand in another order. */
  order: boolean;
}

export function differencesOf(left: Deck, right: Deck): Differences {
  const head = left.title !== right.title || left.language !== right.language;
  const inRight = new Map(right.slides.map((slide) => [slide.id, slide]));
  const inLeft = new Set(left.slides.map(({ id }) => id));
  const all: Pair[] = left.slides.map((slide) => pairOf(slide, inRight.get(slide.id) ?? null));
  right.slides.forEach((slide, i) => {
    if (inLeft.has(slide.id)) return;
    // Beside the slide that it follows there.
    const before = right.slides[i - 1]?.id;
    const at = all.findIndex(({ id }) => id === before);
    all.splice(at + 1, 0, { id: slide.id, left: null, right: slide, fields: [] });
  });
  const pairs = all.filter((pair) => isDifferent(pair));
  const shared = (deck: Deck, other: ReadonlySet<string>) =>
    deck.slides.flatMap(({ id }) => (other.has(id) ? [id] : [])).join(' ');
  return {
    head,
    pairs,
    same: all.length - pairs.length,
    order: shared(left, new Set(inRight.keys())) !== shared(right, inLeft),
  };
}

/** Whether a file of the one would be a file of the other, in whatever order their fields came. */
export const sameDeck = (a: Deck, b: Deck): boolean => textOf(toFile(a)) === textOf(toFile(b));

/** Whether nothing was typed that would tell the two apart, not even what no file has yet. */
export const sameSlide = (a: Slide, b: Slide): boolean => textOf(a) === textOf(b);

/** The same for equal values, whatever the order of their fields. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_name, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

const isDifferent = ({ left, right, fields }: Pair): boolean =>
  left === null || right === null || fields.length > 0;

function pairOf(left: Slide, right: Slide | null): Pair {
  if (right === null) return { id: left.id, left, right, fields: [] };
  const a = new Map(Object.entries(slideToFile(left)));
  const b = new Map(Object.entries(slideToFile(right)));
  const names = [...new Set([...a.keys(), ...b.keys()])];
  const fields = names.filter((name) => textOf(a.get(name)) !== textOf(b.get(name)));
  return { id: left.id, left, right, fields };
}
