// A stand-in for the server while the pages are made: it speaks candour.v1 well enough to look at every screen, keeps
// nothing, protects nobody, and takes every capability. `node test/fake-server.mjs [port] [deck.json]`; then
// `npm run dev`. `GET /people?count=12` lets made-up people answer the current question.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const port = Number(process.argv[2] ?? 8080);
const deckFile = process.argv[3] ?? new URL('fake-deck.json', import.meta.url);
const groupOf = { open: 1, protected: 5, strict: 10 };
const id22 = () => randomBytes(16).toString('base64url');

function withDefaults(deck) {
  const slides = deck.slides.map((slide) => {
    const question = { level: 'protected', results: 'live' };
    if (slide.kind === 'content') return { markdown: '', ...slide };
    if (slide.kind === 'word_cloud') return { entries: 3, ...question, ...slide };
    if (slide.kind === 'free_text') return { answers: 1, max_length: 1000, ...question, ...slide };
    if (slide.kind === 'choice') return { select: 'one', ...question, ...slide };
    const range = { min: 0, max: 10, min_label: '', max_label: '', ...slide.range };
    return { not_applicable: true, ...question, ...slide, range };
  });
  return { language: 'en', ...deck, slides };
}

const code = process.env.CODE ?? 'K7MPX4QA';
const deck = withDefaults(JSON.parse(readFileSync(deckFile, 'utf8')));
const links = { join: `/j/${code}#${'S'.repeat(22)}`, projector: `/p/${code}#${'P'.repeat(22)}` };
const room = { code, title: deck.title, language: deck.language };
const people = new Set();
let revision = 1;
let phase = 'live';
let current = null;
const questions = new Map(
  deck.slides
    .filter((slide) => slide.kind !== 'content')
    .map((slide) => [
      slide.id,
      {
        slide,
        round: 1,
        phase: 'waiting',
        revealed: slide.results === 'live',
        joined: 0,
        answers: new Map(),
        hidden: new Set(),
      },
    ]),
);

const fold = (text) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim();

function tallyOf(question, forFacilitator) {
  const { slide, answers, hidden } = question;
  const responses = [...answers.values()];
  const head = { kind: slide.kind, people: responses.length };
  const seen = (key, item) => (hidden.has(key) ? { ...item, hidden: true } : item);
  const shown = (item) => forFacilitator || !item.hidden;
  switch (slide.kind) {
    case 'choice':
      return {
        ...head,
        options: slide.options.map((_, i) => responses.filter((r) => r.picks[i] === '1').length),
      };
    case 'scale':
      return {
        ...head,
        statements: slide.statements.map((_, i) => {
          const values = responses.map((r) => r.values[i]);
          const numbers = values.filter((v) => v !== 'n/a').map(Number);
          const distribution = Array(slide.range.max - slide.range.min + 1).fill(0);
          numbers.forEach((n) => distribution[n - slide.range.min]++);
          const sum = numbers.reduce((a, b) => a + b, 0);
          const mean = numbers.length ? Math.round((100 * sum) / numbers.length) / 100 : null;
          return {
            n: numbers.length,
            not_applicable: values.length - numbers.length,
            mean,
            distribution,
          };
        }),
      };
    case 'free_text': {
      const texts = responses.flatMap((r) => r.texts).sort();
      return {
        ...head,
        texts: texts.map((text, i) => seen(`1.${i}`, { id: `1.${i}`, text })).filter(shown),
        more: 0,
      };
    }
    case 'word_cloud': {
      const words = new Map();
      for (const response of responses)
        for (const key of new Set(response.words.map(fold))) {
          const text = response.words.find((word) => fold(word) === key);
          words.set(key, { key, text, people: (words.get(key)?.people ?? 0) + 1 });
        }
      const sorted = [...words.values()].sort(
        (a, b) => b.people - a.people || (a.key < b.key ? -1 : 1),
      );
      return {
        ...head,
        words: sorted.map((word) => seen(word.key, word)).filter(shown),
        more: 0,
        full: false,
      };
    }
  }
}

/** Nothing like the true release in groups: all or nothing, by the numbers in the contract. */
function whatIsSeen(question, role) {
  const { slide, phase: at, answers, revealed } = question;
  const k = groupOf[slide.level];
  const none = (withheld) => ({ tally: null, withheld });
  if (at === 'waiting') return none(null);
  if (!revealed && role !== 'facilitator') return none('not_revealed');
  if (at === 'closed' && answers.size < k) return none('too_few');
  if (at === 'open' && slide.level === 'strict') return none('until_close');
  if (at === 'open' && slide.level === 'protected' && answers.size < 2 * k)
    return none('until_enough');
  return { tally: tallyOf(question, role === 'facilitator'), withheld: null };
}

