import type { ChoiceSlide, ChoiceTally } from '@protocol/messages';
import { useRef } from 'preact/hooks';
import { countOf } from '../shared/format';
import { ChartTable } from './chart-table';
import { choiceRows, type ChoiceRow } from './choice-geometry';
import { PageNote } from './page-note';
import { usePages } from './use-pages';
import './choice-chart.css';

interface Props {
  slide: ChoiceSlide;
  tally: ChoiceTally;
  asTable: boolean;
}

/** More than this stand in two columns, read downwards. */
const ONE_COLUMN = 12;

export function ChoiceChart({ slide, tally, asTable }: Props) {
  const rows = choiceRows(slide.options, tally, slide.select === 'one');
  return (
    <figure class="chart">
      {!asTable && <Bars rows={rows} />}
      <ChartTable
        shown={asTable}
        caption={`Picked by ${countOf(tally.people, 'person', 'people')}${slide.select === 'several' ? ', several each' : ''}`}
        head={['Option', 'People', 'Share']}
        rows={rows.map((row) => [row.text, row.count, row.percentage])}
      />
    </figure>
  );
}

/** The table beside it says the same to screen readers. */
function Bars({ rows }: { rows: readonly ChoiceRow[] }) {
  const list = useRef<HTMLDivElement>(null);
  const columns = rows.length > ONE_COLUMN ? 2 : 1;
  const place = usePages(list, rows.map((row) => row.text).join('\n'), columns);
  return (
    <>
      <div class="choice-place" aria-hidden="true">
        <div class={`choice cols-${columns}`} ref={list}>
          {rows.map((row) => (
            <div class="choice-row" key={row.id}>
              <div class="choice-label">
                <span dir="auto">{row.text}</span>
              </div>
              <div class="choice-track">
                <div
                  class="choice-bar"
                  style={{ width: `calc((100% - var(--figures)) * ${row.share})` }}
                />
                <div class="choice-figures figures">
                  <strong>{row.count}</strong>
                  <span>{row.percentage}</span>
                </div>
              </div>
            </div>
          ))}
        </div>
      </div>
      <PageNote place={place} count={rows.length} />
    </>
  );
}
