import type { ScaleSlide, ScaleTally } from '@protocol/messages';
import { countOf, exactMean, formatMean } from '../shared/format';
import { ChartTable } from './chart-table';
import { scaleRows, scaleTicks } from './scale-geometry';
import type { ScaleRow } from './scale-geometry';
import './scale-chart.css';

interface Props {
  slide: ScaleSlide;
  tally: ScaleTally;
  asTable: boolean;
}

/** More statements than this are set closer. */
const ROOMY = 6;

const percent = (fraction: number) => `${fraction * 100}%`;

export function ScaleChart({ slide, tally, asTable }: Props) {
  const rows = scaleRows(tally.statements, slide.range);
  const { min_label, max_label } = slide.range;
  return (
    <figure class="chart">
      {!asTable && (
        <div
          class={rows.length > ROOMY ? 'scale close' : 'scale'}
          style={{ '--rows': rows.length }}
          aria-hidden="true"
        >
          {rows.map((row, index) => (
            <StatementRow
              key={slide.statements[index]?.id}
              text={slide.statements[index]?.text ?? ''}
              row={row}
              mayNotApply={slide.not_applicable}
            />
          ))}
          <Axis slide={slide} />
        </div>
      )}
      <ChartTable
        shown={asTable}
        caption={`From ${slide.range.min}${min_label && ` (${min_label})`} to ${slide.range.max}${max_label && ` (${max_label})`}`}
        head={['Statement', 'Mean', 'Answers', 'Not applicable']}
        rows={tally.statements.map((statement, index) => [
          slide.statements[index]?.text ?? '',
          formatMean(exactMean(statement, slide.range.min)),
          statement.n,
          statement.not_applicable,
        ])}
      />
    </figure>
  );
}

function StatementRow(props: { text: string; row: ScaleRow; mayNotApply: boolean }) {
  const { text, row, mayNotApply } = props;
  return (
    <>
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
          <div class="scale-mean figures" style={{ insetInlineStart: percent(row.mean.at) }}>
            {row.mean.figure}
          </div>
        )}
      </div>
      <div class="scale-figures figures">
        <span>{countOf(row.people, 'answer', 'answers')}</span>
        {mayNotApply && <span>not applicable: {row.notApplicable}</span>}
      </div>
    </>
  );
}

function Axis({ slide }: { slide: ScaleSlide }) {
  return (
    <div class="scale-axis figures">
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
