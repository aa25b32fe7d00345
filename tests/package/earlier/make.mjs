/**
 * Writes a data folder as one version of Candour leaves it, for earlier.test.mjs: a room in which people are answering,
 * and one that has ended.
 *
 *   node make.mjs TREE BINARY OUT.tar.gz
 *
 * TREE is a checkout of that version whose tests/e2e has its npm packages, and BINARY its `candour`: each version is
 * spoken to by its own tests' client. Beside the folder the archive has expected.json: who was in it, and what all of
 * them saw last.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [tree, binary, out] = process.argv.slice(2).map((path) => resolve(path));
process.env.CANDOUR = binary;
const load = (name) => import(pathToFileURL(join(tree, 'tests/e2e', name)).href);
const { openRoom, startServerOn } = await load('server.mjs');
const { newId, wires } = await load('wire.mjs');

const deck = {
  format: 'candour.deck/1',
  title: 'Kept since then',
  language: 'en',
  slides: [
    { kind: 'content', id: 'agreement', title: 'What we agree on', markdown: '- **Be kind.**' },
    {
      kind: 'choice',
      id: 'where',
      prompt: 'Where do you work?',
      options: [
        { id: 'ward', text: 'On a ward' },
        { id: 'office', text: 'In an office' },
      ],
      level: 'open',
    },
    { kind: 'word_cloud', id: 'mood', prompt: 'How was this week?', entries: 2, level: 'open' },
    {
      kind: 'scale',
      id: 'outcomes',
      prompt: 'How far do you agree?',
      statements: [
        { id: 'heard', text: 'I feel heard' },
        { id: 'safe', text: 'I feel safe' },
      ],
      level: 'open',
    },
    { kind: 'free_text', id: 'more', prompt: 'What should we know?' },
  ],
};

const responses = {
  where: (at) => ({ kind: 'choice', picks: at % 2 === 0 ? '10' : '01' }),
  mood: (at) => ({ kind: 'word_cloud', words: [at % 2 === 0 ? 'Safe-space' : 'tired'] }),
  outcomes: (at) => ({
    kind: 'scale',
    values: [at === 1 ? '---' : `00${at}`, at === 0 ? 'n/a' : `00${10 - at}`],
  }),
  more: (at) => ({ kind: 'free_text', texts: [`What person ${at} wrote`] }),
};

/** What a test is to the helpers of tests/e2e. */
const leftovers = [];
const t = { after: (action) => leftovers.push(action) };

/** Six people answer each of the questions; the last of them stays open. */
async function hold(server, questions) {
  const room = await openRoom(server, deck);
  const enter = wires(t, server, room);
  const facilitator = await enter.facilitator();
  const people = [];
  for (let at = 0; at < 6; ++at)
    people.push(await enter.participant(room.secret ? { secret: room.secret } : {}));
  for (const question of questions) {
    await facilitator.control('go_to', { slide: question });
    await facilitator.control('open', { question });
    for (const [at, person] of people.entries()) {
      await person.sees((state) => state.question?.id === question);
      const reply = await person.ask({
        type: 'submit',
        id: newId(),
        question,
        round: 1,
        response: responses[question](at),
      });
      if (reply.type !== 'ack') throw new Error(`${question}: ${JSON.stringify(reply)}`);
    }
  }
  return { room, facilitator, tickets: people.map(({ welcome }) => welcome.ticket) };
}

const folder = mkdtempSync(join(tmpdir(), 'candour-earlier-'));
try {
  const server = await startServerOn(join(folder, 'data'));
  const live = await hold(server, ['where', 'mood']);
  const tally = (await live.facilitator.sees((state) => state.tally?.people === 6)).tally;
  const ended = await hold(server, ['where', 'mood', 'outcomes', 'more']);
  await ended.facilitator.control('end');
  const report = await ended.facilitator.take('report');
  await Promise.all(leftovers.map((close) => close()));
  if ((await server.stop()) !== 0) throw new Error(server.said());
  const expected = {
    live: { ...live.room, tickets: live.tickets, tally },
    ended: { ...ended.room, report },
  };
  writeFileSync(join(folder, 'expected.json'), JSON.stringify(expected, null, 2));
  const words = ['--create', '--gzip', '--owner=0', '--group=0', `--file=${out}`];
  execFileSync('tar', [...words, `--directory=${folder}`, 'data', 'expected.json']);
} finally {
  rmSync(folder, { recursive: true });
}
