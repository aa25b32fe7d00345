/**
 * What `candour deck convert` runs in Node.js: it reads a file with the code of the studio, and writes the deck. The
 * server holds it as one script (server/commands/deck_script.hpp) and says what it is given:
 *
 *     node - NAME TITLE FORMAT      the script comes by standard input, the file as descriptor 3
 *
 * NAME is that of the file, '' for what came by a pipe; TITLE the deck's if it has none; FORMAT `deck` or `outline`.
 * What is made goes to standard output, what a person must know to standard error, and the exit code says how it went.
 */
import { fstatSync, readSync, writeFileSync } from 'node:fs';
import { fileText } from '../deck/deck-file';
import { leftOfOutline, outlineText } from '../deck/export/outline';
import { mostTextBytes, readFile, type SomeFile } from '../deck/import/read-file';
import { readSpreadsheet } from '../deck/import/spreadsheet';
import { isUnreadable, type Remark } from '../deck/read-deck';

const descriptor = 3;
const oldestNode = 18;
/** The same in server/commands/converter.cpp. */
const done = 0;
const refused = 1;

/** What a file says of its size; a pipe says nothing, and is read up to what is too much anyway. */
function fileAt(name: string): SomeFile {
  const about = fstatSync(descriptor);
  if (about.isDirectory()) throw new Error('it is a folder');
  const bytes = about.isFile() && about.size > mostTextBytes ? null : readUpTo(mostTextBytes + 1);
  return {
    name,
    size: bytes?.length ?? about.size,
    arrayBuffer: () => Promise.resolve(Uint8Array.from(bytes ?? []).buffer),
  };
}

function readUpTo(most: number): Buffer {
  const parts: Buffer[] = [];
  let sum = 0;
  while (sum < most) {
    const part = Buffer.alloc(Math.min(65_536, most - sum));
    const count = readSync(descriptor, part);
    if (count === 0) break;
    parts.push(part.subarray(0, count));
    sum += count;
  }
  return Buffer.concat(parts);
}

const complain = (sentence: string) => writeFileSync(2, `candour: ${sentence}\n`);

function tell(head: string, remarks: readonly Remark[]): void {
  if (remarks.length === 0) return;
  const lines = remarks.map(
    ({ slide, sentence }) => `  ${slide === null ? 'deck' : `slide ${slide}`}: ${sentence}\n`,
  );
  writeFileSync(2, `candour: ${head}\n${lines.join('')}`);
}

async function convert(name: string, title: string, format: string): Promise<number> {
  const named = title === '' ? undefined : title;
  const read = await readFile(fileAt(name), readSpreadsheet, named);
  if (isUnreadable(read)) {
    complain(read.unreadable);
    return refused;
  }
  const deck = read.deck.title === '' ? { ...read.deck, title } : read.deck;
  tell('some of it could not be taken as it was:', read.remarks);
  if (format === 'outline') tell('an outline does not hold all of it:', leftOfOutline(deck));
  writeFileSync(1, format === 'outline' ? outlineText(deck) : fileText(deck));
  return done;
}

async function main(): Promise<number> {
  if (Number(process.versions.node.split('.')[0]) < oldestNode) {
    complain(`this is Node.js ${process.versions.node}; version ${oldestNode} or later is needed.`);
    return refused;
  }
  const [name = '', title = '', format = 'deck'] = process.argv.slice(2);
  try {
    return await convert(name, title, format);
  } catch (error) {
    complain(
      `the file cannot be read: ${error instanceof Error ? error.message : 'no reason was given'}.`,
    );
    return refused;
  }
}

void main().then((code) => {
  process.exitCode = code;
});
