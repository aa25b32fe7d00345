/** The fields of a form: a label, what belongs into it, how much of it is left, and the faults of the server's check. */
import type { ComponentChildren } from 'preact';
import { useId, useMemo, useRef } from 'preact/hooks';
import { graphemes } from '../../shared/format';
import { fields as say } from '../words';
import { directed } from '../long-text';
import { useFaults } from './faults';
import './fields.css';

interface Common {
  label: string;
  hint?: string;
  /** The JSON path under which the check names this field. */
  at: string;
}

interface TextProps extends Common {
  value: string;
  most: number;
  /** A field of several lines. */
  lines?: number;
  onChange: (value: string) => void;
  /** What is written here is code or an address and not language. */
  plain?: boolean;
  list?: string;
}

/** What a character may have on the average; of a text with more the characters are not even counted. */
const mostUnits = 8;

export function TextField(props: TextProps) {
  const { label, hint, at, value, most, lines, onChange, plain, list } = props;
  const id = useId();
  const faults = useFaults(at);
  const isFarTooLong = value.length > most * mostUnits;
  const left = useMemo(() => (isFarTooLong ? -most : most - graphemes(value)), [value, most]);
  const common = {
    id,
    value,
    'data-at': at,
    'aria-invalid': faults.length > 0,
    'aria-describedby': `${id}-hint ${id}-faults`,
    ...(plain === true
      ? { spellcheck: false, autocapitalize: 'off' as const, autocomplete: 'off' as const }
      : directed(value, most * mostUnits)),
  };
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      {lines === undefined ? (
        <input
          class="field"
          type="text"
          {...(list !== undefined && { list })}
          {...common}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      ) : (
        <textarea
          class="field"
          rows={lines}
          {...common}
          onInput={(event) => onChange(event.currentTarget.value)}
        />
      )}
      <p class="form-hint" id={`${id}-hint`}>
        {hint}{' '}
        {left < most / 5 && (
          <span class="figures">{isFarTooLong ? say.farTooLong : say.left(left)}</span>
        )}
      </p>
      <FaultList id={`${id}-faults`} at={at} />
    </div>
  );
}

export function FaultList({ id, at }: { id: string; at: string }) {
  return (
    <ul class="faults" id={id}>
      {useFaults(at).map((fault) => (
        <li key={fault.message}>
          {fault.message} {say.allowed(fault.allowed)}
        </li>
      ))}
    </ul>
  );
}

interface NumberProps extends Common {
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A number as it is typed; what is none leaves the deck as it is, and goes when the field is left. */
export function NumberField({ label, hint, at, value, min, max, onChange }: NumberProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const faults = useFaults(at);
  return (
    <div class="form-field">
      <label for={id}>{label}</label>
      <input
        ref={input}
        id={id}
        class="field number figures"
        type="number"
        inputMode="numeric"
        step={1}
        min={min}
        max={max}
        value={value}
        data-at={at}
        aria-invalid={faults.length > 0}
        aria-describedby={`${id}-hint ${id}-faults`}
        onInput={(event) => {
          const { valueAsNumber } = event.currentTarget;
          if (Number.isFinite(valueAsNumber)) onChange(valueAsNumber);
        }}
        onBlur={() => {
          if (input.current !== null) input.current.value = String(value);
        }}
      />
      <p class="form-hint" id={`${id}-hint`}>
        {hint}
      </p>
      <FaultList id={`${id}-faults`} at={at} />
    </div>
  );
}

interface ChoiceProps<T extends string> {
  legend: string;
  value: T;
  choices: readonly { value: T; name: string; means?: string }[];
  onChange: (value: T) => void;
}

export function ChoiceField<T extends string>(props: ChoiceProps<T>) {
  const { legend, value, choices, onChange } = props;
  const name = useId();
  return (
    <fieldset class="form-field form-choice">
      <legend>{legend}</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
          />
          <span>
            {choice.name}
            {choice.means !== undefined && <small>{choice.means}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}

interface FlagProps {
  label: string;
  value: boolean;
  onChange: (value: boolean) => void;
}

export function FlagField({ label, value, onChange }: FlagProps) {
  return (
    <label class="form-field form-flag">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
      <span>{label}</span>
    </label>
  );
}

/** Fields that belong together. */
export function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="form-group">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}
