/** Comma-separated values as RFC 4180 has them, harmless in a spreadsheet. */

/**
 * A spreadsheet takes a cell that begins with one of these for a formula, which could send the sheet's contents away;
 * the answer to one is an apostrophe before it (OWASP, "CSV Injection"). White space before it does not help.
 */
const formula = /^[\s'"]*[=+\-@\t\r\n|%]/;

export function csvCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = formula.test(value) ? `'${value}` : value;
  return /[",\r\n']/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** With a byte order mark: without it Excel reads UTF-8 as something else. */
export function csvText(rows: readonly (readonly (string | number)[])[]): string {
  return `\ufeff${rows.map((row) => `${row.map(csvCell).join(',')}\r\n`).join('')}`;
}
