import type { WordCloudTally } from '@protocol/messages';
import { useContext, useMemo, useRef } from 'preact/hooks';
import { countOf } from '../shared/format';
import { wordsInOrder } from '../shared/in-order';
import { ChartTable } from './chart-table';
import { baselineOffset, hashOf } from './cloud-words';
import type { PlacedWord } from './cloud-words';
import { useCloud } from './use-cloud';
import { onTheWall, WallPage } from './wall-page';
import './word-cloud.css';

interface Props {
  tally: WordCloudTally;
  language: string;
  asTable: boolean;
}

/** How many colours the stylesheet has for words: .hue-0 and on. */
const HUES = 8;
/** Words are drawn at this size and scaled, so that one transition moves and grows them. */
const DRAWN = 100;

/** Give it the question and round as `key`: another question's words have no places yet. */
export function WordCloud({ tally, language, asTable }: Props) {
  const isWall = useContext(WallPage).page !== null;
  const { words, beyond } = useMemo(() => {
    const seen = tally.words.filter((word) => word.hidden !== true);
    const shown = isWall ? seen.slice(0, onTheWall.words) : seen;
    return { words: shown, beyond: tally.more + seen.length - shown.length };
  }, [tally, isWall]);
  const place = useRef<HTMLDivElement>(null);
  const { cloud } = useCloud(place, words);
  const more = beyond + (cloud?.unplaced.length ?? 0);
  return (
    <figure class="chart">
      {/* A translator's elements are not drawn inside of a drawing: the table can be translated. */}
      <div
        class={asTable ? 'cloud away' : 'cloud'}
        ref={place}
        aria-hidden="true"
        translate={false}
      >
        {cloud !== null && (
          <svg viewBox={`0 0 ${cloud.frame.width} ${cloud.frame.height}`}>
            {cloud.placed.map((word) => (
              <Word key={word.key} word={word} />
            ))}
          </svg>
        )}
      </div>
      {/* Its line is kept free when there are none: else the cloud would change its shape with the first. */}
      {!asTable && (
        <figcaption class="chart-note figures">{noteOf(more, tally.full) || '\u00a0'}</figcaption>
      )}
      {asTable && tally.full && <p class="chart-note">{full}</p>}
      <ChartTable
        shown={asTable}
        caption={`Words from ${countOf(tally.people, 'person', 'people')}${beyond > 0 ? `, and ${beyond} more` : ''}`}
        head={['Word', 'People']}
        rows={wordsInOrder(words, language).map((word) => [word.text, word.people])}
      />
    </figure>
  );
}

function noteOf(more: number, isFull: boolean): string {
  return [more > 0 ? `and ${more} more` : null, isFull ? full : null]
    .filter((part) => part !== null)
    .join('. ');
}

const full = 'This room is full of different words; new ones are no longer taken.';

function Word({ word }: { word: PlacedWord }) {
  const drawn = { size: DRAWN, ink: word.ink };
  return (
    <g
      class={`cloud-word hue-${hashOf(word.key) % HUES}`}
      style={{ transform: `translate(${word.x}px, ${word.y}px) scale(${word.size / DRAWN})` }}
    >
      <text y={baselineOffset(drawn)} text-anchor="middle">
        {word.text}
      </text>
    </g>
  );
}
