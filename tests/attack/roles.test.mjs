/** Who may say what, when: every role in every state, and every kind of message, to the released server. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, test } from 'node:test';
import { openRoom, startServer } from '../e2e/server.mjs';
import { asAPage } from './page.mjs';
import { runTable } from './table.mjs';
import { frame, opcodes, openSocket, send } from './websocket.mjs';

let server;
before(async () => {
  server = await startServer();
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

const deck = {
  format: 'candour.deck/1',
  title: 'Who may say what',
  slides: [
    { kind: 'word_cloud', id: 'mood', prompt: 'A word?', level: 'open' },
    { kind: 'content', id: 'hello', title: 'Hello' },
  ],
};

const id = () => randomBytes(16).toString('base64url');
const words = { kind: 'word_cloud', words: ['calm'] };
const submit = (changes = {}) =>
  asAPage({
    type: 'submit',
    id: id(),
    question: 'mood',
    round: 1,
    announcement: 0,
    response: words,
    ...changes,
  });
const control = (action, fields = { question: 'mood' }) => ({
  type: 'control',
  id: id(),
  action,
  ...fields,
});

/** How the room gets into each state, as the facilitator says it. */
const states = {
  'at the join screen': [],
  'before the question opens': [control('go_to', { slide: 'mood' })],
  'while the question is open': [control('go_to', { slide: 'mood' }), control('open')],
  'after it has closed': [control('go_to', { slide: 'mood' }), control('open'), control('close')],
  'on a slide with text': [control('go_to', { slide: 'hello' })],
  'after the end': [control('end', {})],
};

/** What is no message of the contract, whoever says it. */
const nonsense = [
  ['no JSON', 'hello', 'malformed_json'],
  ['a list', '[]', 'malformed_json'],
  ['an object without a type', '{}', 'bad_message'],
  ['a type that nobody knows', { type: 'vote' }, 'unknown_type'],
  ['a type that is a number', { type: 7 }, 'bad_message'],
  ['a type of the server', { type: 'welcome' }, 'unknown_type'],
  ['a type twice', '{"type":"ping","type":"ping"}', 'bad_message'],
  ['an unknown field', { type: 'ping', extra: 1 }, 'bad_message'],
  ['too deep', `{"type":"ping","a":${'['.repeat(20)}${']'.repeat(20)}}`, 'bad_message'],
  ['a binary frame', Buffer.from('{}'), 'not_text'],
  ['17 kB', `"${'a'.repeat(17_000)}"`, 'message_too_large'],
];

/** Nobody comes into a room that has ended but those who led it. */
const mayComeIn = (role, state) => role !== 'participant' || state !== 'after the end';

/** Every message of the contract, with its type. */
const messages = [
  ['submit', submit],
  ['submit of the wrong kind', () => submit({ response: { kind: 'choice', picks: '01' } })],
  ['submit to no question', () => submit({ question: 'none' })],
  ['submit to a round that is over', () => submit({ round: 99 })],
  ['withdraw', () => ({ type: 'withdraw', id: id(), question: 'mood', round: 1 })],
  ['mine', () => ({ type: 'mine', id: id() })],
  ['mine of one question', () => ({ type: 'mine', id: id(), question: 'mood' })],
  ['go_to', () => control('go_to', { slide: 'hello' })],
  ['go_to the join screen', () => control('go_to', { slide: null })],
  ...['open', 'close', 'reveal', 'conceal', 'reset'].map((action) => [
    action,
    () => control(action),
  ]),
  ['hide', () => control('hide', { question: 'mood', item: 'calm' })],
  ['restore', () => control('restore', { question: 'mood', item: 'calm' })],
  ['end', () => control('end', {})],
  ['forget', () => control('forget', {})],
];

const isForParticipants = (name) => /^(submit|withdraw|mine)/.test(name);

const hello = (room, role) => ({
  type: 'hello',
  version: 1,
  role,
  code: room.code,
  ...(role === 'participant' ? { secret: room.secret } : { capability: room[role] }),
});

async function say(line, message) {
  if (Buffer.isBuffer(message)) line.say(frame(opcodes.binary, message));
  else send(line, message);
}

