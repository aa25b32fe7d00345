import type { RefObject } from 'preact';
import { useContext, useEffect, useLayoutEffect, useState } from 'preact/hooks';
import { pagesOf, placeOn, type Place } from './paging';
import { WallPage } from './wall-page';

const sizes = ['large', 'middle', 'small', 'least'] as const;
/** When one page cannot hold it all even in the least size, nobody is asked to read that. */
const inPages = 'small';

/**
 * Shows as much of a list as its parent has room for: all of it in the largest of four sizes that will do, else a page,
 * in as many columns as may be. It measures again when `content` or the parent's size changes.
 */
export function usePages(list: RefObject<HTMLElement>, content: unknown, columns: number): Place {
  const [pages, setPages] = useState<readonly number[]>([0]);
  const { page, tell } = useContext(WallPage);
  useLayoutEffect(() => {
    const element = list.current;
    const box = element?.parentElement;
    if (element === null || box === null || box === undefined || page === null) return;
    const fit = () => {
      const found = fitted(element, box, columns);
      const shown = placeOn(found, page);
      childrenOf(element).forEach((child, i) => {
        child.hidden = i < shown.from || i >= shown.to;
      });
      box.dataset['pages'] = String(found.length);
      box.classList.toggle('more-below', element.scrollHeight > roomIn(box, element) + 1);
      setPages((before) => (before.join() === found.join() ? before : found));
    };
    fit();
    const observer = new ResizeObserver(fit);
    observer.observe(box);
    return () => observer.disconnect();
  }, [content, page, columns]);
  useEffect(() => tell(pages.length), [pages.length, tell]);
  useEffect(() => () => tell(1), [tell]);
  return placeOn(pages, page ?? 0);
}

/** To a fraction of a pixel: a desk's small picture has the pages of the hall's screen. */
function heightOf(element: HTMLElement): number {
  return element.getBoundingClientRect().height;
}

/** What else stands in the box, such as an axis, keeps its place below the list. */
function roomIn(box: HTMLElement, list: HTMLElement): number {
  const others = childrenOf(box).filter((each) => each !== list);
  return heightOf(box) - others.reduce((sum, each) => sum + heightOf(each), 0);
}

function childrenOf(list: HTMLElement): HTMLElement[] {
  return Array.from(list.children) as HTMLElement[];
}

/** Sets the size and the columns, and gives the pages. */
function fitted(list: HTMLElement, box: HTMLElement, columns: number): number[] {
  childrenOf(list).forEach((child) => (child.hidden = false));
  for (const size of sizes) {
    const pages = pagesAt(list, box, size, columns);
    if (pages.length === 1 && list.scrollHeight <= roomIn(box, list) + 1) return pages;
  }
  // A text that is higher than the wall gets more of its width.
  for (let fewer = columns; fewer > 1; fewer -= 1) {
    const pages = pagesAt(list, box, inPages, fewer);
    if (tallest(list) <= roomIn(box, list)) return pages;
  }
  const pages = pagesAt(list, box, inPages, 1);
  return tallest(list) <= roomIn(box, list) ? pages : pagesAt(list, box, 'least', 1);
}

function tallest(list: HTMLElement): number {
  return Math.max(0, ...childrenOf(list).map((child) => heightOf(child)));
}

function pagesAt(list: HTMLElement, box: HTMLElement, size: string, columns: number): number[] {
  list.classList.remove(...sizes, 'cols-1', 'cols-2', 'cols-3');
  list.classList.add(size, `cols-${columns}`);
  const style = getComputedStyle(list);
  const children = childrenOf(list);
  const between = children.map((child) => {
    const { marginBlockEnd } = getComputedStyle(child);
    return Number.parseFloat(marginBlockEnd) || 0;
  });
  return pagesOf(
    children.map((child, i) => heightOf(child) + (between[i] ?? 0)),
    {
      // What a thing keeps free below it may hang over the edge.
      height: roomIn(box, list) + 1 + Math.min(...between, Number.POSITIVE_INFINITY),
      columns: Number.parseInt(style.columnCount, 10) || 1,
      gap: 0,
    },
  );
}
