import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const sizes = ['large', 'middle', 'small', 'least'];

/**
 * Gives the element the largest of four classes at which all of it is seen in its parent; at the smallest one the rest is
 * scrolled to. It measures again when `content` or the parent's size changes.
 */
export function useFittedSize(place: RefObject<HTMLElement>, content: unknown): void {
  useLayoutEffect(() => {
    const element = place.current;
    const box = element?.parentElement;
    if (element === null || box === null || box === undefined) return;
    const fit = () => {
      const tooLong = () => element.scrollHeight > box.clientHeight + 1;
      for (const size of sizes) {
        element.classList.remove(...sizes);
        element.classList.add(size);
        if (!tooLong()) break;
      }
      box.classList.toggle('more-below', tooLong());
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(box);
    return () => observer.disconnect();
  }, [content]);
}
