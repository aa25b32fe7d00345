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
    const element = dialog.current as Partial<HTMLDialogElement> | null;
    // Before Safari 15.4 and Firefox 98 a dialog is an element like any other: it stands at the end of the page.
    if (element?.showModal) element.showModal();
    else element?.setAttribute?.('open', '');
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
        <button
          class="button"
          type="button"
          onClick={() => {
            const element = dialog.current as Partial<HTMLDialogElement> | null;
            if (element?.close) element.close();
            else onClose();
          }}
        >
          {close}
        </button>
      </div>
    </dialog>
  );
}
