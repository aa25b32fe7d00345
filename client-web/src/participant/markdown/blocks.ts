/**
 * Reads the blocks of a deck's Markdown (protocol/README.md, "Markdown") as CommonMark has them. The projector has a
 * whole library for that; a phone's page has no room for it, so this reader knows the set and nothing else.
 */
export type Block =
  | { kind: 'h2' | 'h3' | 'h4' | 'p'; text: string }
  | { kind: 'pre'; text: string }
  | { kind: 'blockquote'; blocks: Block[] }
  | { kind: 'ul' | 'ol'; start: number; loose: boolean; items: Block[][] }
  | { kind: 'table'; rows: string[][] };

/** Deeper nesting is shown as text: a deck is not a program. */
const deepest = 16;

const headings = ['h2', 'h3', 'h4'] as const; // h1 is the slide's own title
const heading = /^ {0,3}(#{1,6})(?:\s+(.*?))??(?:\s+#+)?\s*$/;
const fence = /^( {0,3})(`{3,}(?=[^`]*$)|~{3,})/;
const quote = /^ {0,3}> ?/;
const bullet = /^( {0,3})([-+*]|(\d{1,9})([.)]))(\s+|$)/;
const delimiters = /^ {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*$/;

export function readBlocks(text: string): Block[] {
  return read(text.replace(/\t/g, '    ').split(/\r\n?|\n/), 0).blocks;
}

/** `gaps`: whether blank lines stand between the blocks. */
function read(lines: readonly string[], depth: number): { blocks: Block[]; gaps: boolean } {
  const blocks: Block[] = [];
  let gaps = false;
  let blankBefore = false;
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (isBlank(line)) {
      blankBefore = true;
      at += 1;
      continue;
    }
    gaps ||= blankBefore && blocks.length > 0;
    blankBefore = false;
    const taken = take(lines, at, depth);
    blocks.push(taken.block);
    gaps ||= taken.gaps === true;
    // A block takes in the blank lines at its end only where they are its own.
    blankBefore = taken.next > at && isBlank(lines[taken.next - 1] ?? 'text');
    at = taken.next;
  }
  return { blocks, gaps };
}

interface Taken {
  block: Block;
  next: number;
  gaps?: boolean;
}

function take(lines: readonly string[], at: number, depth: number): Taken {
  const line = lines[at] ?? '';
  const table = takeTable(lines, at);
  if (table) return table;
  const found = heading.exec(line);
  if (found) {
    const kind = headings[Math.min(found[1]?.length ?? 1, 3) - 1] ?? 'h4';
    return { block: { kind, text: found[2] ?? '' }, next: at + 1 };
  }
  if (fence.test(line)) return takeCode(lines, at);
  if (depth < deepest && quote.test(line)) return takeQuote(lines, at, depth);
  if (depth < deepest && bullet.test(line)) return takeList(lines, at, depth);
  return takeParagraph(lines, at);
}

function takeCode(lines: readonly string[], at: number): Taken {
  const [, indent = '', mark = ''] = fence.exec(lines[at] ?? '') ?? [];
  const end = new RegExp(`^ {0,3}${mark[0] ?? ''}{${mark.length},} *$`);
  const stripped = new RegExp(`^ {0,${indent.length}}`);
  let text = '';
  let next = at + 1;
  for (; next < lines.length && !end.test(lines[next] ?? ''); next += 1) {
    text += `${(lines[next] ?? '').replace(stripped, '')}\n`;
  }
  return { block: { kind: 'pre', text }, next: next + 1 };
}

function takeQuote(lines: readonly string[], at: number, depth: number): Taken {
  const inner: string[] = [];
  let next = at;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (quote.test(line)) inner.push(line.replace(quote, ''));
    else if (goesOn(inner, lines, next)) inner.push(line);
    else break;
  }
  return { block: { kind: 'blockquote', blocks: read(inner, depth + 1).blocks }, next };
}

function takeList(lines: readonly string[], at: number, depth: number): Taken {
  const first = bullet.exec(lines[at] ?? '');
  const mark = markOf(first);
  const items: Block[][] = [];
  let loose = false;
  let next = at;
  while (next < lines.length) {
    const begin = bullet.exec(lines[next] ?? '');
    if (!begin || markOf(begin) !== mark) break;
    const item = itemLines(lines, next, begin);
    const content = read(item.lines, depth + 1);
    items.push(content.blocks);
    loose ||= content.gaps;
    let after = item.next;
    while (after < lines.length && isBlank(lines[after] ?? '')) after += 1;
    const goesOn = markOf(bullet.exec(lines[after] ?? '')) === mark;
    if (after > item.next && goesOn) loose = true;
    next = goesOn ? after : item.next;
  }
  const start = Number(first?.[3] ?? 1);
  const kind = first?.[3] === undefined ? 'ul' : 'ol';
  return { block: { kind, start, loose, items }, next };
}

