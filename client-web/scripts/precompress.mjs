// Puts x.br and x.gz beside each x in dist/, so that the server never compresses anything itself.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const worthIt = /\.(html|js|css|svg|json|webmanifest|txt)$/;

function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* files(path);
    else yield path;
  }
}

/** How much zlib looks at before it ends a block decides where blocks end; which is best differs from file to file. */
const memLevels = [5, 6, 7, 8, 9];

function smallestGzip(bytes) {
  const tries = memLevels.map((memLevel) => gzipSync(bytes, { level: 9, memLevel }));
  return tries.reduce((best, next) => (next.length < best.length ? next : best));
}

for (const path of files(dist)) {
  if (!worthIt.test(path)) continue;
  const bytes = readFileSync(path);
  const packed = {
    br: brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    gz: smallestGzip(bytes),
  };
  for (const [ending, smaller] of Object.entries(packed)) {
    if (smaller.length < bytes.length) writeFileSync(`${path}.${ending}`, smaller);
  }
}
