/**
 * The figures of docs/security.md: each attack by which something was measured, against a server of its own.
 *
 *   node tests/attack/measure.mjs [rooms | guesses | thousand | joins | deck | submits | words | rewrites]...
 *
 * By default build/release/candour; CANDOUR names another one, so that an older binary can be measured beside it.
 */
import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRoom, postDeck, startServer, startServerOn } from '../e2e/server.mjs';
import { Person } from './person.mjs';
import { asAPage } from './page.mjs';
import { openSocket, send } from './websocket.mjs';

const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const guess = () =>
  Array.from({ length: 8 }, () => letters[Math.floor(Math.random() * letters.length)]).join('');
/** From one address that is not this machine's, as a trusted proxy would say it. */
const stranger = { 'X-Forwarded-For': '203.0.113.7' };
const slide = { kind: 'word_cloud', id: 'mood', prompt: 'A word?', level: 'open' };
const texts = { kind: 'free_text', id: 'more', prompt: 'What?', answers: 10, level: 'open' };
const deckOf = (...slides) => ({ format: 'candour.deck/1', title: 'A deck', slides });
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const seconds = (since) => ((performance.now() - since) / 1_000).toFixed(1);

function tallied(list) {
  const tally = {};
  for (const one of list) tally[one] = (tally[one] ?? 0) + 1;
  return JSON.stringify(tally);
}

