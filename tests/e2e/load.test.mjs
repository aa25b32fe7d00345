/** candour-load, as an organiser runs it. */
import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { binary, startServer } from './server.mjs';

const loader = process.env.CANDOUR_LOAD ?? `${binary}-load`;
/** People in a hurry; and times at which a busy test machine does not fail a healthy server. */
const short = ['--join-over', '300ms', '--answer-over', '500ms', '--slides', '1', '--seed', '1'];
const lenient = ['--max-join-ms', '4000', '--max-answer-ms', '4000', '--max-projector-ms', '4000'];

let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-load-'));
});
after(() => rmSync(folder, { recursive: true }));

/** Its exit code, what it printed, and its JSON report. */
function load(url, ...more) {
  const file = join(folder, 'report.json');
  return new Promise((resolve, reject) => {
    const options = ['--json', file, ...short, ...lenient, ...more];
    execFile(loader, [url, ...options], (error, stdout, stderr) => {
      const code = error?.code ?? 0;
      if (typeof code !== 'number') return reject(error); // it was not even started
      const report = code === 2 ? null : JSON.parse(readFileSync(file, 'utf8'));
      resolve({ code, said: stdout + stderr, report });
    });
  });
}

describe('a rehearsal', () => {
  let server;
  before(async () => {
    server = await startServer('--metrics');
  });
  after(() => server?.stop());

  test('plays every kind of question and leaves nothing behind', async () => {
    const page = join(folder, 'report.html');
    const { code, said, report } = await load(
      `${server.url}/`,
      '--participants',
      '60',
      '--rooms',
      '2',
      '--slides',
      '4',
      '--html',
      page,
    );
    assert.equal(code, 0, said);
    assert.match(said, /^This machine holds 60 people in 2 rooms: answers were confirmed within/m);
    assert.equal(report.came_in, 60);
    assert.equal(report.answers_kept, report.answers_due);
    assert.equal(report.came_back, report.stormed);
    // Three questions are open: their last tally reached everybody whose phone was not locked.
    const { count } = report.times.last_tally;
    assert.ok(count >= 3 * (60 - report.locked_phones) && count <= 3 * 60, said);
    assert.ok(report.left_nothing_behind);
    assert.deepEqual(report.troubles.refused, {});
    assert.equal(report.troubles.not_understood, 0);
    assert.match(readFileSync(page, 'utf8'), /^<!doctype html>/);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /^candour_rooms 0$/m);
  });

  test('phones that never read keep their line until it breaks', async () => {
    // For longer than anybody who waits at the door has patience.
    const { said, report } = await load(
      server.url,
      '--participants',
      '40',
      '--never-read',
      '40',
      '--answer-over',
      '11s',
    );
    assert.ok(report.never_read > 5, said);
    assert.equal(report.stormed, report.came_in - report.never_read, said);
    assert.equal(report.answers_kept, report.answers_due, said);
  });

  test('says with its exit code that a threshold does not hold', async () => {
    const { code, report } = await load(server.url, '--participants', '20', '--max-answer-ms', '0');
    assert.equal(code, 3);
    assert.equal(report.verdict.holds, false);
  });
});

test('interrupted, it still leaves nothing behind', async () => {
  const server = await startServer('--metrics');
  try {
    const child = spawn(loader, [server.url, ...short, '--answer-over', '20s'], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const [line] = await once(child.stderr, 'data'); // its first progress: the room is made
    assert.match(String(line), /opening the room/);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    assert.equal(code, 2);
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /^candour_rooms 0$/m);
  } finally {
    await server.stop();
  }
});

describe('the limit that was set on a server is found within a tenth', () => {
  async function find(server, set, limit) {
    try {
      const { code, said, report } = await load(
        server.url,
        '--until-it-breaks',
        '--participants',
        '150',
        '--max-join-ms',
        '1000',
      );
      assert.equal(code, 0, said);
      assert.equal(report.verdict.limit, limit, said);
      const { limit_at: found } = report.verdict;
      assert.ok(found > set * 0.9 && found < set * 1.1, said);
    } finally {
      await server.stop();
    }
  }

  test('people in a room', async () => {
    await find(await startServer('--max-people-per-room', '220'), 220, 'room_bound');
  });

  test('people in all rooms together', async () => {
    await find(await startServer('--max-people', '240'), 240, 'server_bound');
  });
});

test('what cannot be tried ends with 2: another machine, TLS, nobody there', async () => {
  for (const [url, why] of [
    ['http://192.0.2.1:8080/', /--i-may-load-this-host/],
    ['https://127.0.0.1/', /TLS/],
    ['http://127.0.0.1:1/', /cannot be reached/],
  ]) {
    const { code, said } = await load(url, '--participants', '5');
    assert.equal(code, 2);
    assert.match(said, why);
  }
});
