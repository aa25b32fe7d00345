import { useLayoutEffect, useReducer, useRef } from 'preact/hooks';

type Find = () => HTMLElement | null | undefined;

/**
 * Puts the focus where one writes next, once what was just done is drawn: within the same moment. A later one would take
 * the focus from somebody who has already gone on, and with it what is typed.
 */
export function useFocusNext(): (find: Find) => void {
  const next = useRef<Find | null>(null);
  const [, draw] = useReducer((drawn: number) => drawn + 1, 0);
  useLayoutEffect(() => {
    const find = next.current;
    next.current = null;
    find?.()?.focus();
  });
  return (find) => {
    next.current = find;
    draw(undefined);
  };
}
