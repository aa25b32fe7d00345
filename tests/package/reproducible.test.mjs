/**
 * The same commit, cloned to another folder and built there at another time, gives the same packages, byte for
 * byte. It compiles everything a second time, and takes nothing from a compiler cache, so it runs when it is asked for:
 * CANDOUR_REPRODUCE=yes ./dev test package. What the compiler could put into it of the folder is looked at each time,
 * in one object.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { folderFor, made, repository, run } from './made.mjs';

const sum = (file) => createHash('sha256').update(readFileSync(file)).digest('hex');

/** The object of build/release, compiled again in a folder that was configured; `env` says how. */
function compiledAgain(folder, object, to, env) {
  const command = run('ninja', ['-C', join(folder, 'build/release'), '-t', 'commands', object])
    .trim()
    .split('\n')
    .at(-1)
    .replace(/ -(o|MF) \S+/g, (_all, option) => ` -${option} ${to}.${option}`);
  run('sh', ['-c', command], {
    cwd: join(folder, 'build/release'),
    env: { ...process.env, ...env },
  });
  return sum(`${to}.o`);
}

test('an object is the same in another folder, through a compiler cache and past it', (t) => {
  const folder = folderFor(t);
  const copy = join(folder, 'a-folder-with-another-name');
  mkdirSync(copy);
  run('sh', ['-c', 'git ls-files -z | xargs -0 cp --parents --target-directory="$0"', copy], {
    cwd: repository,
  });
  run('cmake', ['--preset', 'release'], { cwd: copy });
  // Several files of ours in one, with what has no name of its own in each.
  const object = 'server/text/CMakeFiles/candour_text.dir/Unity/unity_0_cxx.cxx.o';
  const packed = sum(join(repository, 'build/release', object));
  const cached = compiledAgain(copy, object, join(folder, 'cached'), { CCACHE_RECACHE: '1' });
  assert.equal(cached, packed, 'elsewhere');
  const uncached = compiledAgain(copy, object, join(folder, 'uncached'), { CCACHE_DISABLE: '1' });
  assert.equal(uncached, packed, 'elsewhere, and without a compiler cache');
});

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
    CCACHE_DISABLE: '1',
  };
  run('bash', ['-c', 'umask 077; exec ./dev package'], { cwd: clone, env });
  for (const program of ['candour', 'candour-load'])
    for (const ending of ['.deb', '.cdx.json']) {
      const first = made(program, ending);
      const second = join(clone, 'build/package/amd64', basename(first));
      assert.equal(sum(second), sum(first), basename(first));
    }
});
