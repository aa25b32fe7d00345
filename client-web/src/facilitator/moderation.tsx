import type { Tally } from '@protocol/messages';
import { useState } from 'preact/hooks';
import { countOf } from '../shared/format';
import { textsInOrder, wordsInOrder } from '../shared/in-order';
import type { Room } from '../store/room';
import type { Order } from './orders';
import { TextPager } from './text-pager';
import { useTextPages } from './use-text-pages';
import './moderation.css';

interface Item {
  id: string;
  text: string;
  people: number | null;
  hidden: boolean;
}

interface Props {
  question: string;
  tally: Tally;
  /** Of the snapshot that the tally belongs to. */
  revision: number;
  /** The deck's, by which the list is in order. */
  language: string;
  /** The text that stands on the projector alone, or null; absent while the room may see none. */
  onWall?: string | null | undefined;
  bringUp: (item: string) => void;
  give: (order: Order) => void;
  ask: Room['ask'];
}

/** From this many on a field to find one is worth its room. */
const MANY = 12;

/** Every word and text, the hidden ones too. */
export function itemsOf(tally: Tally, language: string): Item[] {
  switch (tally.kind) {
    case 'word_cloud':
      return wordsInOrder(tally.words, language).map(({ key, text, people, hidden }) => ({
        id: key,
        text,
        people,
        hidden: hidden === true,
      }));
    case 'free_text':
      return textsInOrder(tally.texts, language).map(({ id, text, hidden }) => ({
        id,
        text,
        people: null,
        hidden: hidden === true,
      }));
    case 'scale':
    case 'choice':
      return [];
  }
}

/** Takes words and texts off all screens but this one, and brings them back. */
export function Moderation(props: Props) {
  const { question, tally, language, onWall, bringUp, give } = props;
  const [sought, setSought] = useState('');
  const pages = useTextPages(question, tally, props.revision, props.ask);
  const items = itemsOf(pages?.tally ?? tally, language);
  if (tally.kind !== 'word_cloud' && tally.kind !== 'free_text') return null;
  const noun = tally.kind === 'word_cloud' ? 'Words' : 'Texts';
  const find = pages === null ? 'Find one' : 'Find one on this page';
  const found = items.filter((item) => fold(item.text).includes(fold(sought)));
  const hidden = items.filter((item) => item.hidden).length;
  return (
    <section class="panel moderation" aria-labelledby="moderation-title">
      <h2 id="moderation-title" class="figures">
        {noun} ({items.length}
        {tally.more > 0 && ` of ${pages?.total ?? items.length + tally.more}`}
        {hidden > 0 && `, ${hidden} hidden`})
      </h2>
      {tally.kind === 'word_cloud' && tally.more > 0 && (
        <p class="soft">{beyondTheList(tally.more)}</p>
      )}
      {pages !== null && (
        <>
          <p class="soft">{howPagesGo}</p>
          <TextPager {...pages} />
        </>
      )}
      {items.length > MANY && (
        <label class="moderation-find">
          <span class="unseen">{find}</span>
          <input
            class="field"
            type="search"
            placeholder={find}
            value={sought}
            onInput={(event) => setSought(event.currentTarget.value)}
          />
        </label>
      )}
      {found.length === 0 && (
        <p class="soft">{sought === '' ? 'There are none.' : 'None like it.'}</p>
      )}
      <ul key={pages?.from} class="moderation-list">
        {found.map((item) => (
          <ItemRow
            key={item.id}
            item={item}
            {...(onWall !== undefined &&
              tally.kind === 'free_text' &&
              !item.hidden && { isUp: onWall === item.id, onBringUp: () => bringUp(item.id) })}
            onPress={() =>
              give({
                type: 'control',
                action: item.hidden ? 'restore' : 'hide',
                question,
                item: item.id,
              })
            }
          />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  item: Item;
  onPress: () => void;
  isUp?: boolean;
  onBringUp?: () => void;
}

function ItemRow({ item, onPress, isUp, onBringUp }: RowProps) {
  const verb = item.hidden ? 'Show again' : 'Hide';
  const named = item.text.length > 60 ? `${item.text.slice(0, 60)}…` : item.text;
  const kind = item.people === null ? 'sentence' : 'word';
  return (
    <li class={`moderation-item ${kind} ${item.hidden ? 'hidden' : ''}`}>
      <span class="moderation-text" dir="auto">
        {item.text}
      </span>
      {item.people !== null && <span class="moderation-people figures">{item.people}</span>}
      {onBringUp !== undefined && (
        <button
          type="button"
          class="button small"
          aria-pressed={isUp === true}
          aria-label={`On the projector: ${named}`}
          onClick={onBringUp}
        >
          On the projector
        </button>
      )}
      <button type="button" class="button small" aria-label={`${verb}: ${named}`} onClick={onPress}>
        {verb}
      </button>
    </li>
  );
}

/** Which ones a list of words has where it does not have them all. */
function beyondTheList(more: number): string {
  return `${countOf(more, 'word', 'words')} that fewer people said, or that the lot left out among equals, are in the report alone.`;
}

const howPagesGo =
  'The newest come first; of those that came to be shown together, a lot decides the page.';

function fold(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase();
}
