import type { ScaleSlide, ScaleTally } from '@protocol/messages';
import { useRef } from 'preact/hooks';
import { exactMean, formatMean } from '../shared/figures';
import { countOf } from '../shared/format';
import { formatHalf, formatMiddleHalf, spreadOf } from '../shared/spread';
import { ChartTable } from './chart-table';
import { PageNote } from './page-note';
import { leftOutOf, scaleRows, scaleTicks } from './scale-geometry';
import type { ScaleRow } from './scale-geometry';
import { usePages } from './use-pages';
import './scale-chart.css';

interface Props {
  slide: ScaleSlide;
  tally: ScaleTally;
  asTable: boolean;
}

/** In letters; beyond it all statements get more of the width, so that the rows stay on one axis. */
const WORDY = 90;
/** The same of all statements together, where each stands on one line. */
const FULL = 600;

/** How the width is shared between statements and plots. */
function shareOf(statements: readonly { text: string }[]): '' | ' full' | ' wordy' {
  const letters = statements.map(({ text }) => [...text].length);
  if (letters.some((each) => each > WORDY)) return ' wordy';
  return letters.reduce((sum, each) => sum + each, 0) > FULL ? ' full' : '';
}

const percent = (fraction: number) => `${fraction * 100}%`;

export function ScaleChart({ slide, tally, asTable }: Props) {
  const { min_label, max_label } = slide.range;
  const someLeftOut = tally.statements.some((statement) => leftOutOf(tally, statement) > 0);
  return (
    <figure class="chart">
      {!asTable && <Plots slide={slide} tally={tally} />}
      <ChartTable
        shown={asTable}
        caption={`From ${slide.range.min}${min_label && ` (${min_label})`} to ${slide.range.max}${max_label && ` (${max_label})`}`}
        head={[
          ...['Statement', 'Mean', 'Median', 'Middle half', 'Answers', 'Not applicable'],
          ...(someLeftOut ? ['Left out'] : []),
        ]}
        rows={tally.statements.map((statement, index) => {
          const spread = spreadOf(statement, slide.range.min);
          return [
            slide.statements[index]?.text ?? '',
            formatMean(exactMean(statement, slide.range.min)),
            formatHalf(spread?.median),
            formatMiddleHalf(spread),
            statement.n,
            statement.not_applicable,
            ...(someLeftOut ? [leftOutOf(tally, statement)] : []),
          ];
        })}
      />
    </figure>
  );
}

/** All rows have plots of one height upon one axis. The table beside it says the same to screen readers. */
function Plots({ slide, tally }: Omit<Props, 'asTable'>) {
  const rows = scaleRows(tally, slide.range);
  const list = useRef<HTMLDivElement>(null);
  const place = usePages(list, slide.statements, 1);
  const share = shareOf(slide.statements);
  return (
    <>
      <div class="scale-place" aria-hidden="true">
        <div class={rows.length > 2 ? 'scale' : 'scale few'} ref={list}>
          {rows.map((row, index) => (
            <StatementRow
              key={slide.statements[index]?.id}
              text={slide.statements[index]?.text ?? ''}
              row={row}
              share={share}
              mayNotApply={slide.not_applicable}
            />
          ))}
        </div>
        <Axis slide={slide} share={share} />
      </div>
      <PageNote place={place} count={rows.length} />
    </>
  );
}

interface RowProps {
  text: string;
  row: ScaleRow;
  share: string;
  mayNotApply: boolean;
}

function StatementRow({ text, row, share, mayNotApply }: RowProps) {
  return (
    <div class={`scale-row${share}`}>
      <div class="scale-label">
        <span dir="auto">{text}</span>
      </div>
      <div class="scale-plot">
        {row.bars.map((bar) => (
          <div
            key={bar.value}
            class="scale-bar"
            style={{
              insetInlineStart: percent(bar.at - bar.width / 2),
              width: percent(bar.width),
              height: percent(bar.height),
            }}
          />
        ))}
        {row.mean !== null && (
          <div class="scale-mean figures" style={{ '--at': row.mean.at }}>
            {row.mean.figure}
          </div>
        )}
      </div>
      <div class="scale-figures figures">
        <span>{countOf(row.people, 'answer', 'answers')}</span>
        {mayNotApply && <span>not applicable: {row.notApplicable}</span>}
        {row.leftOut > 0 && <span>left out: {row.leftOut}</span>}
      </div>
      <ShortFigures row={row} mayNotApply={mayNotApply} />
    </div>
  );
}

/** In the least size, where the figures stand on one line, or on the two of a long statement. */
function ShortFigures({ row, mayNotApply }: Pick<RowProps, 'row' | 'mayNotApply'>) {
  return (
    <div class="scale-short figures">
      <span>
        <b>{row.mean?.figure ?? '–'}</b> n {row.people}
      </span>{' '}
      <span>
        {mayNotApply && `n/a ${row.notApplicable} `}
        {row.leftOut > 0 && `out ${row.leftOut}`}
      </span>
    </div>
  );
}

/** What stands beside the axis of such rows: what its ends and their figures mean. */
export function legendOf({ range, not_applicable }: ScaleSlide): string {
  const { min, max, min_label, max_label } = range;
  const ends = [min_label && `${min}: ${min_label}`, max_label && `${max}: ${max_label}`];
  const figures = ['n: answers', not_applicable && 'n/a: not applicable', 'out: left out'];
  return [...ends, 'bold: the mean', ...figures].filter(Boolean).join('; ');
}

function Axis({ slide, share }: { slide: ScaleSlide; share: string }) {
  return (
    <div class={`scale-axis figures${share}`}>
      <div class="scale-legend" dir="auto">
        {legendOf(slide)}
      </div>
      <div class="scale-ticks">
        {scaleTicks(slide.range).map((tick) => (
          <span key={tick.value} style={{ insetInlineStart: percent(tick.at) }}>
            {tick.value}
          </span>
        ))}
      </div>
      <div class="scale-ends">
        <span dir="auto">{slide.range.min_label}</span>
        <span dir="auto">{slide.range.max_label}</span>
      </div>
    </div>
  );
}
