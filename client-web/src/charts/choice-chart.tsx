import type { ChoiceSlide, ChoiceTally } from '@protocol/messages';
import { countOf } from '../shared/format';
import { ChartTable } from './chart-table';
import { choiceRows } from './choice-geometry';
import './choice-chart.css';

interface Props {
  slide: ChoiceSlide;
  tally: ChoiceTally;
  asTable: boolean;
}

/** More rows than this are set closer. */
const ROOMY = 5;
/** More than this stand in two columns. */
const ONE_COLUMN = 12;

export function ChoiceChart({ slide, tally, asTable }: Props) {
  const rows = choiceRows(slide.options, tally, slide.select === 'one');
  return (
    <figure class="chart">
      {!asTable && (
        <div
          class={classFor(rows.length)}
          style={{ '--rows': Math.ceil(rows.length / 2) }}
          aria-hidden="true"
        >
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
      )}
      <ChartTable
        shown={asTable}
        caption={`Picked by ${countOf(tally.people, 'person', 'people')}${slide.select === 'several' ? ', several each' : ''}`}
        head={['Option', 'People', 'Share']}
        rows={rows.map((row) => [row.text, row.count, row.percentage])}
      />
    </figure>
  );
}

function classFor(rows: number): string {
  if (rows > ONE_COLUMN) return 'choice close many';
  return rows > ROOMY ? 'choice close' : 'choice';
}
