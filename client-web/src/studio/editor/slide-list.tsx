import { useContext, useRef, useState } from 'preact/hooks';
import type { Action } from '../../deck/edit';
import { blankSlide, kinds, most, titleOf, type Slide } from '../../deck/model';
import { useFocusNext } from '../focus-next';
import { editor as say, kindMeans, kindName } from '../words';
import { faultsOfSlide, FaultsContext } from './faults';
import './slide-list.css';

interface Props {
  slides: readonly Slide[];
  selected: string | null;
  /** Ids of slides that do not fit the screen. */
  tooLong: ReadonlySet<string>;
  act: (action: Action) => void;
  newId: () => string;
  tell: (sentence: string) => void;
}

/** The slides in order. One is moved by dragging, by its buttons, or by Alt and an arrow. */
export function SlideList({ slides, selected, tooLong, act, newId, tell }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const place = slides.findIndex(({ id }) => id === selected);
  const focusNext = useFocusNext();

  const move = (slide: string, to: number) => {
    if (to < 0 || to >= slides.length) return;
    act({ type: 'move', slide, to });
    tell(say.moved(to + 1, slides.length));
  };
  const remove = (slide: string) => {
    act({ type: 'delete', slide });
    tell(say.removed);
    focusNext(() => list.current?.querySelector('[aria-current]'));
  };
  const keyDown = (event: KeyboardEvent, slide: string, at: number) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (event.key === 'Delete') {
      event.preventDefault();
      remove(slide);
    } else if (step !== 0 && event.altKey) {
      event.preventDefault();
      move(slide, at + step);
    }
  };
  const drop = () => {
    if (dragged !== null && over !== null) {
      const from = slides.findIndex(({ id }) => id === dragged);
      move(dragged, over > from ? over - 1 : over);
    }
    setDragged(null);
    setOver(null);
  };

  return (
    <nav class="studio-slides" aria-label={say.slides}>
      <button
        type="button"
        class="studio-slide"
        aria-current={selected === null ? 'true' : undefined}
        onClick={() => act({ type: 'select', slide: null })}
      >
        {say.aDeck}
      </button>
      <ol
        ref={list}
        onDragOver={(event) => {
          if (dragged === null) return;
          event.preventDefault();
          setOver(placeUnder(list.current, event.clientY));
        }}
        onDrop={(event) => {
          event.preventDefault();
          drop();
        }}
        onDragEnd={drop}
      >
        {slides.map((slide, i) => (
          <li
            key={slide.id}
            class={
              over === i
                ? 'drop-before'
                : over === slides.length && i === over - 1
                  ? 'drop-after'
                  : ''
            }
          >
            <button
              type="button"
              class="studio-slide"
              draggable
              aria-current={slide.id === selected ? 'true' : undefined}
              title={say.dragHint}
              onClick={() => act({ type: 'select', slide: slide.id })}
              onKeyDown={(event) => keyDown(event, slide.id, i)}
              onDragStart={(event) => {
                event.dataTransfer?.setData('text/plain', titleOf(slide));
                setDragged(slide.id);
              }}
            >
              <SlideEntry slide={slide} index={i} tooLong={tooLong.has(slide.id)} />
            </button>
          </li>
        ))}
      </ol>
      {slides.length === 0 && <p class="form-hint">{say.noSlides}</p>}
      {selected !== null && place !== -1 && (
        <div class="slide-tools">
          <button
            type="button"
            class="tool"
            disabled={place === 0}
            onClick={() => move(selected, place - 1)}
          >
            {say.moveUp}
          </button>
          <button
            type="button"
            class="tool"
            disabled={place === slides.length - 1}
            onClick={() => move(selected, place + 1)}
          >
            {say.moveDown}
          </button>
          <button
            type="button"
            class="tool"
            onClick={() => act({ type: 'duplicate', slide: selected, newId: newId() })}
          >
            {say.duplicate}
          </button>
          <button type="button" class="tool" onClick={() => remove(selected)}>
            {say.remove}
          </button>
        </div>
      )}
      <AddSlide
        disabled={slides.length >= most.slides}
        onAdd={(slide) =>
          act({ type: 'add', slides: [slide], at: place === -1 ? slides.length : place + 1 })
        }
        newId={newId}
      />
    </nav>
  );
}

/** Before which slide something would land that is let go at this height. */
function placeUnder(list: HTMLOListElement | null, y: number): number {
  const items = [...(list?.children ?? [])];
  const found = items.findIndex((item) => {
    const box = item.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return found === -1 ? items.length : found;
}

function SlideEntry(props: { slide: Slide; index: number; tooLong: boolean }) {
  const { slide, index, tooLong } = props;
  const faults = faultsOfSlide(useContext(FaultsContext), index).length;
  const title = titleOf(slide);
  return (
    <>
      <span class="studio-slide-place figures">{index + 1}</span>
      <span class="studio-slide-words">
        <span class="studio-slide-title" dir="auto">
          {title === '' ? say.untitled : title}
        </span>
        <span class="studio-slide-facts">
          {kindName[slide.kind]}
          {slide.warning !== '' && ' · with a warning'}
          {tooLong && ' · does not fit one screen'}
        </span>
        {faults > 0 && (
          <span class="studio-slide-faults">{faults === 1 ? '1 fault' : `${faults} faults`}</span>
        )}
      </span>
    </>
  );
}

function AddSlide(props: {
  disabled: boolean;
  onAdd: (slide: Slide) => void;
  newId: () => string;
}) {
  const { disabled, onAdd, newId } = props;
  const details = useRef<HTMLDetailsElement>(null);
  const focusNext = useFocusNext();
  return (
    <details class="add-slide" ref={details}>
      <summary class="button">{say.add}</summary>
      <ul>
        {kinds.map((kind) => (
          <li key={kind}>
            <button
              type="button"
              class="add-kind"
              disabled={disabled}
              onClick={() => {
                if (details.current !== null) details.current.open = false;
                onAdd(blankSlide(kind, newId()));
                // The list that was pressed has closed: the focus goes to where one writes next.
                focusNext(() => document.querySelector<HTMLElement>('.slide-form [data-at]'));
              }}
            >
              <b>{kindName[kind]}</b>
              <small>{kindMeans[kind]}</small>
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
