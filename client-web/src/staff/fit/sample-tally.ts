/** Made-up answers, so that somebody sees how a question's results will look. The same each time. */
import type { ChoiceSlide, Slide, Tally } from '@protocol/messages';
import type { QuestionSlide } from '../../shared/slides';

const people = 18;
const words = [
  'safe-space',
  'heard',
  'tired',
  'hopeful',
  'thought-provoking',
  'together',
  'a long day',
  'curious',
];
const texts = [
  'Ask us before you decide, and tell us afterwards what you did.',
  'It helped that somebody sat down and listened.',
  'More time. It was over just when it became honest.',
  'I would not change anything.',
  'Could the next one be on a day when the night shift can come?',
];
/** Of ten people, as no fewer are ever shown together at the strictest level. */
const moreTexts = ['Thank you.', 'Less paper.', 'A longer break.', 'Nothing.', 'More of this.'];

export function sampleTally(slide: Slide): Tally | null {
  switch (slide.kind) {
    case 'content':
      return null;
    case 'word_cloud':
      return {
        kind: 'word_cloud',
        people,
        words: words.map((text, i) => ({ key: text, text, people: peopleWith(i, slide.entries) })),
        more: 0,
        full: false,
      };
    case 'scale': {
      const { min, max } = slide.range;
      const values = Math.max(2, max - min + 1);
      return {
        kind: 'scale',
        people,
        statements: slide.statements.map((_, i) =>
          statement(values, min, i, slide.not_applicable ? 1 : 0),
        ),
      };
    }
    case 'choice':
      return { kind: 'choice', people, options: picks(slide.options.length, slide.select) };
    case 'free_text': {
      const written = slide.level === 'strict' ? [...texts, ...moreTexts] : texts;
      return {
        kind: 'free_text',
        people: written.length,
        texts: written.map((text, i) => ({ id: `${i}`, text })),
        more: 0,
      };
    }
  }
}

/** Before the first answer, where results are live. */
export function emptyTally(slide: QuestionSlide): Tally {
  switch (slide.kind) {
    case 'word_cloud':
      return { kind: 'word_cloud', people: 0, words: [], more: 0, full: false };
    case 'scale': {
      const distribution = Array.from({ length: slide.range.max - slide.range.min + 1 }, () => 0);
      const one = { n: 0, not_applicable: 0, mean: null, distribution };
      return { kind: 'scale', people: 0, statements: slide.statements.map(() => one) };
    }
    case 'choice':
      return { kind: 'choice', people: 0, options: slide.options.map(() => 0) };
    case 'free_text':
      return { kind: 'free_text', people: 0, texts: [], more: 0 };
  }
}

/** With one word each there are as many words as people; with more, nobody has said more than may be. */
function peopleWith(word: number, entries: number): number {
  return Math.max(1, (entries === 1 ? 5 : words.length) - word);
}

/** How many picked each of so many options. Of one pick each there are as many as people; nobody picks none. */
function picks(options: number, select: ChoiceSlide['select']): number[] {
  const counts = Array.from({ length: options }, (_, i) =>
    select === 'one' ? 0 : (3 + 5 * i) % 6,
  );
  for (let person = 0; person < people; person += 1) {
    // More at the front than at the end, as real counts are uneven.
    const option = Math.floor(options * (person / people) ** 1.5);
    counts[option] = (counts[option] ?? 0) + 1;
  }
  return counts;
}

function statement(values: number, min: number, place: number, notApplicable: number) {
  const distribution = Array.from({ length: values }, () => 0);
  const n = people - notApplicable;
  for (let person = 0; person < n; person += 1) {
    const value = Math.min(
      values - 1,
      Math.floor((values * (5 + ((person * (place + 3)) % 9))) / 13),
    );
    distribution[value] = (distribution[value] ?? 0) + 1;
  }
  const sum = distribution.reduce((all, count, i) => all + count * (min + i), 0);
  const mean = Math.round((100 * sum) / n) / 100;
  return { n, not_applicable: notApplicable, mean, distribution };
}
