/** Runs a table of cases, many at a time, and tells of all that went wrong at once. */
import assert from 'node:assert/strict';
import { appendFileSync } from 'node:fs';

/** Each file is a process of its own: what each has played is counted in one file, for whoever asked for the count. */
export function count(cases) {
  const file = process.env.CANDOUR_ATTACK_COUNT;
  if (file !== undefined) appendFileSync(file, `${cases}\n`);
}

/** `run(row)` throws when the row is not as it should be. At least `least` rows, so that no table empties unseen. */
export async function runTable(rows, least, run, atOnce = 24) {
  assert.ok(rows.length >= least, `${rows.length} cases, and at least ${least} are expected`);
  const faults = [];
  const left = [...rows];
  const worker = async () => {
    for (let row = left.shift(); row !== undefined; row = left.shift()) {
      try {
        await run(row);
      } catch (error) {
        faults.push(`${row.name}: ${error.message.split('\n').slice(0, 12).join(' | ')}`);
      }
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  count(rows.length);
  assert.equal(faults.length, 0, `${faults.length} of ${rows.length}:\n${faults.join('\n')}`);
  return rows.length;
}
