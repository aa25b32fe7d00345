/** Comma-separated values as RFC 4180 has them, harmless in a spreadsheet. */

/**
 * A spreadsheet takes a cell that begins with one of these for a formula, which could send the sheet's contents away
 * (OWASP, "CSV Injection"); white space and quotes before it do not help, and some programs read full-width forms as well.
 */
const formula = '[=+\\-@|%\\uff1d\\uff0b\\uff0d\\uff20]';
/**
 * Where a cell may begin: at its own beginning, and wherever a program splits that heeds no quotes, or takes something
 * else than the comma for the separator, as much of Europe's do with the semicolon.
 */
const beginsFormula = new RegExp(
  `(^|[,;\\t\\r\\n]+)((?:[^\\S\\t\\r\\n]|['"])*)(?=${formula})`,
  'g',
);
/** A dash before words is no formula that anybody would write, but a spreadsheet tries to work it out. */
const dashedWords = /^[\s'"]*[-\uff0d]\s+\p{L}/u;

/** Apostrophe before a formula; before words with a dash, and after a comma, a joiner that nobody sees: both are prose. */
function guarded(text: string): string {
  return text.replace(beginsFormula, (_, split: string, space: string, at: number) => {
    const isProse = /^,+$/.test(split) || dashedWords.test(text.slice(at + split.length));
    const guard = isProse ? '\u2060' : "'";
    return split + guard + space;
  });
}

/** Quoted, also where RFC 4180 does not ask for it: then no program has to guess. */
export function csvCell(value: string | number): string {
  const text = typeof value === 'number' ? String(value) : guarded(value);
  return `"${text.replace(/"/g, '""')}"`;
}

/** With a byte order mark: without it Excel reads UTF-8 as something else. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
