/** The report as rows, for a spreadsheet, and as one object, for programs. */
import type { Deck, Report, ReportedQuestion, Tally } from '@protocol/messages';
import { leftOutOf } from '../../charts/scale-geometry';
import { exactMean, type Counted } from '../../shared/figures';
import { textsInOrder, wordsInOrder } from '../../shared/in-order';
import { spreadOf } from '../../shared/spread';
import type { QuestionSlide } from '../../shared/slides';

export interface ReportRow {
  question: string;
  prompt: string;
  kind: string;
  /** The statement, option, word or text. */
  item: string;
  measure: string;
  value: string | number;
}

export interface QuestionWithSlide extends ReportedQuestion {
  slide: QuestionSlide;
}

/** In the deck's order, with what was asked. */
export function withSlides(report: Report, deck: Deck): QuestionWithSlide[] {
  return deck.slides.flatMap((slide) => {
    if (slide.kind === 'content') return [];
    const question = report.questions.find(({ id }) => id === slide.id);
    return question === undefined ? [] : [{ ...question, slide }];
  });
}

/** One value a row: such a table can be sorted, filtered and pivoted, whatever the kinds of question. */
export function reportRows(report: Report, deck: Deck): ReportRow[] {
  return withSlides(report, deck).flatMap(({ slide, joined, tally, withheld }) => {
    const row = (item: string, measure: string, value: string | number): ReportRow => ({
      question: slide.id,
      prompt: slide.prompt,
      kind: slide.kind,
      item,
      measure,
      value,
    });
    const there = joined === undefined ? [] : [row('', 'had joined', joined)];
    if (tally === null) return withheld === null ? [] : [row('', 'withheld', withheld), ...there];
    return [
      row('', 'people', tally.people),
      ...there,
      ...tallyRows(slide, tally, deck.language, row),
    ];
  });
}

type MakeRow = (item: string, measure: string, value: string | number) => ReportRow;

function tallyRows(
  slide: QuestionSlide,
  tally: Tally,
  language: string,
  row: MakeRow,
): ReportRow[] {
  switch (tally.kind) {
    case 'word_cloud':
      return wordsInOrder(tally.words, language)
        .filter((word) => word.hidden !== true)
        .map((word) => row(word.text, 'people', word.people));
    case 'free_text':
      return textsInOrder(tally.texts, language)
        .filter((text) => text.hidden !== true)
        .map((text) => row(text.text, 'text', ''));
    case 'choice':
      return slide.kind !== 'choice'
        ? []
        : slide.options.map((option, i) => row(option.text, 'people', tally.options[i] ?? 0));
    case 'scale':
      return slide.kind !== 'scale'
        ? []
        : tally.statements.flatMap((statement, i) => {
            const item = slide.statements[i]?.text ?? '';
            return [
              // The sum is exact, and so is the quotient to more digits than anybody reads.
              row(item, 'mean', roundedMean(statement, slide.range.min)),
              ...spreadRows(statement, slide.range.min).map(([measure, value]) =>
                row(item, measure, value),
              ),
              row(item, 'answers', statement.n),
              row(item, 'not applicable', statement.not_applicable),
              row(item, 'left out', leftOutOf(tally, statement)),
              ...statement.distribution.map((count, at) =>
                row(item, `value ${slide.range.min + at}`, count),
              ),
            ];
          });
  }
}

/** The middle half lies between the quartiles. */
function spreadRows(statement: Counted, min: number): [string, number | ''][] {
  const spread = spreadOf(statement, min);
  return [
    ['median', spread?.median ?? ''],
    ['lower quartile', spread?.lower ?? ''],
    ['upper quartile', spread?.upper ?? ''],
  ];
}

function roundedMean(statement: Counted, min: number): number | '' {
  const mean = exactMean(statement, min);
  return mean === null ? '' : Number(mean.toFixed(4));
}

/** What the server said, and beside each question what was asked. */
export function reportJson(report: Report, deck: Deck): string {
  const { title, date } = report;
  const questions = withSlides(report, deck).map(({ slide, joined, tally, withheld }) => ({
    asked: slide,
    joined: joined ?? null,
    tally,
    withheld,
  }));
  return `${JSON.stringify({ title, date, questions }, null, 2)}\n`;
}
