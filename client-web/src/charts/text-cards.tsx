import type { FreeTextTally, TalliedText } from '@protocol/messages';
import { useMemo, useRef } from 'preact/hooks';
import { dealCards } from './card-columns';
import { Scrolling } from './chart-table';
import { useFittedSize } from './use-fitted-size';
import './text-cards.css';

interface Props {
  tally: FreeTextTally;
  /** Where a card can be brought to the middle; absent where cards are only looked at. */
  onChoose?: (text: TalliedText) => void;
}

/** Letters in a line of a third, a half and the whole of the screen: enough to deal by. */
const LETTERS: Record<number, number> = { 1: 64, 2: 36, 3: 25 };

/** Cards are text already: they are their own table. */
export function TextCards({ tally, onChoose }: Props) {
  const texts = useMemo(() => tally.texts.filter((text) => text.hidden !== true), [tally]);
  const columnCount = Math.min(3, Math.max(1, Math.ceil(texts.length / 2)));
  const columns = dealCards(texts, columnCount, LETTERS[columnCount] ?? 25);
  const cards = useRef<HTMLDivElement>(null);
  useFittedSize(cards, texts);
  return (
    <figure class="chart">
      <Scrolling label="Answers in people's own words">
        <div class="cards" ref={cards}>
          {columns.map((column, index) => (
            <ul key={index} class="card-column">
              {column.map((text) => (
                <Card key={text.id} text={text} {...(onChoose !== undefined && { onChoose })} />
              ))}
            </ul>
          ))}
        </div>
      </Scrolling>
      {tally.more > 0 && <p class="chart-note figures">and {tally.more} more</p>}
    </figure>
  );
}

function Card({ text, onChoose }: { text: TalliedText; onChoose?: (text: TalliedText) => void }) {
  return (
    <li>
      {onChoose === undefined ? (
        <p class="text-card" dir="auto">
          {text.text}
        </p>
      ) : (
        <button type="button" class="text-card" dir="auto" onClick={() => onChoose(text)}>
          {text.text}
        </button>
      )}
    </li>
  );
}
