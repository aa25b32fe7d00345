/**
 * Data folders that earlier versions left (earlier/README.md), opened by the server that is packed now: nobody who
 * upgrades loses what was confirmed, and what this version does not read is named and kept.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import Ajv2020 from 'ajv/dist/2020.js';
import { newId, wires } from '../e2e/wire.mjs';
import { ended, folderFor, made, repository, run, untilSaid } from './made.mjs';
import { spawn } from 'node:child_process';

const archives = readdirSync(join(repository, 'tests/package/earlier'))
  .filter((name) => name.endsWith('.tar.gz'))
  .map((name) => basename(name, '.tar.gz'));

/** The days in the archives are long over when this is read: here nothing ends by its age. */
const keptForLong = ['--keep-sealed', '3650d', '--idle-until-sealed', '365d'];

async function opened(t, name) {
  const folder = folderFor(t);
  run('dpkg-deb', ['--extract', made('candour', '.deb'), folder]);
  const archive = join(repository, 'tests/package/earlier', `${name}.tar.gz`);
  // As of now: the day on which a room was last used is that of its key's file.
  run('tar', ['--extract', '--touch', `--file=${archive}`, `--directory=${folder}`]);
  const data = join(folder, 'data');
  const words = ['serve', '--listen', '127.0.0.1:0', '--data', data, ...keptForLong];
  const child = spawn(join(folder, 'usr/bin/candour'), words, {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  const [, url] = await untilSaid(child, /listening on (http:\/\/\S+)/, 120_000);
  return {
    data,
    child,
    url,
    said: () => said,
    expected: JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')),
    ready: await (await fetch(`${url}/readyz`)).text(),
  };
}

const schemas = new Ajv2020({ strict: false, allErrors: true });
schemas.addFormat('uri', true);
const schemaFolder = join(repository, 'protocol/schema');
for (const file of readdirSync(schemaFolder, { recursive: true }))
  if (file.endsWith('.json')) schemas.addSchema(JSON.parse(readFileSync(join(schemaFolder, file))));
const reportOfNow = schemas.getSchema('https://candour.invalid/v1/server/report.json');

/** The room that had ended: its facilitators find the same report, in a form that today's pages read. */
async function reportIsThere(t, server, room) {
  const facilitator = await wires(t, server, room).facilitator();
  assert.equal(facilitator.first.phase, 'ended');
  const report = await facilitator.take('report');
  assert.deepEqual(report, room.report);
  assert.ok(reportOfNow(report), JSON.stringify(reportOfNow.errors));
}

/** The room that was open goes on: everybody is who they were, and each answer counts once. */
async function roomGoesOn(t, server, room) {
  const enter = wires(t, server, room);
  const facilitator = await enter.facilitator();
  const sums = ({ words }) => Object.fromEntries(words.map(({ text, people }) => [text, people]));
  const seen = await facilitator.sees(({ tally }) => tally?.people === room.tickets.length);
  assert.deepEqual(sums(seen.tally), sums(room.tally));
  const secret = room.secret ? { secret: room.secret } : {};
  const person = await enter.participant({ ticket: room.tickets[0], ...secret });
  assert.equal(person.welcome.ticket, room.tickets[0]);
  const mine = await person.ask({ type: 'mine', id: newId() });
  assert.deepEqual(
    mine.records.map(({ question, response }) => [question, response]),
    [
      ['where', { kind: 'choice', picks: '10' }],
      ['mood', { kind: 'word_cloud', words: ['Safe-space'] }],
    ],
  );
  const change = { kind: 'word_cloud', words: ['rested'] };
  const fields = { type: 'submit', id: newId(), question: 'mood', round: 1, response: change };
  assert.equal((await person.ask(fields)).type, 'ack');
  const changed = await facilitator.sees(({ tally }) =>
    tally?.words.some(({ text }) => text === 'rested'),
  );
  assert.equal(changed.tally.people, room.tickets.length);
}

/** What no version reads any more that counts company: such a room stays closed, and is kept. */
const beforeCompany = ['2026-11-26'];

async function roomStaysClosed(t, server, room) {
  assert.match(server.said(), /was written by another version of Candour.*start the version/);
  assert.match(server.ready, /^ready\b[^]*Rooms of another version of Candour.*: 1\./);
  const line = await wires(t, server, room).open();
  const hello = { role: 'facilitator', code: room.code, capability: room.facilitator };
  assert.equal((await line.hello(hello)).code, 'not_kept');
}

for (const name of archives)
  test(`what a server of ${name} left opens, and opens again`, async (t) => {
    const server = await opened(t, name);
    const { live, ended: over } = server.expected;
    assert.match(server.ready, /^ready/);
    const keys = readdirSync(join(server.data, 'keys'));
    assert.equal(keys.length, 1, 'the key of the room that had not ended');
    await reportIsThere(t, server, over);
    if (beforeCompany.includes(name)) await roomStaysClosed(t, server, live);
    else {
      assert.doesNotMatch(server.said(), /another version|damaged|cannot be read/);
      await roomGoesOn(t, server, live);
    }
    assert.equal(await ended(server.child), 0);
    assert.deepEqual(readdirSync(join(server.data, 'keys')), keys, 'and it is kept');
    assert.ok(existsSync(join(server.data, 'candour.db')));
  });

test('there is one of each form that rooms were ever written in', () => {
  assert.ok(archives.length >= 3);
  const source = readFileSync(join(repository, 'server/app/room/batch_codec.cpp'), 'utf8');
  const [, form] = /batch_format = (\d+);/.exec(source);
  const told = readFileSync(join(repository, 'tests/package/earlier/README.md'), 'utf8');
  for (const name of archives) assert.ok(told.includes(`\`${name}.tar.gz\``), name);
  assert.ok(told.includes(`| form ${form}`), 'a new form: keep a folder that was written in it');
});
