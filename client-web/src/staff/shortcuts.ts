/** Keyboard shortcuts, and when a key press is meant for something else. */
import { useEffect, useRef } from 'preact/hooks';

/** What of a key press matters; a KeyboardEvent fits. */
export interface KeyPress {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
  repeat: boolean;
  target: EventTarget | null;
}

/** Of letters the lower case, so that Caps Lock does no harm. Null for a press that is no shortcut. */
export function shortcutKey(press: KeyPress): string | null {
  if (press.ctrlKey || press.altKey || press.metaKey || press.repeat) return null;
  const { target } = press;
  if (target instanceof Element) {
    if (target.closest('input, textarea, select, [contenteditable]')) return null;
    // Space and Enter press the button that has the focus.
    if ((press.key === ' ' || press.key === 'Enter') && target.closest('button, a, summary'))
      return null;
  }
  return press.key.length === 1 ? press.key.toLowerCase() : press.key;
}

/** Calls `act` for each press that `read` knows, for as long as the component lives. */
export function useShortcuts<Action>(
  read: (press: KeyPress) => Action | null,
  act: (action: Action) => void,
): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const action = read(event);
      if (action === null) return;
      event.preventDefault();
      latest.current(action);
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [read]);
}
