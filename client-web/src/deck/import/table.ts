/**
 * Question lists from spreadsheets: one question a row. A first row of names says which column holds what; without one
 * the first column is the question, the others are its options. Kahoot's spreadsheet is one of these, with its names in
 * the eighth row.
 */
import type { Level } from '@protocol/messages';
import { contentSlide, most, partsOf, withParts, type Kind, type Slide } from '../model';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { kindNamed, takeHint } from './hints';
import { leftOut, slideFrom } from './lines';

export type Row = readonly string[];

type Column =
  | {
      holds:
        'question' | 'kind' | 'level' | 'warning' | 'notes' | 'min' | 'max' | 'select' | 'text';
    }
  /** One option, or several in one cell. */
  | { holds: 'option' }
  | { holds: 'options' }
  /** Kahoot's: what has no place here. */
  | { holds: 'other'; name: string };

const exactly: Record<string, Exclude<Column['holds'], 'other'>> = {
  ...{ question: 'question', questions: 'question', prompt: 'question', title: 'question' },
  ...{ kind: 'kind', type: 'kind', 'question type': 'kind' },
  ...{ level: 'level', protection: 'level', warning: 'warning', 'content warning': 'warning' },
  ...{ notes: 'notes', note: 'notes', min: 'min', max: 'max', select: 'select' },
  ...{ text: 'text', markdown: 'text', options: 'options', answers: 'options' },
  ...{ statements: 'options', choices: 'options' },
};

function columnNamed(name: string): Column {
  const plain = name.trim().toLowerCase();
  const found = exactly[plain];
  if (found !== undefined) return { holds: found };
  if (/^(option|answer|choice|statement)\s*\d{1,2}\b/u.test(plain)) return { holds: 'option' };
  if (/^question\b/u.test(plain)) return { holds: 'question' };
  return { holds: 'other', name: name.trim() };
}

interface Layout {
  columns: readonly Column[];
  /** The first row of questions. */
  from: number;
}

function layoutOf(rows: readonly Row[]): Layout {
  for (const [i, row] of rows.slice(0, 12).entries()) {
    const columns = row.map(columnNamed);
    const named = columns.filter(({ holds }) => holds !== 'other').length;
    if (
      columns.some(({ holds }) => holds === 'question') &&
      (named >= 2 || row.filter(Boolean).length === 1)
    )
      return { columns, from: i + 1 };
  }
  const width = Math.max(0, ...rows.map((row) => row.length));
  const columns = Array.from({ length: width }, (_, i): Column => ({
    holds: i === 0 ? 'question' : 'option',
  }));
  return { columns, from: 0 };
}

export function readTable(rows: readonly Row[], title = ''): Imported | Unreadable {
  const { columns, from } = layoutOf(rows);
  const filled = rows.slice(from).filter((row) => row.some((cell) => cell.trim() !== ''));
  const questions = filled.filter((row) => cellsOf(row, columns, 'question')[0] !== undefined);
  const odd = filled.filter((row) => !questions.includes(row));
  if (questions.length === 0) {
    return {
      unreadable:
        'There are no questions in this table: the first column, or one named “Question”, holds them.',
    };
  }
  const remarks: Remark[] = leftOut(questions.length, questions);
  const sayOfDeck = (sentence: string) => remarks.push({ slide: null, sentence });
  const above = rows.slice(0, Math.max(0, from - 1)).flatMap(filledCells);
  if (above.length > 0)
    sayOfDeck(`What stands above the names of the columns was left out: “${above.join('”, “')}”.`);
  for (const row of odd.slice(0, most.slides))
    sayOfDeck(`A row without a question was left out: ${filledCells(row).join(', ')}.`);
  if (odd.length > most.slides)
    sayOfDeck(`${odd.length - most.slides} further rows without a question were left out.`);
  const slides = questions
    .slice(0, most.slides)
    .map((row, i) =>
      readRow(row, columns, i + 1, (sentence) => remarks.push({ slide: i + 1, sentence })),
    );
  return { deck: { title, language: 'en', slides }, remarks };
}

const filledCells = (row: Row): string[] =>
  row.map((cell) => cell.trim()).filter((cell) => cell !== '');

function cellsOf(row: Row, columns: readonly Column[], holds: Column['holds']): string[] {
  return row
    .map((cell) => cell.trim())
    .filter((cell, i) => cell !== '' && columns[i]?.holds === holds);
}

const levels: Record<string, Level> = {
  open: 'open',
  live: 'open',
  protected: 'protected',
  strict: 'strict',
};

