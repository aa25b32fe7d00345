/** Which column of a table holds what: by their names, and where there are none by what stands in them. */

export type Row = readonly string[];

export type Column =
  | {
      holds:
        'question' | 'kind' | 'level' | 'warning' | 'notes' | 'min' | 'max' | 'select' | 'text';
    }
  /** One option, or several in one cell. */
  | { holds: 'option' }
  | { holds: 'options' }
  /** The row's own number, which says nothing of the question. */
  | { holds: 'number' }
  /** Kahoot's: what has no place here. */
  | { holds: 'other'; name: string };

export interface Layout {
  columns: readonly Column[];
  /** The first row of questions. */
  from: number;
  /** The row above it has names that we do not know, and was taken for names as it alone has no number. */
  guessed: boolean;
}

/** Names of columns stand in one of the first rows; Kahoot's in the eighth. */
const rowsBeforeNames = 12;

const exactly: Record<string, Exclude<Column['holds'], 'other'>> = {
  ...{ question: 'question', questions: 'question', prompt: 'question', title: 'question' },
  ...{ kind: 'kind', type: 'kind', 'question type': 'kind' },
  ...{ level: 'level', protection: 'level', warning: 'warning', 'content warning': 'warning' },
  ...{ notes: 'notes', note: 'notes', min: 'min', max: 'max', select: 'select' },
  ...{ text: 'text', markdown: 'text', options: 'options', answers: 'options' },
  ...{ statements: 'options', choices: 'options' },
};
const numberNames = /^(?:#|№|n[or]\.?|number|row|(?:question|row) (?:number|n[or]\.?|#|id))$/u;

function columnNamed(name: string): Column {
  const plain = name.trim().toLowerCase();
  const found = exactly[plain];
  if (found !== undefined) return { holds: found };
  if (numberNames.test(plain)) return { holds: 'number' };
  if (/^(option|answer|choice|statement)\s*\d{1,2}\b/u.test(plain)) return { holds: 'option' };
  if (/^question\b/u.test(plain)) return { holds: 'question' };
  return { holds: 'other', name: name.trim() };
}

export function layoutOf(rows: readonly Row[]): Layout {
  for (const [i, row] of rows.slice(0, rowsBeforeNames).entries()) {
    const columns = row.map(columnNamed);
    const named = columns.filter(({ holds }) => holds !== 'other').length;
    if (
      columns.some(({ holds }) => holds === 'question') &&
      (named >= 2 || row.filter(Boolean).length === 1)
    )
      return { columns, from: i + 1, guessed: false };
  }
  return withoutNames(rows);
}

/** The first column is the question and the others its options; where each row begins with its number, the second. */
function withoutNames(rows: readonly Row[]): Layout {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const filled = rows.filter((row) => filledCells(row).length > 0);
  const [head = [], ...below] = filled;
  const allNumbered = areNumbered(filled);
  const guessed = !allNumbered && below.length >= 2 && areNumbered(below);
  const question = allNumbered || guessed ? 1 : 0;
  const columns = Array.from({ length: width }, (_, i): Column => {
    if (i < question) return { holds: 'number' };
    return { holds: i === question ? 'question' : 'option' };
  });
  return { columns, from: guessed ? rows.indexOf(head) + 1 : 0, guessed };
}

/** Each row begins with a number that is more than the one above, and words stand beside it. */
function areNumbered(rows: readonly Row[]): boolean {
  const numbers = rows.map(([first = '']) =>
    Number(/^\s*(?:[Qq]|[Nn][or]\.?\s?)?(\d{1,5})[.):]?\s*$/u.exec(first)?.[1] ?? Number.NaN),
  );
  const rising = numbers.every((number, i) => number > (numbers[i - 1] ?? -1));
  return rows.length > 0 && rising && rows.some(([, second = '']) => /\p{L}/u.test(second));
}

export const filledCells = (row: Row): string[] =>
  row.map((cell) => cell.trim()).filter((cell) => cell !== '');
