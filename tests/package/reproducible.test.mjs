/**
 * The same commit, cloned to another folder and built there at another time, gives the same packages, byte for
 * byte. It builds everything a second time, so it runs when it is asked for: CANDOUR_REPRODUCE=yes ./dev test package;
 * with CANDOUR_REPRODUCE=whole also without a compiler cache.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { folderFor, made, repository, run } from './made.mjs';

const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

const skip = process.env.CANDOUR_REPRODUCE ? false : 'asked for with CANDOUR_REPRODUCE=yes';

test('a second build elsewhere and later makes the same bytes', { skip }, (t) => {
  assert.equal(
    run('git', ['status', '--porcelain', '--untracked-files=no'], {
      cwd: repository,
    }),
    '',
    'only what is committed can be built again elsewhere',
  );
  const clone = join(folderFor(t), 'a-folder-with-another-name');
  run('git', ['clone', '--quiet', '--no-hardlinks', repository, clone]);
  run(
    'git',
    ['checkout', '--quiet', run('git', ['rev-parse', 'HEAD'], { cwd: repository }).trim()],
    { cwd: clone },
  );
  const env = {
    ...process.env,
    TZ: 'Asia/Kathmandu',
    LC_ALL: 'C',
    HOME: process.env.HOME,
  };
  if (process.env.CANDOUR_REPRODUCE === 'whole') env.CCACHE_DISABLE = '1';
  run('bash', ['-c', 'umask 077; exec ./dev package'], { cwd: clone, env });
  for (const program of ['candour', 'candour-load'])
    for (const ending of ['.deb', '.cdx.json']) {
      const first = made(program, ending);
      const second = join(clone, 'build/package/amd64', basename(first));
      assert.equal(sum(second), sum(first), basename(first));
    }
});
