import type { FacilitatorWelcome, Report } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { reportJson, reportRows, withSlides } from '../../src/facilitator/report/report-rows';
import { golden } from '../golden';

const { deck } = golden<FacilitatorWelcome>('welcome_facilitator');
const report = golden<Report>('report');

describe('the report as rows', () => {
  const rows = reportRows(report, deck);

  it('follows the deck', () => {
    const asked = deck.slides.filter((slide) => slide.kind !== 'content').map((slide) => slide.id);
    expect(withSlides(report, deck).map(({ id }) => id)).toEqual(
      asked.filter((id) => report.questions.some((question) => question.id === id)),
    );
    expect([...new Set(rows.map((row) => row.question))]).toEqual(
      withSlides(report, deck).map(({ id }) => id),
    );
  });

  it('has one value a row: mean, median and quartiles, answers, "not applicable", left out and every value of a scale', () => {
    const heard = rows.filter((row) => row.item === 'I feel heard');
    expect(heard.slice(0, 7).map((row) => [row.measure, row.value])).toEqual([
      ['mean', 7.2],
      ['median', 7.5],
      ['lower quartile', 6],
      ['upper quartile', 8],
      ['answers', 10],
      ['not applicable', 2],
      ['left out', 0],
    ]);
    expect(heard).toHaveLength(7 + 11);
    expect(heard.at(-1)).toMatchObject({ measure: 'value 10', value: 1 });
  });

  it('counts who left a statement out: people without a number and without "not applicable"', () => {
    const statement = {
      n: 10,
      not_applicable: 2,
      mean: 7.2,
      distribution: [0, 0, 0, 1, 0, 1, 1, 2, 3, 1, 1],
    };
    const skipped: Report = {
      ...report,
      questions: [
        {
          ...{ id: 'outcomes', withheld: null },
          tally: { kind: 'scale', people: 15, statements: [statement, statement, statement] },
        },
      ],
    };
    expect(reportRows(skipped, deck)).toContainEqual(
      expect.objectContaining({ item: 'I feel heard', measure: 'left out', value: 3 }),
    );
  });

  it('counts words', () => {
    expect(rows).toContainEqual({
      question: 'week',
      prompt: 'In a word or two: how was this week?',
      kind: 'word_cloud',
      item: 'safe-space',
      measure: 'people',
      value: 4,
    });
  });

  it('says what was withheld', () => {
    const withheld: Report = {
      ...report,
      questions: [{ id: 'next', tally: null, withheld: 'too_few' }],
    };
    expect(reportRows(withheld, deck)).toMatchObject([{ measure: 'withheld', value: 'too_few' }]);
  });

  it('says of how many who had joined', () => {
    const joined = (tally: Report['questions'][number]['tally']): Report => ({
      ...report,
      questions: [{ id: 'next', joined: 14, tally, withheld: tally === null ? 'too_few' : null }],
    });
    const there = { question: 'next', item: '', measure: 'had joined', value: 14 };
    expect(reportRows(joined(null), deck)).toContainEqual(expect.objectContaining(there));
    const texts = { kind: 'free_text' as const, people: 12, texts: [], more: 0 };
    expect(reportRows(joined(texts), deck)).toContainEqual(expect.objectContaining(there));
  });

  it('leaves hidden words out', () => {
    const hidden: Report = {
      ...report,
      questions: [
        {
          id: 'week',
          withheld: null,
          tally: {
            kind: 'word_cloud',
            people: 2,
            words: [{ key: 'dr smith', text: 'Dr Smith', people: 2, hidden: true }],
            more: 0,
            full: false,
          },
        },
      ],
    };
    expect(JSON.stringify(reportRows(hidden, deck))).not.toContain('Smith');
  });
});

it('is whole as JSON too', () => {
  const read = JSON.parse(reportJson(report, deck)) as { title: string; questions: unknown[] };
  expect(read.title).toBe(report.title);
  expect(read.questions).toHaveLength(withSlides(report, deck).length);
});