/** The answer to a message: what is said to everybody besides (snapshots, tallies, presence) is passed over. */
async function answer(line, about) {
  for (;;) {
    const message = await line.message();
    if (message === null) throw new Error('the line ended');
    if (['snapshot', 'tally', 'presence', 'report', 'log', 'welcome'].includes(message.type))
      continue;
    if (about !== undefined && message.id !== undefined && message.id !== about) continue;
    return message.type === 'refusal' ? message.code : message.type;
  }
}

async function seated(room, role) {
  const line = await openSocket(server);
  send(line, hello(room, role));
  const welcome = await line.message();
  if (welcome?.type !== 'welcome')
    throw new Error(`no welcome for a ${role}: ${JSON.stringify(welcome)}`);
  return line;
}

/** A room in a state, and nothing left to come from getting there. */
async function roomIn(state) {
  const room = await openRoom(server, deck);
  const desk = await seated(room, 'facilitator');
  for (const step of states[state]) {
    const message = { ...step, id: id() };
    send(desk, message);
    assert.equal(await answer(desk, message.id), 'ack', `to bring the room ${state}`);
  }
  desk.hangUp();
  return room;
}

/** One person says one thing in a room; a `ping` behind it shows that the line lives on. */
async function outcome(room, role, message) {
  const line = role === null ? await openSocket(server) : await seated(room, role);
  try {
    await say(line, message);
    const got = await answer(line, message.id);
    send(line, '{"type":"ping"}');
    assert.equal(await answer(line), role === null ? 'hello_first' : 'pong', 'and the line lives');
    return got;
  } finally {
    line.hangUp();
  }
}

test('before hello nothing is taken', async () => {
  const room = await roomIn('while the question is open');
  const rows = [
    ...messages.map(([name, make]) => ({ name, make, expected: 'hello_first' })),
    { name: 'ping', make: () => ({ type: 'ping' }), expected: 'hello_first' },
    { name: 'resync', make: () => ({ type: 'resync' }), expected: 'hello_first' },
    ...nonsense.map(([name, message, expected]) => ({ name, make: () => message, expected })),
  ];
  await runTable(rows, 30, async ({ make, expected }) => {
    assert.equal(await outcome(room, null, make()), expected);
  });
});

test('what is no message is refused to every role in every state, and the line lives', async () => {
  const rows = [];
  for (const state of Object.keys(states)) {
    const room = await roomIn(state);
    for (const role of ['participant', 'facilitator', 'projector'].filter((each) =>
      mayComeIn(each, state),
    )) {
      for (const [name, message, expected] of nonsense)
        rows.push({ name: `${role}, ${state}: ${name}`, room, role, message, expected });
      rows.push({
        name: `${role}, ${state}: a second hello`,
        room,
        role,
        message: hello(room, role),
        expected: 'hello_twice',
      });
    }
  }
  await runTable(rows, 200, async ({ room, role, message, expected }) => {
    assert.equal(await outcome(room, role, message), expected);
  });
});

test('what is not for a role is refused to it in every state', async () => {
  const rows = [];
  for (const state of Object.keys(states)) {
    const room = await roomIn(state);
    for (const role of ['participant', 'facilitator', 'projector'].filter((each) =>
      mayComeIn(each, state),
    )) {
      for (const [name, make] of messages) {
        const allowed =
          role === 'participant'
            ? isForParticipants(name)
            : role === 'facilitator' && !isForParticipants(name);
        if (!allowed) rows.push({ name: `${role}, ${state}: ${name}`, room, role, make });
      }
    }
  }
  await runTable(rows, 200, async ({ room, role, make }) => {
    assert.equal(await outcome(room, role, make()), 'not_allowed');
  });
});