function progressOf(question) {
  if (question?.phase !== 'open') return null;
  const share = question.answers.size / Math.max(1, question.joined);
  return share < 0.4 ? 'few' : share < 0.7 ? 'about_half' : 'most';
}

function snapshotFor(role) {
  const index = deck.slides.findIndex((slide) => slide.id === current);
  const question = questions.get(current);
  const overview = ([id, q]) => ({ id, round: q.round, phase: q.phase, revealed: q.revealed });
  return {
    type: 'snapshot',
    revision,
    phase,
    present: Math.round(people.size / 5) * 5,
    slide: deck.slides[index] ?? null,
    position: index < 0 ? null : { index, count: deck.slides.length },
    question: question
      ? {
          ...overview([current, question]),
          joined: question.joined,
          k: groupOf[question.slide.level],
        }
      : null,
    ...(question ? whatIsSeen(question, role) : { tally: null, withheld: null }),
    ...(role === 'facilitator' && {
      questions: [...questions].map(overview),
      progress: progressOf(question),
    }),
  };
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://x');
  const reply = (status, body) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (url.pathname === '/people') {
    madeUpPeople(Number(url.searchParams.get('count') ?? 12));
    return reply(200, { people: people.size });
  }
  if (request.method === 'POST' && url.pathname === '/api/rooms') {
    const host = `http://${request.headers.host}`;
    const facilitator = `${host}/f/${code}#${'F'.repeat(22)}`;
    const full = { join: host + links.join, facilitator, projector: host + links.projector };
    return reply(201, { type: 'room_opened', code, links: full });
  }
  reply(404, {
    type: 'refusal',
    code: 'not_found',
    message: 'There is no such page.',
    allowed: '',
  });
});

const sockets = new WebSocketServer({ server, path: '/ws', handleProtocols: () => 'candour.v1' });
const say = (socket, message) => socket.send(JSON.stringify(message));
const everybody = () => [...sockets.clients].filter((socket) => socket.role);

function changed() {
  revision++;
  everybody().forEach((socket) => say(socket, snapshotFor(socket.role)));
}

let tickDue = false;
function answered() {
  if (tickDue) return;
  tickDue = true;
  setTimeout(() => {
    tickDue = false;
    const question = questions.get(current);
    if (!question) return;
    for (const socket of everybody()) {
      const progress = socket.role === 'facilitator' ? { progress: progressOf(question) } : {};
      say(socket, {
        type: 'tally',
        revision,
        question: current,
        round: question.round,
        ...whatIsSeen(question, socket.role),
        ...progress,
      });
    }
  }, 200);
}

function control(message) {
  const question = questions.get(message.question);
  if (message.question && !question) return 'unknown_question';
  switch (message.action) {
    case 'go_to':
      current = message.slide;
      break;
    case 'open':
      question.phase = 'open';
      question.joined ||= people.size;
      break;
    case 'close':
      question.phase = 'closed';
      break;
    case 'reveal':
    case 'conceal':
      question.revealed = message.action === 'reveal';
      break;
    case 'reset':
      Object.assign(question, {
        phase: 'waiting',
        round: question.round + 1,
        answers: new Map(),
        joined: 0,
      });
      break;
    case 'hide':
      question.hidden.add(message.item);
      break;
    case 'restore':
      question.hidden.delete(message.item);
      break;
    case 'end':
      phase = 'ended';
      questions.forEach((q) => (q.phase = q.phase === 'open' ? 'closed' : q.phase));
  }
  changed();
  if (phase === 'ended') ended();
  return null;
}

function ended() {
  const list = [...questions.values()].map((q) => ({
    id: q.slide.id,
    ...whatIsSeen(q, 'facilitator'),
  }));
  const report = { type: 'report', title: deck.title, date: '2026-11-22', questions: list };
  everybody()
    .filter((s) => s.role === 'facilitator')
    .forEach((s) => say(s, report));
}

function answer(ticket, message) {
  const question = questions.get(message.question);
  if (!question) return 'unknown_question';
  if (phase === 'ended') return 'room_ended';
  if (question.phase === 'waiting') return 'question_not_open';
  if (question.phase === 'closed') return 'question_closed';
  if (message.round !== question.round) return 'question_was_reset';
  if (message.type === 'withdraw') {
    if (!question.answers.delete(ticket)) return 'nothing_to_withdraw';
  } else question.answers.set(ticket, message.response);
  if (message.question === current) answered();
  return null;
}

const sentences = {
  question_closed: 'This question has closed; your answer came too late.',
  room_not_found: 'No room has this code.',
};

