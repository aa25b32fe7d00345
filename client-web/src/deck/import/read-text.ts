/** Any text that may be a deck: a deck file, arsnova.eu's export, a Markdown outline, a table, or plain lines. */
import { parse } from 'papaparse';
import { isUnreadable, readDeck, type Imported, type Unreadable } from '../read-deck';
import { bounded } from './bounded';
import { looksLikeArsnova, readArsnova } from './arsnova';
import { jsonCause } from './json-cause';
import { readLines } from './lines';
import { looksLikeOutline, readOutline } from './outline';
import { readTable } from './table';

/** `ending` is that of the file's name, in small letters, or '' for what was pasted. */
export function readText(text: string, ending: string, title = ''): Imported | Unreadable {
  return bounded(readAny(text, ending, title));
}

function readAny(text: string, ending: string, title: string): Imported | Unreadable {
  if (text.trim() === '') return { unreadable: 'It is empty.' };
  if (ending === 'json' || (ending === '' && /^\s*\{/u.test(text))) return readJson(text);
  if (ending === 'md' || ending === 'markdown') return readOutline(text, title);
  if (ending === 'csv' || ending === 'tsv') return readCells(text, title);
  if (looksLikeOutline(text)) return readOutline(text, title);
  // Cells that were copied from a spreadsheet come with tabs between them.
  if (separatorLine.test(text) || looksLikeCells(text)) return readCells(text, title);
  return readLines(text, title);
}

/** Most lines have cells, and none has the mark of a list in its first: those come from a document. */
function looksLikeCells(text: string): boolean {
  const lines = text.split(/\r\n|\r|\n/u).filter((line) => line.trim() !== '');
  const withTab = lines.filter((line) => /\S\t/u.test(line));
  const isMarked = (line: string) => /^\s*(?:\(?[\da-zA-Z]{1,3}[.)]|[-*+•‣▪·–o])\t/u.test(line);
  return withTab.length > 0 && withTab.length * 2 >= lines.length && !withTab.some(isMarked);
}

/** Excel's own first line of a CSV, which says which sign stands between the cells. */
const separatorLine = /^\ufeff?"?sep=([^\r\n"])"?[ \t]*(?:\r\n|\r|\n)/iu;

function readCells(text: string, title: string): Imported | Unreadable {
  const separator = separatorLine.exec(text);
  const { data, errors } = parse<string[]>(
    text.slice(separator?.[0].length ?? 0).replace(/^\ufeff/u, ''),
    { skipEmptyLines: 'greedy', delimiter: separator?.[1] ?? '' },
  );
  const read = readTable(data, title);
  const open = errors.find(({ code }) => code === 'MissingQuotes');
  if (isUnreadable(read) || open === undefined) return read;
  const sentence = `A quotation mark in row ${(open.row ?? 0) + 1} does not end, so that all that follows stands in one cell. Look at the last slide.`;
  return { ...read, remarks: [{ slide: null, sentence }, ...read.remarks] };
}

function readJson(text: string): Imported | Unreadable {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { unreadable: `This is no JSON: ${jsonCause(text) ?? 'it cannot be read'}.` };
  }
  return looksLikeArsnova(value) ? readArsnova(value) : readDeck(value);
}