test('what a participant may say is answered by the state of the question', async () => {
  const waits = { submit: 'question_not_open', withdraw: 'question_not_open' };
  const expected = {
    'at the join screen': waits,
    'before the question opens': waits,
    'while the question is open': { submit: 'ack', withdraw: 'nothing_to_withdraw' },
    // Of an answer that was never given there is nothing to take back, closed or not.
    'after it has closed': { submit: 'question_closed', withdraw: 'nothing_to_withdraw' },
    'on a slide with text': waits,
  };
  const rows = [];
  for (const state of Object.keys(expected)) {
    const room = await roomIn(state);
    const { submit: submitted, withdraw } = expected[state];
    const cases = [
      ['submit', submit(), submitted],
      [
        'submit of the wrong kind',
        submit({ response: { kind: 'choice', picks: '01' } }),
        'wrong_kind',
      ],
      ['submit to no question', submit({ question: 'none' }), 'unknown_question'],
      ['submit to a slide', submit({ question: 'hello' }), 'unknown_question'],
      [
        'submit to a round that is to come',
        submit({ round: 99 }),
        [submitted, 'question_was_reset'],
      ],
      [
        'submit of nothing',
        submit({ response: { kind: 'word_cloud', words: [] } }),
        ['wrong_count', submitted],
      ],
      [
        'submit of what is not seen',
        submit({ response: { kind: 'word_cloud', words: ['\u200b'] } }),
        ['text_empty', submitted],
      ],
      [
        'submit of 61 characters',
        submit({ response: { kind: 'word_cloud', words: ['x'.repeat(61)] } }),
        ['text_too_long', submitted],
      ],
      ['withdraw', { type: 'withdraw', id: id(), question: 'mood', round: 1 }, withdraw],
      ['mine', { type: 'mine', id: id() }, 'mine'],
      ['ping', { type: 'ping' }, 'pong'],
    ];
    for (const [name, message, outcomes] of cases)
      rows.push({ name: `${state}: ${name}`, room, message, outcomes: [outcomes].flat() });
  }
  await runTable(rows, 55, async ({ room, message, outcomes }) => {
    const got = await outcome(room, 'participant', message);
    assert.ok(outcomes.includes(got), `${got}, and not ${outcomes}`);
  });
});

test('whoever has no right to a room gets in by no hello', async () => {
  const room = await roomIn('while the question is open');
  const other = await roomIn('at the join screen');
  const over = await roomIn('after the end');
  const good = { type: 'hello', version: 1, role: 'participant', code: room.code };
  const token = () => randomBytes(16).toString('base64url');
  const cases = [
    ['a version of tomorrow', { ...good, version: 2 }, 'wrong_version'],
    ['a role that nobody has', { ...good, role: 'admin' }, 'bad_message'],
    ['no role', { ...good, role: undefined }, 'bad_message'],
    ['a code that nobody has', { ...good, code: 'ABCDEFGH' }, 'room_not_found'],
    ['a code that none can be', { ...good, code: 'ABC' }, 'room_not_found'],
    ['a wrong secret', { ...good, secret: token() }, 'wrong_secret'],
    ["another room's secret", { ...good, secret: other.secret }, 'wrong_secret'],
    ['a made-up ticket', { ...good, ticket: randomBytes(32).toString('base64url') }, 'bad_ticket'],
    ['a mangled ticket', { ...good, ticket: 'x' }, 'bad_ticket'],
    ['a person after the end', { ...good, code: over.code, secret: over.secret }, 'room_ended'],
    ['a facilitator without a capability', { ...good, role: 'facilitator' }, 'missing_capability'],
    ['a projector without a capability', { ...good, role: 'projector' }, 'missing_capability'],
  ];
  for (const role of ['facilitator', 'projector']) {
    cases.push([
      `a ${role} with a made-up capability`,
      { ...good, role, capability: token() },
      'wrong_capability',
    ]);
    cases.push([
      `a ${role} with another room's capability`,
      { ...good, role, capability: other[role] },
      'wrong_capability',
    ]);
    cases.push([
      `a ${role} with the secret of the room`,
      { ...good, role, capability: room.secret },
      'wrong_capability',
    ]);
  }
  cases.push([
    "a facilitator with the projector's capability",
    { ...good, role: 'facilitator', capability: room.projector },
    'wrong_capability',
  ]);
  cases.push([
    "a projector with the facilitator's capability",
    { ...good, role: 'projector', capability: room.facilitator },
    'wrong_capability',
  ]);
  await runTable(
    cases.map(([name, message, expected]) => ({ name, message, expected })),
    19,
    async ({ message, expected }) => {
      assert.equal(await outcome(room, null, message), expected);
    },
  );
});
