// Which of many things stand together on a page of the wall. Pure: heights go in, pages come out.

export interface Room {
  /** Of one column. */
  height: number;
  columns: number;
  /** Between one thing and the next below it. */
  gap: number;
}

/** How many things stand on each page, in their order: column after column, each filled from the top. */
export function pagesOf(heights: readonly number[], room: Room): number[] {
  const pages: number[] = [];
  let onPage = 0;
  let column = 0;
  let filled = 0;
  for (const height of heights) {
    const below = filled === 0 ? height : filled + room.gap + height;
    if (below <= room.height || filled === 0) {
      filled = below;
    } else if (column + 1 < room.columns) {
      column += 1;
      filled = height;
    } else {
      pages.push(onPage);
      onPage = 0;
      column = 0;
      filled = height;
    }
    onPage += 1;
  }
  return [...pages, onPage];
}

export interface Place {
  /** From 0. */
  page: number;
  pages: number;
  /** The first thing on the page, and the one after the last. */
  from: number;
  to: number;
}

/** Whoever asks for a page that is not there gets the last: screens differ in what fits on one. */
export function placeOn(pages: readonly number[], wanted: number): Place {
  const page = Math.max(0, Math.min(wanted, pages.length - 1));
  const from = pages.slice(0, page).reduce((sum, count) => sum + count, 0);
  return { page, pages: Math.max(1, pages.length), from, to: from + (pages[page] ?? 0) };
}