/** What makes two items one list: the bullet, or what follows the number. */
function markOf(found: RegExpExecArray | null): string | undefined {
  return found?.[4] ?? found?.[2];
}

/** The lines of one item without their indentation. Blank lines at its end are not its own. */
function itemLines(lines: readonly string[], at: number, begin: RegExpExecArray) {
  const [whole, indent = '', mark = '', , , space = ''] = begin;
  const narrow = space === '' || space.length > 4 || whole.length === (lines[at] ?? '').length;
  const width = narrow ? indent.length + mark.length + 1 : whole.length;
  const own = [(lines[at] ?? '').slice(width)];
  let next = at + 1;
  let end = next;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (isBlank(line)) {
      // An item that begins with a blank line ends with the next one.
      if (own.every(isBlank)) break;
      own.push('');
      continue;
    }
    if (indentOf(line) >= width) own.push(line.slice(width));
    else if (goesOn(own, lines, next)) own.push(line);
    else break;
    end = next + 1;
  }
  return { lines: own.slice(0, end - at), next: end };
}

/** Whether a line that lacks a container's mark goes on with a paragraph in it. */
function goesOn(inner: readonly string[], lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  const goes = !isBlank(line) && !bullet.test(line) && !startsBlock(lines, at);
  return goes && endsInParagraph(inner);
}

function endsInParagraph(lines: readonly string[]): boolean {
  const bare = lines.map(withoutMarks);
  const last = bare[bare.length - 1] ?? '';
  if (isBlank(last) || heading.test(last)) return false;
  if (bare.filter((line) => fence.test(line)).length % 2 === 1 || fence.test(last)) return false;
  // Since the last blank line there was no table.
  for (let at = bare.length - 1; at > 0 && !isBlank(bare[at] ?? ''); at -= 1) {
    if (takeTable(bare, at - 1) !== null) return false;
  }
  return true;
}

function withoutMarks(line: string): string {
  let bare = line;
  for (let left = deepest; left > 0 && (quote.test(bare) || bullet.test(bare)); left -= 1) {
    bare = bare.replace(quote, '').replace(bullet, '');
  }
  return bare;
}

/** Whether a line begins something else in the middle of a paragraph. */
function startsBlock(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (heading.test(line) || fence.test(line) || quote.test(line)) return true;
  const found = bullet.exec(line);
  // A year at the beginning of a line is no list, nor is a lonely dash.
  if (found && found[0].length < line.length && Number(found[3] ?? 1) === 1) return true;
  return takeTable(lines, at) !== null;
}

function takeParagraph(lines: readonly string[], at: number): Taken {
  const own = [(lines[at] ?? '').trimStart()];
  let next = at + 1;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (isBlank(line) || startsBlock(lines, next)) break;
    own.push(line.trimStart());
  }
  return { block: { kind: 'p', text: own.join('\n').trimEnd() }, next };
}

function takeTable(lines: readonly string[], at: number): Taken | null {
  const below = lines[at + 1] ?? '';
  const head = cells(lines[at] ?? '');
  const isTable =
    indentOf(lines[at] ?? '') < 4 &&
    (lines[at] ?? '').includes('|') &&
    delimiters.test(below) &&
    /[|:]/.test(below) &&
    cells(below).length === head.length;
  if (!isTable) return null;
  const rows = [head];
  let next = at + 2;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    if (isBlank(line) || indentOf(line) >= 4 || startsBlock(lines, next)) break;
    const row = cells(line);
    rows.push(head.map((_, column) => row[column] ?? ''));
  }
  return { block: { kind: 'table', rows }, next };
}

/** A bar behind a backslash divides nothing. */
function cells(line: string): string[] {
  const found = [''];
  for (const part of line.trim().match(/\\.?|[^\\|]+|\|/g) ?? []) {
    if (part === '|') found.push('');
    else found[found.length - 1] += part === '\\|' ? '|' : part;
  }
  if (found[0]?.trim() === '') found.shift();
  if (found.length > 0 && found[found.length - 1]?.trim() === '') found.pop();
  return found.map((cell) => cell.trim());
}

function isBlank(line: string): boolean {
  return line.trim() === '';
}

function indentOf(line: string): number {
  const found = line.search(/\S/);
  return found < 0 ? line.length : found;
}