sockets.on('connection', (socket) => {
  const refuse = (message, why) =>
    say(socket, {
      type: 'refusal',
      ...(message.id && { id: message.id }),
      code: why,
      message: sentences[why] ?? `Refused: ${why}.`,
      allowed: '',
    });
  socket.on('message', (bytes) => {
    const message = JSON.parse(bytes.toString());
    switch (message.type) {
      case 'hello': {
        if (message.code.toUpperCase().replace('-', '') !== code)
          return refuse(message, 'room_not_found');
        socket.role = message.role;
        const welcome = { type: 'welcome', version: 1, role: message.role, room };
        if (message.role === 'participant') {
          socket.ticket = message.ticket ?? randomBytes(32).toString('base64url');
          people.add(socket.ticket);
          if (!message.ticket) welcome.ticket = socket.ticket;
        } else welcome.links = links;
        if (message.role === 'facilitator') welcome.deck = deck;
        say(socket, welcome);
        return say(socket, snapshotFor(socket.role));
      }
      case 'control': {
        const why = socket.role === 'facilitator' ? control(message) : 'not_allowed';
        return why ? refuse(message, why) : say(socket, { type: 'ack', id: message.id });
      }
      case 'submit':
      case 'withdraw': {
        const why = answer(socket.ticket, message);
        return setTimeout(
          () => (why ? refuse(message, why) : say(socket, { type: 'ack', id: message.id })),
          150,
        );
      }
      case 'mine': {
        const records = [...questions]
          .filter(
            ([id, q]) =>
              (!message.question || id === message.question) && q.answers.has(socket.ticket),
          )
          .map(([id, q]) => {
            const record = { question: id, round: q.round, response: q.answers.get(socket.ticket) };
            return {
              ...record,
              released: false,
              stored: JSON.stringify({
                question: id,
                pseudonym: '9c1f0a77d2b45e63',
                response: record.response,
              }),
            };
          });
        return say(socket, { type: 'mine', id: message.id, records });
      }
      case 'resync':
        return say(socket, snapshotFor(socket.role));
      case 'ping':
        return say(socket, { type: 'pong' });
    }
  });
});

const pick = (list) => list[Math.floor(Math.random() ** 1.6 * list.length)];
const words = [
  'safe-space',
  'thought-provoking',
  'heard',
  'tired',
  'hopeful',
  'short-staffed',
  'busy',
  'proud',
  'angry',
  'listened to',
  'kind',
  'exhausting',
  'supported',
  'uneasy',
  'calm',
  'a bit lost',
  'grateful',
  'stretched',
  'curious',
  'honest',
];
const texts = [
  'Thank you for asking.',
  'The night shift never hears about changes until they have happened.',
  'I would speak up more if I knew what happens to my words afterwards.',
  'We say "difficult patient" when we mean that we did not listen.',
  'More of this, please, and with the doctors in the room.',
  'Interpreters by phone do not work in labour. We need somebody in the room.',
  'I was proud of us on Tuesday.',
];

function madeUpPeople(count) {
  const question = questions.get(current);
  for (let i = 0; i < count; i++) {
    const ticket = id22();
    people.add(ticket);
    if (question?.phase !== 'open') continue;
    const { slide } = question;
    const response = { kind: slide.kind };
    if (slide.kind === 'word_cloud') response.words = [...new Set([pick(words), pick(words)])];
    if (slide.kind === 'free_text') response.texts = [pick(texts)];
    if (slide.kind === 'choice') {
      const picked = Math.floor(Math.random() ** 1.4 * slide.options.length);
      response.picks = slide.options.map((_, n) => (n === picked ? '1' : '0')).join('');
    }
    if (slide.kind === 'scale')
      response.values = slide.statements.map((_, n) => {
        if (slide.not_applicable && Math.random() < 0.15) return 'n/a';
        const { min, max } = slide.range;
        const value = min + (max - min) * (0.55 + 0.08 * n + (Math.random() - 0.5) * 0.6);
        return String(Math.max(min, Math.min(max, Math.round(value)))).padStart(3, '0');
      });
    question.answers.set(ticket, response);
  }
  if (question?.phase === 'open') {
    question.joined = Math.max(question.joined, people.size);
    answered();
  }
}

setInterval(() => {
  const present = Math.round(people.size / 5) * 5;
  everybody()
    .filter((s) => s.role !== 'participant')
    .forEach((s) => say(s, { type: 'presence', present }));
}, 10_000);

server.listen(port, '127.0.0.1', () => {
  console.log(`join         ${links.join}`);
  console.log(`facilitator  /f/${code}#${'F'.repeat(22)}`);
  console.log(`projector    ${links.projector}`);
});
