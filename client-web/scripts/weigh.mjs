// What a phone loads for the participant's page: index.html and all that it names. Compressed with gzip, which is what a
// browser asks for over plain HTTP; over https it gets Brotli, which is smaller. Fails over the limit.
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const limit = 30_000; // bytes; we reach for 20 000
const dist = fileURLToPath(new URL('../dist', import.meta.url));
const page = readFileSync(join(dist, 'index.html'), 'utf8');
const named = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path]) => path);

let total = 0;
for (const path of ['/index.html', ...named]) {
  const packed = join(dist, `${path}.gz`);
  const bytes = statSync(existsSync(packed) ? packed : join(dist, path)).size;
  total += bytes;
  console.log(`${String(bytes).padStart(7)}  ${path}`);
}
console.log(`${String(total).padStart(7)}  all that a phone loads (gzip), of at most ${limit}`);
if (total > limit) process.exit(1);
