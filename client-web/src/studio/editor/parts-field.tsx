import { useId, useRef } from 'preact/hooks';
import type { Action } from '../../deck/edit';
import { browserDice, newPartId } from '../../deck/ids';
import { most, type ChoiceSlide, type Part, type ScaleSlide } from '../../deck/model';
import { isEnter } from '../../shared/enter';
import { useFocusNext } from '../focus-next';
import { fields as say } from '../words';
import { useFaults } from './faults';
import { FaultList } from './fields';
import './parts-field.css';

interface Props {
  slide: ScaleSlide | ChoiceSlide;
  /** The slide's JSON path. */
  path: string;
  act: (action: Action) => void;
}

/** The statements of a scale, the options of a choice. Enter goes on to the next one, as in any list. */
export function PartsField({ slide, path, act }: Props) {
  const list = useRef<HTMLOListElement>(null);
  const focusNext = useFocusNext();
  const isScale = slide.kind === 'scale';
  const parts = isScale ? slide.statements : slide.options;
  const at = `${path}.${isScale ? 'statements' : 'options'}`;
  const id = useId();
  const add = () => {
    const part = { id: newPartId(browserDice, parts), text: '' };
    act({ type: 'part_add', slide: slide.id, part });
    focusNext(() => list.current?.querySelector('li:last-child input'));
  };
  const full = parts.length >= (isScale ? most.statements : most.options);
  return (
    <fieldset class="part-list" aria-describedby={`${id}-faults`}>
      <legend>{isScale ? say.statements : say.options}</legend>
      <ol ref={list}>
        {parts.map((part, i) => (
          <PartRow
            key={part.id}
            part={part}
            place={i}
            count={parts.length}
            label={isScale ? say.statement(i + 1) : say.option(i + 1)}
            at={`${at}[${i}].text`}
            slide={slide.id}
            act={act}
            onEnter={() => {
              const next = list.current?.querySelectorAll<HTMLElement>('li input')[i + 1];
              if (next !== undefined) next.focus();
              else if (!full) add();
            }}
          />
        ))}
      </ol>
      <FaultList id={`${id}-faults`} at={at} />
      <button type="button" class="button" disabled={full} onClick={add}>
        {isScale ? say.addStatement : say.addOption}
      </button>
    </fieldset>
  );
}

interface RowProps {
  part: Part;
  place: number;
  count: number;
  label: string;
  at: string;
  slide: string;
  act: (action: Action) => void;
  onEnter: () => void;
}

function PartRow({ part, place, count, label, at, slide, act, onEnter }: RowProps) {
  const id = useId();
  const faults = useFaults(at);
  const name = part.text === '' ? label : part.text;
  const move = (to: number) => act({ type: 'part_move', slide, part: part.id, to });
  return (
    <li>
      <div class="part-row">
        <input
          class="field"
          type="text"
          dir="auto"
          aria-label={label}
          value={part.text}
          data-at={at}
          aria-invalid={faults.length > 0}
          aria-describedby={`${id}-faults`}
          onInput={(event) =>
            act({ type: 'part_text', slide, part: part.id, text: event.currentTarget.value })
          }
          onKeyDown={(event) => {
            if (isEnter(event)) {
              event.preventDefault();
              onEnter();
            } else if (event.altKey && event.key === 'ArrowUp') {
              event.preventDefault();
              move(place - 1);
            } else if (event.altKey && event.key === 'ArrowDown') {
              event.preventDefault();
              move(place + 1);
            }
          }}
        />
        <button
          type="button"
          class="tool"
          aria-label={say.partUp(name)}
          disabled={place === 0}
          onClick={() => move(place - 1)}
        >
          ↑
        </button>
        <button
          type="button"
          class="tool"
          aria-label={say.partDown(name)}
          disabled={place === count - 1}
          onClick={() => move(place + 1)}
        >
          ↓
        </button>
        <button
          type="button"
          class="tool"
          aria-label={say.partRemove(name)}
          onClick={() => act({ type: 'part_delete', slide, part: part.id })}
        >
          ×
        </button>
      </div>
      <FaultList id={`${id}-faults`} at={at} />
    </li>
  );
}
