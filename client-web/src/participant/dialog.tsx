import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './dialog.css';

interface Props {
  title: string;
  close: string;
  onClose: () => void;
  children: ComponentChildren;
}

/** The browser's own dialog: focus is held in it, Escape leaves it, and focus returns to where it was. */
export function Dialog({ title, close, onClose, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // Not the first button, which is the one that closes and lies at the end.
    heading.current?.focus();
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby="dialog-title" onClose={onClose}>
      <h2 ref={heading} id="dialog-title" tabIndex={-1}>
        {title}
      </h2>
      {children}
      <div class="bar">
        <button class="button" type="button" onClick={() => dialog.current?.close()}>
          {close}
        </button>
      </div>
    </dialog>
  );
}
