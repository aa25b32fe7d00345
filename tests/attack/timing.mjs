/**
 * Times another room's answers by the acks of a room of one's own on the same server (rule A7).
 *
 *   CANDOUR=build/release/candour node tests/attack/timing.mjs [SECONDS]
 *
 * The intruder leads a room of their own, gives it an order every 14 ms and learns for so many seconds when each is
 * acked while nobody else does anything. Then, in another process and room, people answer at random moments. Whenever
 * an ack comes at another moment than it learned to expect, the intruder says "somebody has answered just now". Printed
 * is for how many answers that is right to within 50 ms, beside for how many moments drawn at random it would be.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { openRoom, startServer, startServerOn } from '../e2e/server.mjs';
import { openSocket, send } from './websocket.mjs';

const seconds = Number(process.argv[2] ?? 60);
const desks = 12;
const spacing = 14;
/** To within how many ms the intruder wants to know. */
const near = 50;
const now = () => Number(process.hrtime.bigint()) / 1e6;
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)));
const id = (number) => String(number).padStart(22, 'A');

const deck = {
  format: 'candour.deck/1',
  title: 'T',
  slides: [
    {
      kind: 'choice',
      id: 'a',
      prompt: 'Where?',
      options: [
        { id: 'o0', text: 'Here' },
        { id: 'o1', text: 'There' },
      ],
      level: 'open',
    },
    { kind: 'content', id: 'b', title: 'B' },
  ],
};

async function join(server, hello) {
  const line = await openSocket(server);
  send(line, { type: 'hello', version: 1, ...hello });
  for (;;) {
    const message = await line.message();
    if (message === null || message.type === 'refusal') throw new Error(JSON.stringify(message));
    if (message.type === 'snapshot') return line;
  }
}

async function acked(line, wanted) {
  for (;;) {
    const message = await line.message();
    if (message === null) throw new Error('the line ended');
    if (message.id !== wanted) continue;
    if (message.type !== 'ack') throw new Error(JSON.stringify(message));
    return now();
  }
}

async function lead(server, room) {
  return join(server, { role: 'facilitator', code: room.code, capability: room.facilitator });
}

/** Those next door: 40 phones, of which one answers every 350 ms on average. Tells when each was sent. */
async function people(server, room, answers) {
  const desk = await lead(server, room);
  send(desk, { type: 'control', id: id(1), action: 'go_to', slide: 'a' });
  await acked(desk, id(1));
  send(desk, { type: 'control', id: id(2), action: 'open', question: 'a' });
  await acked(desk, id(2));
  const phones = [];
  for (let i = 0; i < 40; ++i)
    phones.push(await join(server, { role: 'participant', code: room.code }));
  const sent = [];
  for (let i = 0; i < answers; ++i) {
    await sleep(-Math.log(1 - Math.random()) * 350);
    const response = { kind: 'choice', picks: i % 2 === 0 ? '10' : '01' };
    const message = { question: 'a', round: 1, announcement: 0, response };
    sent.push(now());
    send(phones[i % phones.length], { type: 'submit', id: id(i + 10), ...message });
  }
  for (const line of [desk, ...phones]) line.hangUp();
  return sent;
}

/** The intruder's orders and when each was acked, until `over()`. */
async function watch(lines, over) {
  const seen = [];
  const waiting = new Set();
  let at = now();
  for (let i = 0; !over(); ++i) {
    at = Math.max(at + spacing, now());
    await sleep(at - now());
    const line = lines[i % lines.length];
    const sent = now();
    const name = id(watch.said++);
    send(line, { type: 'control', id: name, action: 'go_to', slide: watch.said % 2 ? 'a' : 'b' });
    const ack = acked(line, name).then((came) => seen.push({ sent, came }));
    waiting.add(ack);
    void ack.finally(() => waiting.delete(ack));
  }
  await Promise.all(waiting);
  return seen;
}
watch.said = 1_000;

const sorted = (numbers) => numbers.toSorted((a, b) => a - b);
const quantile = (numbers, part) => sorted(numbers)[Math.floor(part * (numbers.length - 1))];

