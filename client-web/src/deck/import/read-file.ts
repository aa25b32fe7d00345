/** A file, whatever it is: the studio and `candour deck convert` read it by this, so that they say the same of it. */
import type { Imported, Remark, Unreadable } from '../read-deck';
import { isUnreadable } from '../read-deck';
import { bounded } from './bounded';
import { decodeText } from './decode';
import { readText } from './read-text';
import { mostPackedBytes, tooHeavy, type Rows } from './spreadsheet';
import { readTable } from './table';

/** A deck has at most 4 MB, and a little more as somebody's editor may have indented it. */
export const mostTextBytes = 12_000_000;
const mostOutlineBytes = 2_000_000;

/** What a browser's File has of it. */
export interface SomeFile {
  /** '' is a text that was pasted, or came by a pipe. */
  name: string;
  size: number;
  arrayBuffer: () => Promise<ArrayBuffer>;
}

/** A page lets a worker do it, so that it stays usable. */
export type ReadSheet = (bytes: Uint8Array) => Promise<Rows | Unreadable>;

/** `title` is the deck's where a table or a list says none. */
export async function readFile(
  file: SomeFile,
  readSheet: ReadSheet,
  title = file.name.replace(/\.[^.]+$/u, ''),
): Promise<Imported | Unreadable> {
  const ending = endingOf(file.name);
  if (['xlsx', 'xlsm'].includes(ending)) return readSheets(file, readSheet, title);
  const other = otherKind(ending);
  if (other !== null) return { unreadable: other };
  const most = ending === 'json' || ending === '' ? mostTextBytes : mostOutlineBytes;
  if (file.size > most) {
    const megabytes = (file.size / 1_000_000).toFixed(0);
    return { unreadable: `This file has ${megabytes} MB, which is more than a deck can hold.` };
  }
  const { text, guessed } = decodeText(new Uint8Array(await file.arrayBuffer()));
  if (text.includes('\0'))
    return { unreadable: 'This is no text, and no file that can be read here.' };
  const read = readText(text, ending, title);
  if (isUnreadable(read) || !guessed) return read;
  const sentence =
    'Its text is not UTF-8; it was read as one of an old Windows program. Look whether accents and quotation marks are right.';
  return { ...read, remarks: [{ slide: null, sentence }, ...read.remarks] };
}

function endingOf(name: string): string {
  if (name === '') return '';
  return /\.([^.]+)$/u.exec(name)?.[1]?.toLowerCase() ?? 'txt';
}

/** What people try, and what to do instead. */
function otherKind(ending: string): string | null {
  switch (ending) {
    case 'xls':
    case 'ods':
    case 'numbers':
      return 'This spreadsheet is of another kind. Save it as XLSX or CSV and choose that file.';
    case 'ppt':
    case 'pptx':
    case 'odp':
    case 'key':
    case 'pdf':
    case 'doc':
    case 'docx':
    case 'odt':
      return 'Slides and documents of this kind cannot be read. Copy their text and paste it as a list.';
    default:
      return null;
  }
}

async function readSheets(
  file: SomeFile,
  readSheet: ReadSheet,
  title: string,
): Promise<Imported | Unreadable> {
  if (file.size > mostPackedBytes) return { unreadable: tooHeavy(file.size) };
  const read = await readSheet(new Uint8Array(await file.arrayBuffer()));
  if ('unreadable' in read) return read;
  const table = bounded(readTable(read.rows, title));
  if (isUnreadable(table)) return table;
  const about = read.left.map((sentence): Remark => ({ slide: null, sentence }));
  return { ...table, remarks: [...about, ...table.remarks] };
}
