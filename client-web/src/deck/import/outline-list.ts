/** The list of a question in an outline: its options or statements. */
import type { Say } from '../fields';
import { withoutMark, tickedIn } from './hints';

export interface List {
  items: string[];
  ticked: string[];
  /** What is no list. */
  rest: string;
}

const isBox = (line: string) => /^\s*[-*+]\s+\[[ xX]?\](?:\s|$)/u.test(line);
const isItem = (line: string) => /^\s*(?:[-*+]|\d{1,3}[.)])(?:\s+\S|\s*$)/u.test(line);
const indentOf = (line: string) => (/^\s*/u.exec(line)?.[0] ?? '').replace(/\t/gu, '    ').length;

/** A backslash at the beginning says that what follows is no mark of a list. */
const unescaped = (text: string) => text.replace(/^\\(?=[!-/:-@[-`{-~☐☑□•‣▪–])/u, '');

const isEmpty = (line: string) => /^\s*(?:[-*+]|\d{1,3}[.)])\s*$/u.test(line);
const textOf = (line: string) => (isEmpty(line) ? '' : unescaped(withoutMark(line)));

interface Item {
  line: string;
  /** Lines that belong to it: lists of its own, and lines that are set in. */
  inner: string[];
}

/**
 * Null when there is no list that can be one of options. `isAsked`: the heading asks something, so that a plain list
 * alone is one too; `isNamed`: the heading says what kind of question it is.
 */
export function listIn(body: string, isAsked: boolean, isNamed: boolean, say: Say): List | null {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const isPart = lines.some(isBox) ? isBox : isItem;
  const { items, rest } = gathered(lines, isPart);
  const wanted = isNamed || isPart === isBox;
  if (!wanted && !(isAsked && items.length >= 2 && rest.length === 0)) return null;
  const texts = items.map(({ line, inner }) => {
    const text = textOf(line);
    if (inner.length === 0) return text;
    const joined = inner.map((each) => textOf(each)).join(', ');
    say(`“${text}” had a list or a text of its own; it stands behind it now: “${joined}”.`);
    return `${text}: ${joined}`;
  });
  const all = items.flatMap(({ line, inner }) => [line, ...inner]);
  return { items: texts, ticked: tickedIn(all), rest: rest.join('\n') };
}

/** Lines that are set in by two or more belong to the item above them. */
function gathered(lines: readonly string[], isPart: (line: string) => boolean) {
  const items: Item[] = [];
  const rest: string[] = [];
  let current: Item | null = null;
  for (const line of lines) {
    const isInner: boolean = current !== null && indentOf(line) >= indentOf(current.line) + 2;
    if (isInner) current?.inner.push(line);
    else if (isPart(line)) items.push((current = { line, inner: [] }));
    else {
      current = null;
      rest.push(line);
    }
  }
  return { items, rest };
}
