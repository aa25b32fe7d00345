/** Lines pasted from anywhere: a question, then its options; an empty line, or the next question mark, begins another. */
import {
  choiceSlide,
  contentSlide,
  freeTextSlide,
  most,
  scaleSlide,
  usualRange,
  wordCloudSlide,
  type Kind,
  type Slide,
} from '../model';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { sayTicked, takeHint, tickedIn, withoutMarks } from './hints';

export function readLines(text: string, title = ''): Imported | Unreadable {
  const blocks = blocksOf(text);
  if (blocks.length === 0) return { unreadable: 'There are no words in it.' };
  const taken = blocks.slice(0, most.slides);
  const slides = taken.map((block, i) => slideOf(block, `n${i + 1}`));
  const remarks = leftOut(blocks.length, blocks);
  taken.forEach((block, i) => {
    const ticked = tickedIn(block.slice(1));
    if (ticked.length > 0) remarks.push({ slide: i + 1, sentence: sayTicked(ticked) });
  });
  return { deck: { title, language: 'en', slides }, remarks };
}

/** What is beyond the 200 slides of a deck: too many to be named one by one. */
export function leftOut(count: number, blocks: readonly (readonly string[])[]): Remark[] {
  if (count <= most.slides) return [];
  const first = blocks[most.slides]?.[0] ?? '';
  const sentence = `A deck has at most ${most.slides} slides. ${count - most.slides} further questions were left out, from “${first.slice(0, 80)}” on.`;
  return [{ slide: null, sentence }];
}

function blocksOf(text: string): string[][] {
  const lines = text.split(/\r\n|\r|\n/u).map((line) => line.trim());
  const hasGaps = lines.some((line, i) => line === '' && i > 0 && i < lines.length - 1);
  const blocks: string[][] = [];
  let open = false;
  for (const line of lines) {
    if (line === '') {
      open = false;
      continue;
    }
    const begins = !open || (!hasGaps && /[?？؟]\s*(\([^)]{0,100}\))?$/u.test(line));
    if (begins) blocks.push([line]);
    else blocks[blocks.length - 1]?.push(line);
    open = true;
  }
  return blocks;
}

function slideOf(block: readonly string[], id: string): Slide {
  const { words, kind, range } = takeHint(withoutNumber(block[0] ?? ''));
  const rest = withoutMarks(block.slice(1));
  return slideFrom({ id, words, parts: rest, kind, range });
}

/** "3. Where do you work?" is the question alone. */
const withoutNumber = (line: string) =>
  line.replace(/^(?:[-*•]|\(?\d{1,3}[.)]|Q\d{1,3}[.:)])\s+/u, '').trim();

export interface Parsed {
  id: string;
  words: string;
  parts: readonly string[];
  kind: Kind | null;
  range: { min: number; max: number } | null;
}

/** With parts it is a choice, without any an open question, unless it says what it is. */
export function slideFrom({ id, words, parts, kind, range }: Parsed): Slide {
  switch (kind ?? (parts.length > 0 ? 'choice' : 'free_text')) {
    case 'choice':
      return choiceSlide(id, words, parts);
    case 'scale': {
      const statements = parts.length > 0 ? parts : [words];
      const scale = scaleSlide(id, words, statements);
      return range === null ? scale : { ...scale, range: { ...usualRange, ...range } };
    }
    case 'word_cloud':
      return wordCloudSlide(id, [words, ...parts].join('\n'));
    case 'free_text':
      return freeTextSlide(id, [words, ...parts].join('\n'));
    case 'content':
      return contentSlide(id, words, parts.map((part) => `- ${part}`).join('\n'));
  }
}
