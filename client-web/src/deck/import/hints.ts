/** What people write beside a question to say what kind it is, in outlines, lists and spreadsheets alike. */
import type { Kind } from '../model';

const names: Record<Kind, readonly string[]> = {
  content: ['content', 'slide', 'info', 'text and picture', 'information'],
  word_cloud: ['word cloud', 'wordcloud', 'word_cloud', 'words', 'cloud'],
  scale: ['scale', 'rating', 'scales', 'likert', 'slider'],
  free_text: [
    ...['free text', 'free_text', 'freetext', 'open', 'open answers', 'open ended', 'open-ended'],
    ...['open text', 'text', 'open question'],
  ],
  choice: [
    ...['choice', 'choices', 'poll', 'single choice', 'multiple choice', 'multiple-choice'],
    ...['mc', 'select', 'survey'],
  ],
};

export function kindNamed(words: string): Kind | null {
  const plain = words.trim().toLowerCase();
  const found = Object.entries(names).find(([, known]) => known.includes(plain));
  return found === undefined ? null : (found[0] as Kind);
}

export interface Hinted {
  words: string;
  kind: Kind | null;
  range: { min: number; max: number } | null;
}

/** "How far do you agree? (0-10)" is a scale from 0 to 10, "This week in a word (words)" a word cloud. */
export function takeHint(line: string): Hinted {
  const range = /^(.*\S)\s*\((\d{1,3})\s*(?:-|–|to|\.\.)\s*(\d{1,3})\)$/iu.exec(line);
  if (range?.[1] !== undefined) {
    return {
      words: range[1],
      kind: 'scale',
      range: { min: Number(range[2]), max: Number(range[3]) },
    };
  }
  const named = /^(.*\S)\s*\(([^()]+)\)$/u.exec(line);
  const kind = named?.[2] === undefined ? null : kindNamed(named[2]);
  if (named?.[1] !== undefined && kind !== null) return { words: named[1], kind, range: null };
  return { words: line, kind: null, range: null };
}

/** Letters are the marks of a list where they stand in their order: "A. Smith" and "J. Smith" are people. */
export function withoutMarks(lines: readonly string[]): string[] {
  const letters = lines.map((line) => /^\s*\(?([a-zA-Z])[.)]\s/u.exec(line)?.[1]?.toLowerCase());
  const inOrder = letters.every((letter, i) => letter === String.fromCharCode(97 + i));
  return lines.map((line) =>
    withoutMark(inOrder ? line.trim().replace(/^\(?[a-zA-Z][.)]\s+/u, '') : line),
  );
}

/** "- [ ] Yes", "2. Yes" and "• Yes" are "Yes". */
export function withoutMark(line: string): string {
  return line
    .trim()
    .replace(/^(?:[-*+•‣▪–]|\(?\d{1,2}[.)])\s+/u, '')
    .replace(/^(?:\[[ xX]?\]|☐|☑|□)\s*/u, '')
    .trim();
}

/** What was ticked in a list of boxes; it usually says which answer was right. */
export function tickedIn(lines: readonly string[]): string[] {
  const ticked = /^\s*(?:[-*+•]\s+)?(?:\[[xX]\]|☑)/u;
  return lines.filter((line) => ticked.test(line)).map(withoutMark);
}

export const sayTicked = (ticked: readonly string[]): string =>
  `Candour knows no right answers; “${ticked.join('”, “')}” was ticked.`;
