/**
 * Question lists from spreadsheets: one question a row. A first row of names says which column holds what (layout.ts).
 * Kahoot's spreadsheet is one of these, with its names in the eighth row.
 */
import type { Level } from '@protocol/messages';
import { contentSlide, most, type Kind, type Slide } from '../model';
import type { Say } from '../fields';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { kindNamed, takeHint } from './hints';
import { layoutOf, filledCells, type Column, type Row } from './layout';
import { leftOut, slideFrom } from './lines';

export function readTable(table: readonly Row[], title = ''): Imported | Unreadable {
  const rows = withoutSeparator(table);
  const { columns, from, guessed } = layoutOf(rows);
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
  if (guessed)
    sayOfDeck(
      `The first row was taken for the names of the columns, as the others have numbers: “${filledCells(rows[from - 1] ?? []).join('”, “')}”.`,
    );
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

/** Excel writes which sign stands between its cells, as a first line "sep=;", and does not show it. */
function withoutSeparator(rows: readonly Row[]): readonly Row[] {
  const [first = []] = rows;
  return /^sep=.?$/iu.test(filledCells(first).join('')) ? rows.slice(1) : rows;
}

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

function readRow(row: Row, columns: readonly Column[], place: number, say: Say): Slide {
  const one = (holds: Column['holds']) => cellsOf(row, columns, holds)[0] ?? '';
  const question = one('question');
  // Where a column says the kind, brackets behind the question are part of it.
  const hinted =
    one('kind') === '' ? takeHint(question) : { words: question, kind: null, range: null };
  const kind = kindOf(one('kind'), hinted.kind, say);
  const parts = [
    ...cellsOf(row, columns, 'option'),
    ...cellsOf(row, columns, 'options').flatMap((cell) => cell.split(/\s*[;|\n]\s*/u)),
  ].filter((part) => part !== '');
  const range = rangeOf(one('min'), one('max'), say);
  const id = `n${place}`;
  sayOthers(row, columns, say);
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
  const ends = hinted.range;
  if (range !== null && ends !== null)
    say(`The question says from ${ends.min} to ${ends.max}; the columns for its ends count.`);
  const slide = slideFrom({ id, words: hinted.words, parts, kind, range: range ?? ends });
  if (slide.kind === 'content') {
    const markdown = [one('text'), slide.markdown].filter(Boolean).join('\n\n');
    sayUnused(['min', 'max', 'select', 'level']);
    return { ...slide, ...about, markdown };
  }
  if (one('text') !== '') say(`A question cannot have a text beside it; it said “${one('text')}”.`);
  const level = levelOf(one('level'), slide.level, say);
  if (slide.kind !== 'scale' || range === null) sayUnused(['min', 'max']);
  if (slide.kind !== 'choice') sayUnused(['select']);
  const whole = { ...slide, ...about, level };
  return whole.kind === 'choice'
    ? { ...whole, select: selectOf(one('select'), one('kind'), say) }
    : whole;
}

function selectOf(words: string, kind: string, say: Say): 'one' | 'several' {
  const several = /^multiple/iu.test(kind);
  if (words === '') return several ? 'several' : 'one';
  if (/several|many|multiple|all/iu.test(words)) return 'several';
  if (/^(?:one|single|1)$/iu.test(words)) return 'one';
  say(`“select” is “${words}”; it is “${several ? 'several' : 'one'}” now.`);
  return several ? 'several' : 'one';
}

function kindOf(words: string, hinted: Kind | null, say: Say): Kind | null | 'unknown' {
  if (words === '') return hinted;
  const kind = kindNamed(words);
  if (kind !== null) return kind;
  say(`There are no questions of the kind “${words}” here. It was kept as a content slide.`);
  return 'unknown';
}

function levelOf(words: string, usual: Level, say: Say): Level {
  if (words === '') return usual;
  const level = levels[words.toLowerCase()];
  if (level !== undefined) return level;
  say(`There is no level “${words}” here; it is “${usual}” now.`);
  return usual;
}

/** A lowest number alone says too little; the columns then have no meaning, which is said. */
function rangeOf(min: string, max: string, say: Say): { min: number; max: number } | null {
  if (!/^\d+$/u.test(max)) return null;
  if (/^\d+$/u.test(min)) return { min: Number(min), max: Number(max) };
  if (min !== '') say(`“min” is “${min}”, which is no whole number from 0 on; it is 0 now.`);
  return { min: 0, max: Number(max) };
}

/** Two columns that hold the same: the first counts, save for options, of which there are many. */
function sayFurther(row: Row, columns: readonly Column[], say: Say): void {
  const single = ['question', 'kind', 'level', 'warning', 'notes', 'min', 'max', 'select', 'text'];
  for (const holds of single as Column['holds'][]) {
    const [, ...further] = cellsOf(row, columns, holds);
    if (further.length > 0)
      say(`There is more than one column for “${holds}”; “${further.join('”, “')}” was left out.`);
  }
}

/** Kahoot's time limit and right answers, and whatever else stands in a column that we do not know. */
function sayOthers(row: Row, columns: readonly Column[], say: Say): void {
  row.forEach((cell, i) => {
    const column = columns[i] ?? { holds: 'other', name: '' };
    const said = cell.trim();
    if (said === '' || !['other', 'number'].includes(column.holds)) return;
    const name = column.holds === 'other' ? column.name : 'number';
    const isNumber = /^(?:\S{1,3}\s?)?\d+[.):]?$/u.test(said);
    if (isNumber && (column.holds === 'number' || (name === '' && i === 0))) return;
    if (/^correct/iu.test(name))
      say(`Candour knows no right answers; it said “${rightOf(said, row, columns).join('”, “')}”.`);
    else if (/^time limit/iu.test(name)) say(`Candour has no time limits; it said ${said} s.`);
    else
      say(`There is no field “${name === '' ? `column ${i + 1}` : name}” here; it said “${said}”.`);
  });
}

/** "1,3" are the first and the third column of answers, whether or not those between are empty. */
function rightOf(said: string, row: Row, columns: readonly Column[]): readonly string[] {
  const answers = columns.flatMap(({ holds }, i) =>
    holds === 'option' ? [(row[i] ?? '').trim()] : [],
  );
  return said.split(/\s*[,;.]\s*/u).flatMap((at) => {
    if (at === '') return [];
    const answer = /^\d+$/u.test(at) ? answers[Number(at) - 1] : undefined;
    return [answer === undefined || answer === '' ? at : answer];
  });
}
