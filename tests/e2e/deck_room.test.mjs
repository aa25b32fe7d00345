/** `candour serve --deck` on a folder that outlives it: the room goes on, and nobody leads by what is printed again. */
import assert from 'node:assert/strict';
import { hkdfSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { startServerForDeck } from './server.mjs';
import { wires } from './wire.mjs';

const folder = mkdtempSync(join(tmpdir(), 'candour-deck-room-'));
const deckFile = join(folder, 'deck.json');
after(() => rmSync(folder, { recursive: true, force: true }));

const slide = (title) => ({ kind: 'content', id: 'welcome', title, markdown: '' });
const write = (title, indent) =>
  writeFileSync(
    deckFile,
    JSON.stringify(
      { format: 'candour.deck/1', title: 'A day', language: 'en', slides: [slide(title)] },
      null,
      indent,
    ),
  );

/** By a facilitator's link, as its page does it. */
function lead(t, server, { code, facilitator }) {
  const capability = Buffer.from(new URL(facilitator).hash.slice(1), 'base64url');
  const token = hkdfSync('sha256', capability, '', 'candour facilitator token', 16);
  return wires(t, server, {
    code,
    facilitator: Buffer.from(token).toString('base64url'),
  }).facilitator();
}

/** Starts, waits for the links, lets `act` look at them, and ends. */
async function start(more, act = () => {}) {
  const server = await startServerForDeck(join(folder, 'data'), deckFile, ...more);
  try {
    const said = await server.saidOnce(/Ctrl-C ends/);
    const link = (letter) =>
      /\S+$/.exec(new RegExp(`http\\S+/${letter}/\\S+`).exec(said)?.[0] ?? '')?.[0];
    const code = /or type (\w{4})-(\w{4})/.exec(said).slice(1).join('');
    const room = { said, code, join: link('j'), facilitator: link('f'), projector: link('p') };
    await act(room, server);
    return room;
  } finally {
    assert.equal(await server.stop(), 0);
  }
}

test('a deck’s room goes on at the next start, and another is made when that is wanted', async (t) => {
  write('Welcome');
  const first = await start([]);
  assert.match(first.facilitator, new RegExp(`/f/${first.code}#[\\w-]{43}$`));
  const kept = join(folder, 'data', 'deck-rooms');
  assert.equal(statSync(kept).mode & 0o777, 0o600);
  assert.match(readFileSync(kept, 'utf8'), /^[0-9a-f]{32}\n$/, 'an id, and nothing else');

  await t.test(
    'the same links lead to the same room, and the facilitator’s is not there again',
    async () => {
      write('Welcome', 4); // written in another way, and the same deck
      const again = await start([], async (room, server) => {
        assert.equal(new URL(room.join).pathname, new URL(first.join).pathname);
        assert.equal(new URL(room.join).hash, new URL(first.join).hash);
        assert.match(room.said, /no copy of it\s+is kept here/);
        assert.match(room.said, /--new-room/);
        assert.doesNotMatch(room.said, /\/[fp]\//);
        await lead(t, server, first); // the link of then steers it
      });
      assert.equal(again.code, first.code);
      assert.match(readFileSync(kept, 'utf8'), /^[0-9a-f]{32}\n$/);
    },
  );

  await t.test('a deck that was changed gets a room, and the earlier one is named', async () => {
    write('Welcome, everybody');
    const changed = await start([]);
    assert.notEqual(changed.code, first.code);
    assert.ok(changed.facilitator);
    assert.ok(changed.said.includes(`${first.code.slice(0, 4)}-${first.code.slice(4)}`));
    write('Welcome');
    assert.equal((await start([])).code, first.code);
  });

  await t.test('--new-room makes another one, which then goes on', async () => {
    const other = await start(['--new-room']);
    assert.notEqual(other.code, first.code);
    assert.ok(other.facilitator);
    assert.equal((await start([])).code, other.code);
  });
});

test('a room that has ended does not go on', async (t) => {
  write('Goodbye');
  const ended = await start([], async (room, server) => {
    const wire = await lead(t, server, room);
    assert.equal((await wire.control('end')).type, 'ack');
  });
  assert.notEqual((await start([])).code, ended.code);
});
