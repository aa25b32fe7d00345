/** The rows of a spreadsheet (XLSX). Slow for a large one, so that a page lets a worker do it. */
import { unzipSync, zipSync } from 'fflate';
import readXlsx from 'read-excel-file/web-worker';
import type { Unreadable } from '../read-deck';

/** A list of 200 questions has some 30 kB packed. */
export const mostPackedBytes = 5_000_000;
const mostUnpackedBytes = 40_000_000;
const mostRows = 10_000;

export interface Rows {
  rows: string[][];
  /** A sentence about each thing that is not among them. */
  left: string[];
}

class TooLarge extends Error {}

export async function readSpreadsheet(bytes: Uint8Array): Promise<Rows | Unreadable> {
  if (bytes.length > mostPackedBytes) return { unreadable: tooHeavy(bytes.length) };
  try {
    const sheets = await readXlsx(unpacked(bytes));
    const [first, ...others] = sheets.filter(({ data }) =>
      data.some((row) => row.some((cell) => cell !== null)),
    );
    const filled = first?.data ?? [];
    const rows = filled.slice(0, mostRows).map((row) => row.map((cell) => cellText(cell)));
    return { rows, left: leftOutOf(first?.sheet ?? '', filled.length, others) };
  } catch (error) {
    return { unreadable: error instanceof TooLarge ? bomb : notOne };
  }
}

/** Of a workbook one sheet is read, as people keep lists of other things on the next ones. */
function leftOutOf(name: string, rows: number, others: readonly { sheet: string }[]): string[] {
  const names = others.map(({ sheet }) => `“${sheet}”`).join(', ');
  return [
    ...(others.length > 0
      ? [`Of this workbook only the sheet “${name}” was read; ${names} was left out.`]
      : []),
    ...(rows > mostRows ? [`The sheet has ${rows} rows; the first ${mostRows} were read.`] : []),
  ];
}

export const tooHeavy = (bytes: number): string =>
  `This file has ${(bytes / 1_000_000).toFixed(0)} MB. A list of questions has less than 5 MB: save the sheet that holds them by itself, without pictures.`;
const bomb =
  'Unpacked this spreadsheet would have more than 40 MB, so it is not unpacked. Save the sheet that holds the questions by itself.';
const notOne =
  'This is no XLSX spreadsheet that can be read. Open it in your spreadsheet program and save it as XLSX or CSV.';

/**
 * Unpacks with the sizes that the file states as bounds, and packs again without compressing: what the reader gets is
 * no larger than it says, and it needs no workers of its own, which our pages' policy forbids.
 */
function unpacked(bytes: Uint8Array): ArrayBuffer {
  let sum = 0;
  const files = unzipSync(bytes, {
    filter: (file) => {
      sum += file.originalSize;
      if (sum > mostUnpackedBytes) throw new TooLarge();
      return /\.(xml|rels)$/iu.test(file.name);
    },
  });
  return zipSync(files, { level: 0 }).slice().buffer;
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' ? cell : JSON.stringify(cell);
}
