/** The systemd unit: what systemd says of it, and whether the server can live in it. */
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ended, folderFor, made, repository, run, untilSaid } from './made.mjs';

function unpacked(t) {
  const folder = folderFor(t);
  run('dpkg-deb', ['--extract', made('candour', '.deb'), folder]);
  return folder;
}
const unitOf = (folder) => join(folder, 'lib/systemd/system/candour.service');

/** What systemd would say when it loaded the unit in that root, whose targets are this machine's. */
function complaintsOf(root) {
  const words = ['verify', '--man=no', `--root=${root}`, 'candour.service'];
  const { stdout, stderr, error } = spawnSync('systemd-analyze', words, { encoding: 'utf8' });
  if (error) throw error;
  return stdout + stderr;
}

test('systemd would load the unit without a complaint, and a slip in it is noticed', (t) => {
  const folder = unpacked(t);
  run('sh', ['-c', 'cp /lib/systemd/system/*.target "$0"', join(folder, 'lib/systemd/system')]);
  assert.equal(complaintsOf(folder), '');
  appendFileSync(unitOf(folder), '[Service]\nProtectSysem=strict\n');
  assert.match(complaintsOf(folder), /Unknown key 'ProtectSysem'/);
});

test('systemd finds the exposure of the unit to be 1.5 at the most', (t) => {
  const text = run('systemd-analyze', ['security', '--offline=yes', unitOf(unpacked(t))]);
  const exposure = Number(/Overall exposure level for candour\.service: ([\d.]+)/.exec(text)[1]);
  assert.ok(exposure <= 1.5, `${exposure}`);
});

test('the unit keeps memory off the disk, and has the files that the docs speak of', (t) => {
  const unit = readFileSync(unitOf(unpacked(t)), 'utf8');
  for (const line of [
    'MemorySwapMax=0',
    'LimitCORE=1',
    'LimitNOFILE=524288',
    'UMask=0077',
    'User=candour',
    'StandardOutput=null', // links of facilitators, when a deck is set
  ])
    assert.match(unit, new RegExp(`^${line}$`, 'm'));
  assert.match(readFileSync(join(repository, 'docs/operators.md'), 'utf8'), /524,288/);
});

/** The names of all system calls in a set such as @system-service, with the sets in it. */
function callsIn(set) {
  return run('systemd-analyze', ['syscall-filter', set])
    .split('\n')
    .slice(1)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .flatMap((line) => (line.startsWith('@') ? callsIn(line) : [line]));
}

/** What the unit's filter lets through, as systemd reads it: a set, and then what is taken out of it again. */
function allowedBy(unit) {
  const allowed = new Set(callsIn('@default'));
  for (const [, minus, sets] of unit.matchAll(/^SystemCallFilter=(~?)(.*)$/gm))
    for (const call of sets.split(' ').flatMap(callsIn))
      if (minus === '~') allowed.delete(call);
      else allowed.add(call);
  return allowed;
}

test('the server makes no system call that the filter of its unit forbids', async (t) => {
  const folder = unpacked(t);
  const allowed = allowedBy(readFileSync(unitOf(folder), 'utf8'));
  assert.ok(allowed.has('epoll_wait') && !allowed.has('mount') && !allowed.has('ptrace'));
  const trace = join(folder, 'trace');
  // As in the unit, not as root: SQLite gives root's files away.
  run('chown', ['-R', 'nobody', folder]);
  const server = spawn(
    'strace',
    [
      '-f',
      '-qq',
      '-u',
      'nobody',
      '-o',
      trace,
      '-e',
      'signal=none',
      join(folder, 'usr/bin/candour'),
      'serve',
      '--shards',
      '2',
      '--listen',
      '127.0.0.1:0',
      '--data',
      join(folder, 'data'),
      '--deck',
      join(folder, 'usr/share/candour/decks/demo.json'),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  t.after(() => server.kill('SIGKILL'));
  const [, link] = await untilSaid(server, /(http:\/\/127\.0\.0\.1:\d+\/j\/\S+)/, 120_000);
  // People join, so that connections, the log and its keys are used; nobody opens a question.
  const people = spawn(join(folder, 'usr/bin/candour'), [
    'people',
    link,
    '--count',
    '5',
    '--pace',
    'fast',
  ]);
  t.after(() => people.kill('SIGKILL'));
  await untilSaid(people, /on their way/);
  await fetch(new URL('/', link));
  await new Promise((resolve) => setTimeout(resolve, 3_000)); // what happens on ticks, too
  await ended(people);
  server.once('exit', () => {});
  // strace hands SIGTERM to nobody: the server itself is told.
  const [child] = readFileSync(`/proc/${server.pid}/task/${server.pid}/children`, 'utf8')
    .trim()
    .split(' ');
  process.kill(Number(child), 'SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  const used = new Set(
    [...readFileSync(trace, 'utf8').matchAll(/^\d+ +(\w+)\(/gm)].map((found) => found[1]),
  );
  assert.ok(used.has('epoll_wait') && used.has('fdatasync'), [...used].join(' '));
  // execve of the program itself comes before the filter is there.
  const forbidden = [...used].filter((call) => !allowed.has(call) && call !== 'execve');
  // It asks for more open files than it was given, and lives with a no: the unit gives them already.
  assert.deepEqual(
    forbidden.filter((call) => call !== 'setrlimit'),
    [],
  );
});
