import type { ComponentChildren } from 'preact';
import './word-colours.css';
import './chart.css';

interface Props {
  caption: string;
  head: readonly string[];
  /** The first cell of a row names it. */
  rows: readonly (readonly (string | number)[])[];
  /** Shown instead of the picture; otherwise for screen readers alone. */
  shown: boolean;
}

/** What a chart says, as a table: beside every chart, for those who do not see it or would rather read figures. */
export function ChartTable({ caption, head, rows, shown }: Props) {
  const table = (
    <table class="chart-table figures">
      <caption>{caption}</caption>
      <thead>
        <tr>
          {head.map((title) => (
            <th scope="col" key={title}>
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={index}>
            {row.map((cell, column) =>
              column === 0 ? (
                <th scope="row" dir="auto" key={column}>
                  {cell}
                </th>
              ) : (
                <td key={column} data-head={head[column]}>
                  {cell}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
  if (!shown) return <div class="unseen">{table}</div>;
  return <Scrolling label={caption}>{table}</Scrolling>;
}

/** Something that may be longer than its box, and can then be scrolled by keyboard (WCAG 2.1.1). */
export function Scrolling({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <div class="chart-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}