/** What comes of `count` tries, so many at a time. */
async function many(count, atOnce, attempt) {
  const outcomes = [];
  let left = count;
  const worker = async () => {
    while (left-- > 0) outcomes.push(await attempt());
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return outcomes;
}

async function hello(server, code, headers) {
  const line = await openSocket(server, '127.0.0.1', headers);
  send(line, { type: 'hello', version: 1, role: 'participant', code });
  const answer = await line.message();
  line.hangUp();
  return answer?.type === 'refusal' ? answer.code : (answer?.type ?? 'nothing');
}

/** Answers of /livez while `work` goes on, in ms: the median and the longest. */
async function livezDuring(server, work) {
  const took = [];
  let done = false;
  const working = work().finally(() => (done = true));
  do {
    const started = performance.now();
    await fetch(`${server.url}/livez`);
    took.push(performance.now() - started);
    await wait(20);
  } while (!done);
  took.sort((a, b) => a - b);
  const result = await working;
  return { result, median: took[took.length >> 1].toFixed(0), most: took.at(-1).toFixed(0) };
}

const attacks = {
  async rooms() {
    const server = await startServer('--trusted-proxies', '127.0.0.0/8');
    const body = JSON.stringify(deckOf(slide));
    const agent = new Agent({ keepAlive: true, maxSockets: 20 });
    const headers = { 'Content-Type': 'application/json', ...stranger };
    const open = () =>
      new Promise((resolve) => {
        const options = { agent, method: 'POST', headers };
        const asked = request(`${server.url}/api/rooms`, options, (answer) => {
          answer.resume().on('end', () => resolve(answer.statusCode));
        });
        asked.on('error', () => resolve('no answer')).end(body);
      });
    const started = performance.now();
    const outcomes = await many(6_000, 20, open);
    console.log(`6,000 rooms from one address: ${tallied(outcomes)} in ${seconds(started)} s`);
    agent.destroy();
    await server.stop();
  },

  async guesses() {
    const server = await startServer('--trusted-proxies', '127.0.0.0/8');
    const { code } = await openRoom(server, deckOf(slide));
    let done = false;
    let guessed = 0;
    const guesser = async () => {
      while (!done) {
        const line = await openSocket(server, '127.0.0.1', stranger);
        for (let said = 0; said < 15 && !done && !line.ended; ++said) {
          send(line, { type: 'hello', version: 1, role: 'participant', code: guess() });
          if ((await line.message()) === null) break;
          ++guessed;
        }
        line.hangUp();
      }
    };
    const guessers = Array.from({ length: 100 }, guesser);
    await wait(5_000);
    const before = guessed;
    await wait(5_000);
    const rate = (guessed - before) / 5;
    const started = performance.now();
    const people = await Promise.all(
      Array.from({ length: 40 }, () => hello(server, code, stranger)),
    );
    console.log(
      `100 lines guess ${rate} times a second; 40 people of the same address who type a right code:`,
    );
    console.log(`  ${tallied(people)} within ${seconds(started)} s`);
    done = true;
    await Promise.all(guessers);
    await server.stop();
  },

  async thousand() {
    const server = await startServer('--trusted-proxies', '127.0.0.0/8');
    const { code } = await openRoom(server, deckOf(slide));
    const started = performance.now();
    const people = await Promise.all(
      Array.from({ length: 1_000 }, () => hello(server, code, stranger)),
    );
    console.log(`1,000 people behind one address: ${tallied(people)} in ${seconds(started)} s`);
    await server.stop();
  },

  async joins() {
    const server = await startServer('--trusted-proxies', '127.0.0.0/8');
    const room = await openRoom(server, deckOf(slide));
    const join = async () => {
      const line = await openSocket(server, '127.0.0.1', stranger);
      send(line, {
        type: 'hello',
        version: 1,
        role: 'participant',
        code: room.code,
        secret: room.secret,
      });
      const answer = await line.message();
      line.hangUp();
      return answer?.type === 'welcome' ? 'welcome' : (answer?.code ?? 'nothing');
    };
    const started = performance.now();
    const outcomes = await many(5_000, 50, join);
    console.log(
      `5,000 joins of a stranger at one address: ${tallied(outcomes)} in ${seconds(started)} s`,
    );
    await server.stop();
  },

  async deck() {
    const server = await startServer();
    for (const marks of [50_000, 100_000, 900_000]) {
      const title = `a${'\u0345'.repeat(marks)}${'\u0334'.repeat(marks)}`;
      const body = JSON.stringify({ ...deckOf(slide), title });
      const started = performance.now();
      const { result, most } = await livezDuring(server, () => postDeck(server, body));
      const size = (Buffer.byteLength(body) / 1e6).toFixed(1);
      const took = seconds(started);
      console.log(
        `a title of marks, ${size} MB: ${result.status} after ${took} s; /livez within ${most} ms`,
      );
    }
    const started = performance.now();
    await server.stop();
    console.log(`  and the server ends within ${seconds(started)} s`);
  },

  async submits() {
    const server = await startServer();
    const room = await openRoom(server, deckOf(slide));
    const desk = await Person.come(server, room, 'facilitator');
    await desk.control('go_to', { slide: 'mood' });
    await desk.control('open', { question: 'mood' });
    const honest = await Person.come(server, room);
    const waits = async () => {
      const took = [];
      // Twice this, and the room would say that the person changed their answer too often.
      for (let i = 0; i < 45; ++i) {
        const started = performance.now();
        await honest.answer('mood', { kind: 'word_cloud', words: [`word ${i % 2}`] });
        took.push(performance.now() - started);
        await wait(50);
      }
      return took.sort((a, b) => a - b)[22].toFixed(0);
    };
    const alone = await waits();
    const attackers = [];
    for (let i = 0; i < 10; ++i) attackers.push(await openSocket(server));
    const marks = `a${'\u0345'.repeat(3_600)}${'\u0334'.repeat(3_600)}`;
    const timer = setInterval(() => {
      for (const line of attackers)
        send(
          line,
          asAPage({
            type: 'submit',
            id: 'A'.repeat(22),
            question: 'mood',
            round: 1,
            announcement: 0,
            response: { kind: 'word_cloud', words: [marks] },
          }),
        );
    }, 100);
    const beside = await waits();
    clearInterval(timer);
    for (const line of attackers) line.hangUp();
    console.log(
      `an ack takes ${alone} ms (median); beside ten lines that send marks, 16 kB each: ${beside} ms`,
    );
    await Promise.all([desk.leave(), honest.leave()]);
    await server.stop();
  },

  async words() {
    const server = await startServer();
    const question = { kind: 'choice', id: 'where', prompt: 'Where?' };
    question.options = [
      { id: 'a', text: 'A' },
      { id: 'b', text: 'B' },
    ];
    const room = await openRoom(server, deckOf(question));
    const desk = await Person.come(server, room, 'facilitator');
    const all = [];
    for (let i = 0; i < 22; ++i) all.push(await Person.come(server, room));
    await desk.sees((state) => state.joined === 22);
    await desk.control('go_to', { slide: 'where' });
    await desk.control('open', { question: 'where' });
    await all.at(-1).sees((state) => state.question?.phase === 'open');
    const [real, fakes] = [all.slice(0, 6), all.slice(6, 21)];
    let done = false;
    const toggling = (async () => {
      while (!done) {
        for (const fake of fakes) await fake.answer('where', { kind: 'choice', picks: '01' });
        await wait(150); // no faster than the limit on messages takes
        for (const fake of fakes) await fake.withdraw('where');
        await wait(150);
      }
    })();
    const answered = [];
    for (const one of real) {
      await wait(3_000 + Math.random() * 3_000);
      await one.answer('where', { kind: 'choice', picks: '10' });
      answered.push(performance.now());
    }
    await wait(10_000);
    done = true;
    await toggling;
    const said = [];
    for (const { at, message } of desk.heard)
      if (message.progress && message.progress !== said.at(-1)?.word)
        said.push({ at, word: message.progress });
    const moments = said.slice(1).map(({ at }) => at);
    const timed = answered.filter((at) => moments.some((when) => Math.abs(when - at) < 12));
    console.log(
      `words about progress in ${((performance.now() - said[0].at) / 1_000).toFixed(0)} s: ${said.map(({ word }) => word).join(', ')};`,
    );
    console.log(
      `  of 6 answers ${timed.length} timed within 12 ms by 15 fakes that answer and withdraw`,
    );
    await Promise.all([desk, ...all].map((one) => one.leave()));
    await server.stop();
  },

  async rewrites() {
    const folder = mkdtempSync(join(tmpdir(), 'candour-rewrites-'));
    const server = await startServerOn(folder);
    const room = await openRoom(server, deckOf(texts));
    const desk = await Person.come(server, room, 'facilitator');
    await desk.control('go_to', { slide: 'more' });
    await desk.control('open', { question: 'more' });
    const one = await Person.come(server, room);
    const written = () =>
      readdirSync(folder, { recursive: true })
        .map((name) => statSync(join(folder, name)))
        .reduce((sum, file) => sum + (file.isFile() ? file.size : 0), 0);
    const before = written();
    const outcomes = [];
    for (let i = 0; i < 115; ++i) {
      const long = Array.from({ length: 10 }, () => `${i} ${'\u{1F468}'.repeat(380)}`);
      outcomes.push(await one.answer('more', { kind: 'free_text', texts: long }));
      await wait(110); // no faster than the limit on messages takes
    }
    const bytes = ((written() - before) / 1e6).toFixed(1);
    console.log(`one line changes its answer: ${tallied(outcomes)}; ${bytes} MB more on the disk`);
    await Promise.all([desk.leave(), one.leave()]);
    await server.stop();
    rmSync(folder, { recursive: true });
  },
};

const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(attacks);
for (const name of chosen) {
  if (attacks[name] === undefined) {
    console.error(`no attack is called '${name}'; there are ${Object.keys(attacks).join(', ')}`);
    process.exit(2);
  }
  await attacks[name]();
}
