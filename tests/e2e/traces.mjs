/** Searches what a server leaves: the files in its folder, and the memory of its process. */
import { closeSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';

/** Of the words, those that stand in some file below the folder: as they are, in base64 in any of its three places. */
export function foundOnDisk(folder, words) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const contents = files.map((file) =>
    readFileSync(`${file.parentPath ?? file.path}/${file.name}`),
  );
  return words.filter((word) =>
    formsOf(word).some((form) => contents.some((bytes) => bytes.includes(form))),
  );
}

/** Of the words, those that stand in memory that the process may write to. */
export function foundInMemory(pid, words) {
  const maps = readFileSync(`/proc/${pid}/maps`, 'utf8').trim().split('\n');
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const found = new Set();
  try {
    for (const line of maps) {
      const [, from, to, rights] = /^([0-9a-f]+)-([0-9a-f]+) (\S+)/.exec(line);
      if (!rights.startsWith('rw')) continue;
      const bytes = readPart(memory, BigInt(`0x${from}`), BigInt(`0x${to}`));
      for (const word of words)
        if (formsOf(word).some((form) => bytes.includes(form))) found.add(word);
    }
  } finally {
    closeSync(memory);
  }
  return [...found];
}

function readPart(memory, from, to) {
  const bytes = Buffer.alloc(Number(to - from));
  try {
    readSync(memory, bytes, 0, bytes.length, from);
  } catch {
    return Buffer.alloc(0); // what the kernel keeps for itself
  }
  return bytes;
}

function formsOf(word) {
  const plain = Buffer.from(word);
  const inBase64 = [0, 1, 2].map((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), plain]).toString('base64');
    // Without the characters that hang together with what stands before and behind.
    return Buffer.from(text.slice(shift === 0 ? 0 : shift + 1, -4));
  });
  return [plain, Buffer.from(word, 'utf16le'), ...inBase64];
}
