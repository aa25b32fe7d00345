import { differencesOf, type Pair } from '../../deck/compare';
import { partsOf, titleOf, type Deck, type Slide } from '../../deck/model';
import { differences as say, editor as sayEditor, kindName } from '../words';
import './deck-differences.css';

interface Props {
  left: Deck;
  right: Deck;
  /** What the two are called. */
  names: readonly [string, string];
}

/** Two decks side by side: what differs, slide by slide. On a narrow screen one below the other. */
export function DeckDifferences({ left, right, names }: Props) {
  const { head, pairs, same, order } = differencesOf(left, right);
  if (!head && pairs.length === 0 && !order) return <p>{say.none}</p>;
  return (
    <div class="differences">
      {(head || order) && (
        <div class="difference" role="group" aria-label={say.title}>
          <Side name={names[0]} marked={head}>
            <Head deck={left} order={order} />
          </Side>
          <Side name={names[1]} marked={head}>
            <Head deck={right} order={order} />
          </Side>
        </div>
      )}
      {pairs.map((pair) => (
        <Row key={pair.id} pair={pair} names={names} />
      ))}
      {same > 0 && <p class="form-hint">{say.same(same)}</p>}
    </div>
  );
}

function Head({ deck, order }: { deck: Deck; order: boolean }) {
  return (
    <>
      <b dir="auto">{deck.title === '' ? sayEditor.untitledDeck : deck.title}</b>
      <small>{deck.language}</small>
      {order && (
        <ol class="difference-order">
          {deck.slides.map((slide) => (
            <li key={slide.id} dir="auto">
              {nameOf(slide)}
            </li>
          ))}
        </ol>
      )}
    </>
  );
}

function Row({ pair, names }: { pair: Pair; names: readonly [string, string] }) {
  const { left, right, fields } = pair;
  const name = nameOf(left ?? right);
  const note = (here: Slide | null, there: Slide | null) => {
    if (here === null) return say.missing;
    return there === null ? say.onlyHere : say.changed;
  };
  return (
    <div class="difference" role="group" aria-label={name}>
      <Side name={`${names[0]}: ${note(left, right)}`} marked={left !== null}>
        {left !== null && <SlideText slide={left} fields={fields} />}
      </Side>
      <Side name={`${names[1]}: ${note(right, left)}`} marked={right !== null}>
        {right !== null && <SlideText slide={right} fields={fields} />}
      </Side>
    </div>
  );
}

function Side(props: { name: string; marked: boolean; children: preact.ComponentChildren }) {
  return (
    <div class={props.marked ? 'difference-side marked' : 'difference-side'}>
      <small class="difference-name">{props.name}</small>
      {props.children}
    </div>
  );
}

/** A slide's words, and of its settings those that differ. */
function SlideText({ slide, fields }: { slide: Slide; fields: readonly string[] }) {
  const inWords = ['kind', 'prompt', 'title', 'markdown', 'options', 'statements', 'picture'];
  const settings = fields.filter((field) => !inWords.includes(field));
  return (
    <>
      <small>{kindName[slide.kind]}</small>
      <b dir="auto">{nameOf(slide)}</b>
      {slide.kind === 'content' && slide.markdown !== '' && (
        <p class="difference-text" dir="auto">
          {slide.markdown}
        </p>
      )}
      {slide.kind === 'content' && slide.picture !== null && (
        <img class="difference-picture" src={slide.picture.src} alt={slide.picture.alt} />
      )}
      {partsOf(slide).length > 0 && (
        <ul>
          {partsOf(slide).map(({ id, text }) => (
            <li key={id} dir="auto">
              {text}
            </li>
          ))}
        </ul>
      )}
      {settings.map((field) => (
        <small key={field} dir="auto">
          {field}: {valueOf(slide, field)}
        </small>
      ))}
    </>
  );
}

function valueOf(slide: Slide, field: string): string {
  const value = new Map(Object.entries(slide)).get(field) as unknown;
  return typeof value === 'string' ? value || '–' : JSON.stringify(value);
}

const nameOf = (slide: Slide | null): string =>
  slide === null || titleOf(slide) === '' ? sayEditor.untitled : titleOf(slide);
