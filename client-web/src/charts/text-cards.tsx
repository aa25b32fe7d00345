import type { FreeTextTally, TalliedText } from '@protocol/messages';
import { useContext, useMemo, useRef } from 'preact/hooks';
import { textsInOrder } from '../shared/in-order';
import { Scrolling } from './chart-table';
import { PageNote } from './page-note';
import { usePages } from './use-pages';
import { onTheWall, WallPage } from './wall-page';
import './text-cards.css';

interface Props {
  tally: FreeTextTally;
  language: string;
  /** Where a card can be brought to the middle; absent where cards are only looked at. */
  onChoose?: (text: TalliedText) => void;
}

/** Cards are text already: they are their own table. */
export function TextCards({ tally, language, onChoose }: Props) {
  const isWall = useContext(WallPage).page !== null;
  const { texts, more } = useMemo(() => {
    const seen = tally.texts.filter((text) => text.hidden !== true);
    const shown = isWall ? seen.slice(0, onTheWall.texts) : seen;
    return {
      texts: textsInOrder(shown, language),
      more: tally.more + seen.length - shown.length,
    };
  }, [tally, language, isWall]);
  const columns = Math.min(3, Math.max(1, Math.ceil(texts.length / 2)));
  const cards = useRef<HTMLUListElement>(null);
  const place = usePages(cards, texts, columns);
  return (
    <figure class="chart">
      <Scrolling label="Answers in people's own words">
        <ul class={`cards cols-${columns}`} ref={cards}>
          {texts.map((text) => (
            <Card key={text.id} text={text} {...(onChoose !== undefined && { onChoose })} />
          ))}
        </ul>
      </Scrolling>
      <PageNote place={place} count={texts.length} more={more} />
    </figure>
  );
}

function Card({ text, onChoose }: { text: TalliedText; onChoose?: (text: TalliedText) => void }) {
  return (
    <li class="card-place">
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
