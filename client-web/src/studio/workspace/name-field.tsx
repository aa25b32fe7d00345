import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface Props {
  label: string;
  value: string;
  onValue: (value: string) => void;
  /** A button beside it; the field stands alone without. */
  children?: ComponentChildren;
}

/** What a workspace or one of its links is called, by people. */
export function NameField({ label, value, onValue, children }: Props) {
  const id = useId();
  const field = (
    <input
      id={id}
      class="field"
      dir="auto"
      required
      maxLength={60}
      value={value}
      onInput={(event) => onValue(event.currentTarget.value)}
    />
  );
  return (
    <>
      <label for={id}>{label}</label>
      {children === undefined ? (
        field
      ) : (
        <div class="ways">
          {field}
          {children}
        </div>
      )}
    </>
  );
}
