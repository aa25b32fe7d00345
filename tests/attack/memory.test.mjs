/** What strangers can make a server hold: it refuses, lives on, and ends when it is told to. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { openRoom, postDeck, startServer, startServerWithMemory } from '../e2e/server.mjs';
import { Line } from './line.mjs';

const largest = 4_194_304;
const deck = {
  format: 'candour.deck/1',
  title: 'T',
  slides: [{ kind: 'content', id: 'a', title: 'A' }],
};
const skip = process.platform !== 'linux' && 'RLIMIT_AS and /proc are Linux’s';

/** As much of the largest deck as has no end. */
async function unfinished(server) {
  const line = await Line.open(server);
  line.say(
    `POST /api/decks/check HTTP/1.1\r\nHost: ${new URL(server.url).host}\r\n` +
      `Content-Type: application/json\r\nContent-Length: ${largest}\r\n\r\n`,
  );
  line.say(Buffer.alloc(largest - 1, ' '));
  return line;
}

/** What came back on each line within a second or so: a status, or nothing yet. */
async function statuses(lines) {
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  return lines.map(({ bytes }) => /^HTTP\/1.1 (\d+)/.exec(bytes.toString('latin1'))?.[1] ?? null);
}

async function isWell(server) {
  const answer = await fetch(`${server.url}/livez`);
  assert.equal(answer.status, 200);
  assert.ok((await openRoom(server, deck)).code);
}

test(
  '54 unfinished decks of 4 MB are refused in 300 MB, and the server lives',
  { skip },
  async () => {
    const server = await startServerWithMemory(300_000, '--metrics');
    const lines = [];
    for (let i = 0; i < 54; ++i) lines.push(await unfinished(server));
    const came = await statuses(lines);
    assert.ok(came.filter((status) => status === '503').length >= 54 - 16, JSON.stringify(came));
    assert.ok(came.filter((status) => status === null).length <= 16, JSON.stringify(came));
    const metrics = await (await fetch(`${server.url}/metrics`)).text();
    assert.match(metrics, /candour_body_bytes [1-9]/);
    assert.match(metrics, /candour_bodies_refused_total [1-9]/);
    for (const line of lines) line.hangUp();
    await isWell(server);
    assert.equal(await server.stop(), 0);
  },
);

test('SIGTERM ends the server within 10 s, with the worst decks and unfinished ones under way', async () => {
  const server = await startServer();
  const slides = Array.from({ length: 90_000 }, (_, i) => ({ kind: 'content', id: `s${i}` }));
  const many = JSON.stringify({ ...deck, slides });
  const nested = `${'['.repeat(1_000_000)}`;
  const marks = JSON.stringify({
    ...deck,
    title: `a${'\u0345'.repeat(500_000)}${'\u0334'.repeat(500_000)}`,
  });
  const asked = [many, nested, marks, many, nested, marks].map((each) =>
    postDeck(server, each).catch(() => null),
  );
  const lines = [await unfinished(server), await unfinished(server)];
  await fetch(`${server.url}/livez`);
  const started = performance.now();
  assert.equal(await server.stop(), 0);
  assert.ok(performance.now() - started < 10_000, 'it ends within 10 s');
  await Promise.all(asked);
  for (const line of lines) line.hangUp();
});

test('a server with no memory left for another thread ends when it is told to', { skip }, async () => {
  const server = await startServer();
  await isWell(server);
  const [, kilobytes] = /^VmSize:\s+(\d+) kB$/m.exec(
    readFileSync(`/proc/${server.pid}/status`, 'utf8'),
  );
  execFileSync('prlimit', ['--pid', `${server.pid}`, `--as=${Number(kilobytes) * 1_024}`]);
  assert.equal(await server.stop(), 0);
});
