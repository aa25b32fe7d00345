/** What strangers send in masses: the server goes on answering others, and ends within 10 s. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openRoom, postDeck, startServer } from '../e2e/server.mjs';
import { Line } from './line.mjs';
import { asAPage } from './page.mjs';
import { frame, opcodes, openSocket, send } from './websocket.mjs';

const slide = (title) => ({ kind: 'content', id: 'a', title });
const deckOf = (title) =>
  JSON.stringify({ format: 'candour.deck/1', title: 'T', slides: [slide(title)] });

/** How long somebody else waits for an answer, in ms. */
async function wait(server) {
  const started = performance.now();
  const answer = await fetch(`${server.url}/livez`);
  assert.equal(answer.status, 200);
  return performance.now() - started;
}

/** The code with which the server says goodbye; pongs and refusals before it are passed over. */
async function goodbye(line) {
  for (;;) {
    const next = await line.frame();
    if (next === null) return null;
    if (next.opcode === opcodes.close) return next.payload.readUInt16BE(0);
  }
}

test('a title of marks that move holds nobody up, and neither does one of a single endless family', async () => {
  const server = await startServer();
  // 45 minutes of work before texts were bounded.
  const marks = deckOf(`a${'\u0345'.repeat(900_000)}${'\u0334'.repeat(900_000)}`);
  const family = deckOf('\u{1F468}\u200D'.repeat(500_000));
  const room = await openRoom(server, JSON.parse(deckOf('T')));
  const posts = [marks, family, marks, family].map((deck) => postDeck(server, deck));
  assert.ok((await wait(server)) < 3_000);
  for (const answer of await Promise.all(posts)) assert.equal(answer.status, 422);
  const line = await openSocket(server);
  for (let i = 0; i < 15; ++i) {
    const words = [`a${'\u0345'.repeat(3_500)}${'\u0334'.repeat(3_500)}`];
    const response = { kind: 'word_cloud', words };
    const submit = { type: 'submit', id: 'A'.repeat(22), question: 'a', round: 1, announcement: 0 };
    send(line, asAPage({ ...submit, response }));
  }
  assert.equal((await line.message())?.code, 'hello_first');
  assert.ok((await wait(server)) < 3_000);
  line.hangUp();
  assert.ok(room.code);
  const started = performance.now();
  assert.equal(await server.stop(), 0);
  assert.ok(performance.now() - started < 10_000, 'it ends within 10 s');
});

test('a line that pings without end, or says nothing in pieces, is ended', async () => {
  const server = await startServer();
  const pieces = {
    pings: frame(opcodes.ping, ''),
    pongs: frame(opcodes.pong, ''),
    'empty fragments': frame(opcodes.continuation, '', { fin: false }),
  };
  for (const [name, piece] of Object.entries(pieces)) {
    const line = await openSocket(server);
    if (name === 'empty fragments') line.say(frame(opcodes.text, '', { fin: false }));
    const many = Buffer.concat(Array.from({ length: 1_000 }, () => piece));
    line.say(many);
    assert.equal(await goodbye(line), 4003, name);
    line.hangUp();
  }
  assert.ok((await wait(server)) < 3_000);
  assert.equal(await server.stop(), 0);
});

test('a line without a hello is ended after 10 s, whatever else comes on it', async () => {
  const server = await startServer();
  const trickles = {
    nothing: () => null,
    pings: (line) => line.say(frame(opcodes.ping, '')),
    messages: (line) => send(line, '{"type":"ping"}'),
    'wrong hellos': (line) => send(line, { type: 'hello', version: 2 }),
  };
  await Promise.all(
    Object.entries(trickles).map(async ([name, trickle]) => {
      const line = await openSocket(server);
      const started = performance.now();
      const timer = setInterval(() => trickle(line), 1_500);
      assert.equal(await goodbye(line), 4001, name);
      line.hangUp();
      clearInterval(timer);
      const took = performance.now() - started;
      assert.ok(took > 9_000 && took < 14_900, `${name}: ended after ${took} ms`);
    }),
  );
  assert.equal(await server.stop(), 0);
});

test('requests that never end do not keep others out', async () => {
  const server = await startServer();
  const host = new URL(server.url).host;
  const lines = [];
  for (let i = 0; i < 200; ++i) {
    const line = await Line.open(server);
    const head = `POST /api/rooms HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n`;
    line.say([`GET / HT`, head, `${head}Content-Length: 4194304\r\n\r\n{`][i % 3]);
    lines.push(line);
  }
  assert.ok((await wait(server)) < 3_000);
  const started = performance.now();
  assert.equal(await server.stop(), 0);
  assert.ok(performance.now() - started < 10_000, 'it ends within 10 s');
  for (const line of lines) line.hangUp();
});