/** Where in 10 ms most acks come, by the largest sum of cosines. */
function phaseOf(seen) {
  let [x, y] = [0, 0];
  for (const { came } of seen) {
    x += Math.cos((came / 10) * 2 * Math.PI);
    y += Math.sin((came / 10) * 2 * Math.PI);
  }
  const turn = Math.atan2(y, x) / (2 * Math.PI);
  return (turn < 0 ? turn + 1 : turn) * 10;
}

/** What about an ack may be out of the ordinary. */
function features(phase) {
  const fromGrid = (came) => ((((came - phase) % 10) + 15) % 10) - 5;
  const nextTick = (at) => Math.ceil((at - phase) / 10) * 10 + phase;
  return {
    'how long it took': ({ sent, came }) => came - sent,
    'its place in 10 ms': ({ came }) => fromGrid(came),
    'the tick at which it came': ({ sent, came }) => came - (nextTick(sent + 0.3) + 10),
  };
}

/** For how many of these moments there is an alarm within reach. */
function found(moments, alarms) {
  const right = moments.filter((at) => alarms.some((alarm) => Math.abs(alarm - at) <= near));
  return right.length / moments.length;
}

/** Every way to tell an ack that is out of the ordinary, with the moments at which it says that somebody answered. */
function signsOf(quiet, seen) {
  const signs = [];
  for (const [kind, of] of Object.entries(features(phaseOf(quiet)))) {
    const usual = quiet.map(of);
    for (const part of [0.001, 0.003, 0.01, 0.03, 0.1])
      for (const side of ['low', 'high', 'both']) {
        const low = side === 'high' ? -Infinity : quantile(usual, part);
        const high = side === 'low' ? Infinity : quantile(usual, 1 - part);
        const odd = seen.filter((each) => of(each) < low || of(each) > high);
        // Somebody answered before the ack, by half a tick or so.
        signs.push({ name: `${kind} (${side}, ${part})`, alarms: odd.map(({ came }) => came - 8) });
      }
  }
  return signs;
}

function rate({ alarms }, answered, [from, to]) {
  const hits = found(
    answered.filter((at) => at >= from && at < to),
    alarms,
  );
  const drawn = Array.from({ length: 3_000 }, () => from + Math.random() * (to - from));
  const chance = found(drawn, alarms);
  return { hits, chance, gain: hits - chance };
}

async function attack(server) {
  const [own, other] = [await openRoom(server, deck), await openRoom(server, deck)];
  const lines = [];
  for (let i = 0; i < desks; ++i) lines.push(await lead(server, own));
  const until = now() + seconds * 500;
  const quiet = await watch(lines, () => now() > until);
  const child = fork(new URL(import.meta.url).pathname, ['people', server.url], {
    env: {
      ...process.env,
      ROOM: JSON.stringify(other),
      ANSWERS: String(Math.ceil(seconds / 0.35)),
    },
  });
  let answered = null;
  void once(child, 'message').then(([sent]) => (answered = sent));
  const seen = await watch(lines, () => answered !== null);
  for (const line of lines) line.hangUp();
  const middle = answered[Math.floor(answered.length / 2)];
  const signs = signsOf(quiet, seen);
  // The sign is chosen by the first half, where the intruder may have known the answers, and judged by the second.
  const [learnt, judged] = [
    [answered[0], middle],
    [middle, answered.at(-1)],
  ].map((span) => signs.map((sign) => rate(sign, answered, span)));
  const best = learnt.reduce((a, each, i) => (each.gain > learnt[a].gain ? i : a), 0);
  const { hits, chance } = judged[best];
  const took = sorted(seen.map(({ sent, came }) => came - sent));
  const percent = (part) => `${(100 * part).toFixed(1)}%`;
  console.log(
    `${answered.length} answers, ${seen.length} acks (half within ${quantile(took, 0.5).toFixed(1)} ms, 99 of 100 within ` +
      `${quantile(took, 0.99).toFixed(1)}). Timed to within ${near} ms: ${percent(hits)}, by chance ` +
      `${percent(chance)}; the best sign: ${signs[best].name}.`,
  );
}

if (process.argv[2] === 'people') {
  const server = { url: process.argv[3] };
  const sent = await people(server, JSON.parse(process.env.ROOM), Number(process.env.ANSWERS));
  process.send(sent, () => process.exit(0));
} else {
  const server = process.env.DATA ? await startServerOn(process.env.DATA) : await startServer();
  await attack(server);
  process.exit(await server.stop());
}
