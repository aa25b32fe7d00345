/** Made-up answers are shown to whoever builds a deck: they add up as a server's would. */
import type { ChoiceSlide, FreeTextSlide, ScaleSlide, WordCloudSlide } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { groupSizes } from '../../src/shared/slides';
import { sampleTally } from '../../src/staff/fit/sample-tally';

const about = { id: 'q', prompt: 'How was it?', results: 'live' } as const;
const levels = ['open', 'protected', 'strict'] as const;
const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
const parts = (count: number) => numbers(1, count).map((i) => ({ id: `p${i}`, text: `Part ${i}` }));

function made<Kind extends string>(
  slide: ChoiceSlide | FreeTextSlide | ScaleSlide | WordCloudSlide,
  kind: Kind,
) {
  const tally = sampleTally(slide);
  if (tally?.kind !== kind) throw new Error(`no ${kind}`);
  return tally as Extract<typeof tally, { kind: Kind }>;
}

describe.each(levels)('made-up answers at level %s', (level) => {
  it.each(numbers(2, 20))('to choose one of %i: as many picks as people', (count) => {
    const slide = { ...about, kind: 'choice', level, options: parts(count) } as const;
    const one = made({ ...slide, select: 'one' }, 'choice');
    expect(one.options).toHaveLength(count);
    expect(sum(one.options)).toBe(one.people);
    const several = made({ ...slide, select: 'several' }, 'choice');
    expect(several.options).toHaveLength(count);
    expect(Math.max(...several.options)).toBeLessThanOrEqual(several.people);
    expect(sum(several.options)).toBeGreaterThanOrEqual(several.people);
  });

  it.each([true, false])('to a scale, not applicable %s: everybody once a statement', (may) => {
    const range = { min: 1, max: 5, min_label: '', max_label: '' };
    const tally = made(
      { ...about, kind: 'scale', level, statements: parts(10), range, not_applicable: may },
      'scale',
    );
    for (const { n, not_applicable, mean, distribution } of tally.statements) {
      expect(n + not_applicable).toBe(tally.people);
      expect(not_applicable > 0).toBe(may);
      expect(sum(distribution)).toBe(n);
      const exact = sum(distribution.map((people, i) => people * (i + 1))) / n;
      expect(mean).toBeCloseTo(exact, 2);
    }
  });

  it.each(numbers(1, 10))('to a word cloud of %i each: no more words than may be', (entries) => {
    const { people, words } = made({ ...about, kind: 'word_cloud', level, entries }, 'word_cloud');
    const said = sum(words.map((word) => word.people));
    expect(said).toBeGreaterThanOrEqual(people);
    expect(said).toBeLessThanOrEqual(people * entries);
  });

  it('in people’s own words: one of each, and enough of them to be shown', () => {
    const tally = made(
      { ...about, kind: 'free_text', level, answers: 1, max_length: 500 },
      'free_text',
    );
    expect(tally.texts).toHaveLength(tally.people);
    expect(tally.people).toBeGreaterThanOrEqual(groupSizes[level]);
    expect(new Set(tally.texts.map(({ text }) => text)).size).toBe(tally.people);
  });
});