function readRow(
  row: Row,
  columns: readonly Column[],
  place: number,
  say: (sentence: string) => void,
): Slide {
  const one = (holds: Column['holds']) => cellsOf(row, columns, holds)[0] ?? '';
  const hinted = takeHint(one('question'));
  const kind = kindOf(one('kind'), hinted.kind, say);
  const parts = [
    ...cellsOf(row, columns, 'option'),
    ...cellsOf(row, columns, 'options').flatMap((cell) => cell.split(/\s*[;|\n]\s*/u)),
  ].filter((part) => part !== '');
  const range = rangeOf(one('min'), one('max')) ?? hinted.range;
  const id = `n${place}`;
  sayOthers(row, columns, parts, say);
  sayFurther(row, columns, say);
  const about = { warning: one('warning'), notes: one('notes') };
  const sayUnused = (names: readonly ('min' | 'max' | 'select' | 'level')[]) => {
    for (const name of names)
      if (one(name) !== '') say(`“${name}” has no meaning for this slide; it said “${one(name)}”.`);
  };
  if (kind === 'unknown') {
    const list = parts.map((part) => `- ${part}`).join('\n');
    sayUnused(['min', 'max', 'select', 'level']);
    return {
      ...contentSlide(id, hinted.words, [one('text'), list].filter(Boolean).join('\n\n')),
      ...about,
    };
  }
  const slide = slideFrom({ id, words: hinted.words, parts, kind, range });
  if (slide.kind === 'content') {
    const markdown = [one('text'), slide.markdown].filter(Boolean).join('\n\n');
    sayUnused(['min', 'max', 'select', 'level']);
    return { ...slide, ...about, markdown };
  }
  if (one('text') !== '') say(`A question cannot have a text beside it; it said “${one('text')}”.`);
  const level = levelOf(one('level'), slide.level, say);
  if (slide.kind !== 'scale' || rangeOf(one('min'), one('max')) === null) sayUnused(['min', 'max']);
  if (slide.kind !== 'choice') sayUnused(['select']);
  const several =
    /several|many|multiple|all/iu.test(one('select')) || /^multiple/iu.test(one('kind'));
  const whole = { ...slide, ...about, level };
  return whole.kind === 'choice' && several
    ? { ...whole, select: 'several' }
    : withParts(whole, partsOf(whole));
}

function kindOf(
  words: string,
  hinted: Kind | null,
  say: (sentence: string) => void,
): Kind | null | 'unknown' {
  if (words === '') return hinted;
  const kind = kindNamed(words);
  if (kind !== null) return kind;
  say(`There are no questions of the kind “${words}” here. It was kept as a content slide.`);
  return 'unknown';
}

function levelOf(words: string, usual: Level, say: (sentence: string) => void): Level {
  if (words === '') return usual;
  const level = levels[words.toLowerCase()];
  if (level !== undefined) return level;
  say(`There is no level “${words}” here; it is “${usual}” now.`);
  return usual;
}

function rangeOf(min: string, max: string): { min: number; max: number } | null {
  if (!/^\d+$/u.test(max)) return null;
  return { min: /^\d+$/u.test(min) ? Number(min) : 0, max: Number(max) };
}

/** Two columns that hold the same: the first counts, save for options, of which there are many. */
function sayFurther(row: Row, columns: readonly Column[], say: (sentence: string) => void): void {
  const single = ['question', 'kind', 'level', 'warning', 'notes', 'min', 'max', 'select', 'text'];
  for (const holds of single as Column['holds'][]) {
    const [, ...further] = cellsOf(row, columns, holds);
    if (further.length > 0)
      say(`There is more than one column for “${holds}”; “${further.join('”, “')}” was left out.`);
  }
}

/** Kahoot's time limit and right answers, and whatever else stands in a column that we do not know. */
function sayOthers(
  row: Row,
  columns: readonly Column[],
  parts: readonly string[],
  say: (sentence: string) => void,
): void {
  row.forEach((cell, i) => {
    const column = columns[i];
    const said = cell.trim();
    if (said === '' || (column !== undefined && column.holds !== 'other')) return;
    const name = column?.name ?? '';
    if (name === '' && i === 0 && /^\d+$/u.test(said)) return; // a row's number
    if (/^correct/iu.test(name)) {
      const right = said.split(/\s*[,;]\s*/u).map((at) => parts[Number(at) - 1] ?? at);
      say(`Candour knows no right answers; it said “${right.join('”, “')}”.`);
    } else if (/^time limit/iu.test(name)) say(`Candour has no time limits; it said ${said} s.`);
    else
      say(`There is no field “${name === '' ? `column ${i + 1}` : name}” here; it said “${said}”.`);
  });
}
