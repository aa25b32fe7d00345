/** Rule A5 of the proxies that docs/operators.md recommends: they serve Candour, and write down nobody who comes. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { connect as connectSecurely } from 'node:tls';
import { WebSocket } from 'ws';
import { exampleOf, programOf, startProxy } from './proxies.mjs';
import { startServer } from './server.mjs';

const address = '127.77.203.9';
const agent = 'Canary/4711';
const path = '/j/CANARY77';
const traces = [address, agent, 'CANARY77'];

/** The lines of each example without which the proxy would write down who comes. */
const silence = {
  nginx: /^ *(access|error)_log .*\n/gm,
  caddy: /^\{\n(?: .*\n)*\}\n/,
};

const comesFrom = { host: '127.0.0.1', localAddress: address, rejectUnauthorized: false };

/** Asks as a phone would, and gives the status of the answer. */
async function ask(proxy, wanted, { method = 'GET', headers = {} } = {}) {
  const asked = request({
    ...comesFrom,
    port: proxy.port,
    path: wanted,
    method,
    headers: { 'User-Agent': agent, ...headers },
    agent: false,
  });
  asked.flushHeaders();
  const [answer] = await once(asked, 'response');
  answer.resume();
  asked.destroy();
  return answer.statusCode;
}

/** Sends what is no request, and waits until the proxy has had enough of it. */
async function babble(socket, ready) {
  socket.on('error', () => undefined); // a line that it breaks is as good
  await once(socket, ready);
  socket.resume();
  socket.end(`GET ${path} HTTP/1.1\r\nHost: a b\r\nUser-Agent: ${agent}\r\n${agent}\r\n\r\n`);
  await once(socket, 'close');
}

async function joinRoom(proxy) {
  const socket = new WebSocket(`wss://127.0.0.1:${proxy.port}/ws`, 'candour.v1', {
    ...comesFrom,
    headers: { 'User-Agent': agent },
  });
  socket.on('error', () => undefined);
  await once(socket, 'open');
  return socket;
}

/** Everything that may happen to a proxy and make it complain. */
async function callOn(proxy, server) {
  const port = proxy.port;
  assert.equal(await ask(proxy, path), 200);
  assert.equal(await ask(proxy, '/metrics'), 404, 'the figures are for the operator alone');
  const headers = { 'Content-Type': 'application/json', 'Content-Length': 5_000_000 };
  assert.equal(await ask(proxy, `/api/rooms?${path}`, { method: 'POST', headers }), 413);
  await babble(connectSecurely({ ...comesFrom, port }), 'secureConnect');
  await babble(connect({ port, host: '127.0.0.1', localAddress: address }), 'connect');

  const socket = await joinRoom(proxy);
  const broken = once(socket, 'close');
  await server.kill();
  await broken;
  assert.equal(await ask(proxy, path), 502);
}

/** All that a proxy wrote while it was called on. */
async function visit(name, example) {
  const server = await startServer('--metrics');
  const { port: upstream } = new URL(server.url);
  let proxy;
  try {
    proxy = await startProxy(name, example, upstream);
    await callOn(proxy, server);
  } catch (error) {
    await proxy?.stop();
    throw error;
  } finally {
    await server.kill();
  }
  return proxy.stop();
}

for (const name of ['nginx', 'caddy'])
  describe(`${name}, as docs/operators.md sets it up`, () => {
    const missing = [name, 'openssl'].find((program) => programOf(program) === undefined);
    // Where ./dev has installed them nothing may be left out unnoticed.
    const skip =
      missing !== undefined &&
      process.env.CANDOUR_SKIP !== 'never' &&
      `SKIPPED: ${missing} is not installed (./dev test e2e does that)`;

    test('serves Candour, and writes down nobody who comes, whatever fails', { skip }, async () => {
      const written = await visit(name, exampleOf(name));
      for (const trace of traces) assert.ok(!written.includes(trace), `${trace} in:\n${written}`);
    });

    test('would write them down without the lines that forbid it', { skip }, async () => {
      const example = exampleOf(name);
      const talkative = example.replace(silence[name], '');
      assert.notEqual(talkative, example);
      const written = await visit(name, talkative);
      for (const trace of traces) assert.ok(written.includes(trace), `no ${trace} in:\n${written}`);
    });
  });
