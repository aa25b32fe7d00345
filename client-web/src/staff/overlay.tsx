import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './overlay.css';

interface Props {
  label: string;
  /** `whole`: covers the page; `card`: a card in the middle. */
  size: 'whole' | 'card';
  onClose: () => void;
  children: ComponentChildren;
}

/** A modal dialog: the browser keeps the focus inside, gives it back, and closes it with Escape. */
export function Overlay({ label, size, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Text that is marked to beyond the card's edge ends in a click on the backdrop, which it is not.
  const pressed = useRef<EventTarget | null>(null);
  const isGone = useRef(false);
  useEffect(() => {
    const element = dialog.current as Partial<HTMLDialogElement> | null;
    const opener = document.activeElement;
    if (element?.showModal) element.showModal();
    else element?.setAttribute?.('open', '');
    return () => {
      // One that is only taken off the page would leave the focus nowhere; Safari 14 has no dialogs that give it back.
      isGone.current = true;
      element?.close?.();
      if (opener instanceof HTMLElement && opener !== document.activeElement) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`overlay ${size}`}
      aria-label={label}
      onClose={() => !isGone.current && onClose()}
      onMouseDown={(event) => (pressed.current = event.target)}
      onClick={(event) => {
        const beganThere = pressed.current === null || pressed.current === dialog.current;
        if (event.target === dialog.current && beganThere) onClose();
      }}
    >
      {children}
    </dialog>
  );
}

export function KeyHelp(props: {
  keys: readonly (readonly [string, string])[];
  /** Where these keys work, and where others do. */
  where: string;
  onClose: () => void;
}) {
  return (
    <Overlay label="Keys" size="card" onClose={props.onClose}>
      <h2>Keys</h2>
      <dl class="key-list">
        {props.keys.map(([key, meaning]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
      <p>{props.where}</p>
      <button type="button" class="button primary" onClick={props.onClose}>
        Close
      </button>
    </Overlay>
  );
}
