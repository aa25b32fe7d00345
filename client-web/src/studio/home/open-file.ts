/** A file that somebody chose or dragged here, whatever it is. */
import { decodeText } from '../../deck/import/decode';
import { readText } from '../../deck/import/read-text';
import { tooHeavy, mostPackedBytes, type Rows } from '../../deck/import/spreadsheet';
import { readTable } from '../../deck/import/table';
import { isUnreadable, type Imported, type Unreadable } from '../../deck/read-deck';
import workerAddress from './spreadsheet-worker.ts?worker&url';

/** A deck has at most 4 MB, and a little more as somebody's editor may have indented it. */
const mostTextBytes = 12_000_000;
const mostOutlineBytes = 2_000_000;
const spreadsheetWithin_ms = 20_000;

export async function openFile(file: File): Promise<Imported | Unreadable> {
  const ending = /\.([^.]+)$/u.exec(file.name)?.[1]?.toLowerCase() ?? 'txt';
  const title = file.name.replace(/\.[^.]+$/u, '');
  if (['xlsx', 'xlsm'].includes(ending)) return openSpreadsheet(file, title);
  const other = otherKind(ending);
  if (other !== null) return { unreadable: other };
  const most = ending === 'json' ? mostTextBytes : mostOutlineBytes;
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

async function openSpreadsheet(file: File, title: string): Promise<Imported | Unreadable> {
  if (file.size > mostPackedBytes) return { unreadable: tooHeavy(file.size) };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const result = await inWorker(bytes);
  return 'unreadable' in result ? result : readTable(result.rows, title);
}

/** Under Trusted Types no text is the address of a script but by the policy that our CSP names (server/net/reply.cpp). */
function trusted(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
  if (trustedTypes === undefined) return address;
  policy ??= trustedTypes.createPolicy('candour-worker', {
    createScriptURL: (url) => {
      if (url !== workerAddress) throw new TypeError('not the address of a script of ours');
      return url;
    },
  });
  // A TrustedScriptURL, which the type of Worker does not know.
  return policy.createScriptURL(address) as string;
}

interface TrustedTypes {
  createPolicy(name: string, rules: { createScriptURL(url: string): string }): Policy;
}
interface Policy {
  createScriptURL(url: string): unknown;
}
let policy: Policy | undefined;

/** Elsewhere than on the page's own thread, so that it stays usable; and not for ever. */
function inWorker(bytes: Uint8Array): Promise<Rows | Unreadable> {
  const worker = new Worker(trusted(workerAddress), { type: 'module' });
  return new Promise<Rows | Unreadable>((resolve) => {
    const slow = {
      unreadable:
        'Reading this spreadsheet takes too long. Save the sheet with the questions by itself.',
    };
    const broken = {
      unreadable: 'This spreadsheet cannot be read. Save it as CSV and choose that file.',
    };
    const timer = setTimeout(() => resolve(slow), spreadsheetWithin_ms);
    worker.onmessage = (event: MessageEvent<Rows | Unreadable>) => {
      clearTimeout(timer);
      resolve(event.data);
    };
    worker.onerror = () => {
      clearTimeout(timer);
      resolve(broken);
    };
    worker.postMessage(bytes, [bytes.buffer]);
  }).finally(() => worker.terminate());
}
