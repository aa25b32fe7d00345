/** Which lines of a Markdown text are code or a comment, where a sign at the beginning of a line means nothing. */

export interface Line {
  text: string;
  /** Inside of a fence of ``` or ~~~, these lines themselves, or a comment. */
  isOpaque: boolean;
}

const fenceOf = (line: string): string | null =>
  /^\s*(`{3,}(?=[^`]*$)|~{3,})/u.exec(line)?.[1] ?? null;

/** A fence or a comment that does not end holds nothing: the slides below it are meant as slides. */
export function markedLines(lines: readonly string[]): Line[] {
  const marked = lines.map((text): Line => ({ text, isOpaque: false }));
  let opened: { at: number; ends: (line: string) => boolean } | null = null;
  for (const [i, line] of lines.entries()) {
    if (opened === null) {
      opened = openedBy(line, i);
    } else if (opened.ends(line)) {
      for (const inside of marked.slice(opened.at, i + 1)) inside.isOpaque = true;
      opened = null;
    }
  }
  return marked;
}

function openedBy(line: string, at: number) {
  const fence = fenceOf(line);
  if (fence !== null) {
    const [sign = ''] = fence;
    const closing = new RegExp(`^\\s*${sign}{${fence.length},}\\s*$`, 'u');
    return { at, ends: (next: string) => closing.test(next) };
  }
  const comment = line.lastIndexOf('<!--');
  if (comment === -1 || line.includes('-->', comment)) return null;
  return { at, ends: (next: string) => next.includes('-->') };
}

/** What would make the lines below it code, for want of an end; '' where all is closed. */
export function closingFence(text: string): string {
  let open: string | null = null;
  for (const line of text.split('\n')) {
    const fence = fenceOf(line);
    if (open === null) open = fence;
    else if (fence !== null && fence.startsWith(open) && line.trim() === fence) open = null;
  }
  return open ?? '';
}
