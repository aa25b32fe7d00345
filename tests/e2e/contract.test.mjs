/**
 * A client of another make: `ws` and protocol/README.md, nothing else of ours. What that page promises is what this
 * file may use.
 */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openRoom, startServer } from './server.mjs';
import { newId, wires } from './wire.mjs';

const options = [
  { id: 'ward', text: 'On a ward' },
  { id: 'office', text: 'In an office' },
];
const deck = {
  format: 'candour.deck/1',
  title: 'Listening to the ward',
  slides: [
    { kind: 'content', id: 'agreement', title: 'What we agree on', markdown: '- Be kind.' },
    { kind: 'choice', id: 'where', prompt: 'Where do you work?', options, level: 'open' },
    { kind: 'word_cloud', id: 'mood', prompt: 'How was this week?', entries: 3, level: 'open' },
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
    {
      kind: 'scale',
      id: 'all',
      prompt: 'All of you',
      statements: [{ id: 'one', text: 'One' }],
      not_applicable: false,
      level: 'open',
    },
    { kind: 'free_text', id: 'more', prompt: 'What should we know?', answers: 2, level: 'open' },
    { kind: 'choice', id: 'quiet', prompt: 'Would you say it?', options },
  ],
};

let server;
before(async () => {
  server = await startServer();
});
after(() => server?.stop());

/** A room whose facilitator has shown and opened one question. */
async function roomAt(t, question) {
  const room = await openRoom(server, deck);
  const join = wires(t, server, room);
  const facilitator = await join.facilitator();
  await show(facilitator, question);
  return { room, join, facilitator };
}

async function show(facilitator, question) {
  assert.equal((await facilitator.control('go_to', { slide: question })).type, 'ack');
  assert.equal((await facilitator.control('open', { question })).type, 'ack');
}

const submit = (question, response, round = 1) => ({
  type: 'submit',
  id: newId(),
  question,
  round,
  response,
});
const choice = (picks) => ({ kind: 'choice', picks });
const tallyOf = (question, people) => (message) =>
  message.type === 'tally' && message.question === question && message.tally?.people === people;

describe('the way of one answer', () => {
  test('join, see the question, answer, get the ack, see the tally', async (t) => {
    const { join } = await roomAt(t, 'where');
    const person = await join.participant();
    assert.match(person.welcome.ticket, /^[\w-]{43}$/);
    assert.equal(person.welcome.room.title, deck.title);
    assert.equal(person.first.slide.prompt, 'Where do you work?');
    assert.equal(person.first.question.phase, 'open');
    assert.equal(person.first.question.round, 1);
    assert.deepEqual(person.first.position, { index: 1, count: 7 });
    assert.deepEqual(person.first.tally, { kind: 'choice', people: 0, options: [0, 0] });

    const answer = submit('where', choice('01'));
    assert.deepEqual(await person.ask(answer), { type: 'ack', id: answer.id });
    const { tally } = await person.take(tallyOf('where', 1));
    assert.deepEqual(tally, { kind: 'choice', people: 1, options: [0, 1] });
  });

  test('projector and facilitator see the same tally as the phones', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const projector = await join.projector();
    const person = await join.participant();
    await person.ask(submit('where', choice('10')));
    const expected = { kind: 'choice', people: 1, options: [1, 0] };
    for (const watcher of [projector, facilitator, person])
      assert.deepEqual((await watcher.take(tallyOf('where', 1))).tally, expected);
  });

  test('a tally names the revision of the snapshot that it belongs to', async (t) => {
    const { join } = await roomAt(t, 'where');
    const person = await join.participant();
    await person.ask(submit('where', choice('10')));
    const tally = await person.take(tallyOf('where', 1));
    assert.equal(tally.revision, (await person.resync()).revision);
  });

  test('a join code is taken with a hyphen and in lower case, and with the secret', async (t) => {
    const { room, join } = await roomAt(t, 'where');
    const code = `${room.code.slice(0, 4)}-${room.code.slice(4)}`.toLowerCase();
    assert.equal((await join.participant({ code })).welcome.room.code, room.code);
    await join.participant({ secret: room.secret });
  });

  test('spellings of one word are one word, in the one used most', async (t) => {
    const { join } = await roomAt(t, 'mood');
    for (const word of ['Safe-space', 'safe-space', 'safe  space!', 'safe-space']) {
      const person = await join.participant();
      await person.ask(submit('mood', { kind: 'word_cloud', words: [word] }));
    }
    const watcher = await join.projector();
    const { tally } = await watcher.sees(({ tally }) => tally.people === 4);
    assert.deepEqual(tally.words, [{ key: 'safe space', text: 'safe-space', people: 4 }]);
  });

  test('"not applicable" is counted apart and never in the mean', async (t) => {
    const { join } = await roomAt(t, 'outcomes');
    for (const values of [
      ['007', '010'],
      ['n/a', '000'],
    ])
      await (await join.participant()).ask(submit('outcomes', { kind: 'scale', values }));
    const { tally } = await (await join.projector()).sees(({ tally }) => tally.people === 2);
    const [heard, safe] = tally.statements;
    assert.deepEqual(
      { n: heard.n, not_applicable: heard.not_applicable, mean: heard.mean },
      { n: 1, not_applicable: 1, mean: 7 },
    );
    assert.equal(safe.mean, 5);
    assert.deepEqual(safe.distribution, [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('free texts arrive as written', async (t) => {
    const { join } = await roomAt(t, 'more');
    const person = await join.participant();
    const texts = ['Thank you for asking.', 'A quiet room would help.'];
    await person.ask(submit('more', { kind: 'free_text', texts }));
    const { tally } = await person.take(tallyOf('more', 1));
    assert.deepEqual(tally.texts.map(({ text }) => text).sort(), [...texts].sort());
  });
});

describe('one person, one answer', () => {
  test('the same message twice counts once', async (t) => {
    const { join } = await roomAt(t, 'where');
    const person = await join.participant();
    const answer = submit('where', choice('10'));
    assert.equal((await person.ask(answer)).type, 'ack');
    assert.equal((await person.ask(answer)).type, 'ack');
    await person.sees(({ tally }) => tally.people === 1);
    await person.ask(submit('where', choice('01')));
    await person.sees(({ tally }) => tally.people === 1 && tally.options[1] === 1);
  });

  test('another answer replaces the first', async (t) => {
    const { join } = await roomAt(t, 'where');
    const person = await join.participant();
    await person.ask(submit('where', choice('10')));
    await person.ask(submit('where', choice('01')));
    await person.sees(({ tally }) => String(tally.options) === '0,1');
  });

  test('an answer can be taken back', async (t) => {
    const { join } = await roomAt(t, 'where');
    const person = await join.participant();
    await person.ask(submit('where', choice('10')));
    const back = { type: 'withdraw', id: newId(), question: 'where', round: 1 };
    await person.sees(({ tally }) => tally.people === 1);
    assert.equal((await person.ask(back)).type, 'ack');
    await person.sees(({ tally }) => tally.people === 0);
  });

  test('who comes back with the ticket is the same person, and finds the answer', async (t) => {
    const { join } = await roomAt(t, 'where');
    const before = await join.participant();
    await before.ask(submit('where', choice('10')));
    await before.close();

    const back = await join.participant({ ticket: before.welcome.ticket });
    const { records } = await back.ask({ type: 'mine', id: newId() });
    assert.equal(records.length, 1);
    assert.equal(records[0].question, 'where');
    assert.deepEqual(records[0].response, choice('10'));
    assert.doesNotMatch(records[0].stored, new RegExp(before.welcome.ticket));

    await back.ask(submit('where', choice('01')));
    await back.sees(({ tally }) => String(tally.options) === '0,1');
  });
});

describe('small groups', () => {
  test('under protection nothing shows until all ten have answered, then five of them', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const people = [];
    for (let i = 0; i < 10; ++i) people.push(await join.participant());
    await facilitator.sees(({ joined }) => joined === 10);
    await show(facilitator, 'quiet');
    for (const person of people.slice(0, 9)) await person.ask(submit('quiet', choice('10')));
    for (const watcher of [facilitator, people[9]]) {
      const { tally, withheld, question } = await watcher.resync();
      assert.deepEqual([tally, withheld, question.k], [null, 'until_enough', 5]);
    }
    await people[9].ask(submit('quiet', choice('10')));
    const projector = await join.projector();
    const shown5 = await projector.sees(({ tally }) => tally?.people === 5);
    assert.deepEqual(shown5.tally.options, [5, 0]);

    const replies = [];
    for (const person of people) replies.push(await person.ask(submit('quiet', choice('01'))));
    const refused = replies.filter(({ code }) => code === 'response_released');
    assert.equal(refused.length, 5, 'who was released can no longer change');
    assert.equal(replies.filter(({ type }) => type === 'ack').length, 5);

    await facilitator.control('close', { question: 'quiet' });
    const shown10 = await projector.sees(({ tally }) => tally?.people === 10);
    assert.deepEqual(shown10.tally.options, [5, 5]);
  });

  test('too few to hide in are shown to nobody', async (t) => {
    const { join, facilitator } = await roomAt(t, 'quiet');
    for (let i = 0; i < 4; ++i) await (await join.participant()).ask(submit('quiet', choice('10')));
    await facilitator.control('close', { question: 'quiet' });
    for (const watcher of [facilitator, await join.projector(), await join.participant()]) {
      const { tally } = await watcher.sees(({ withheld }) => withheld === 'too_few');
      assert.equal(tally, null);
    }
  });
});

describe('company', () => {
  test('who comes after an answer is no company for it, unless its person says so', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const early = await join.participant();
    await facilitator.sees(({ joined }) => joined === 1);
    await show(facilitator, 'quiet');
    await early.sees(({ question }) => question.id === 'quiet' && question.joined === 1);
    await early.ask(submit('quiet', choice('10')));
    const fakes = [];
    for (let i = 0; i < 5; ++i) fakes.push(await join.participant());
    await early.sees(({ question }) => question.announcement === 1 && question.joined === 6);
    for (const fake of fakes) {
      await fake.sees(({ question }) => question.announcement === 1);
      await fake.ask(submit('quiet', choice('01')));
    }
    await facilitator.control('close', { question: 'quiet' });
    const { tally } = await facilitator.sees(({ question }) => question.phase === 'closed');
    assert.deepEqual(tally.options, [0, 5]);
    const { records } = await early.ask({ type: 'mine', id: newId(), question: 'quiet' });
    assert.equal(records[0].released, false);
    assert.equal(records[0].joined, 1);
    assert.equal(
      (await facilitator.control('open', { question: 'quiet' })).code,
      'closing_is_final',
    );
  });

  test('a locked door keeps newcomers out, and nobody else', async (t) => {
    const { room, join, facilitator } = await roomAt(t, 'where');
    const person = await join.participant();
    assert.equal((await facilitator.control('lock')).type, 'ack');
    await facilitator.sees(({ locked }) => locked);
    const hello = { code: room.code, role: 'participant' };
    assert.equal((await (await join.open()).hello(hello)).code, 'room_locked');
    const { ticket } = person.welcome;
    assert.equal((await (await join.open()).hello({ ...hello, ticket })).type, 'welcome');
    assert.equal((await facilitator.control('unlock')).type, 'ack');
    assert.equal((await (await join.open()).hello(hello)).type, 'welcome');
  });

  test('words come in lengths of 512 bytes, or not at all', async (t) => {
    const { join } = await roomAt(t, 'mood');
    const person = await join.participant();
    const message = submit('mood', { kind: 'word_cloud', words: ['heard'] });
    person.send(JSON.stringify({ ...message, announcement: 0 }));
    const refusal = await person.take(({ id }) => id === message.id);
    assert.deepEqual([refusal.code, refusal.at], ['bad_message', '$.pad']);
    assert.equal((await person.ask(message)).type, 'ack');
    const told = JSON.stringify(await person.ask({ type: 'mine', id: newId() }));
    assert.equal(Buffer.byteLength(told) % 512, 0);
  });
});

describe('the facilitators', () => {
  test('two act at once; doing what is done already is an ack, and both see the same', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const second = await join.facilitator();
    const acts = [
      facilitator.control('close', { question: 'where' }),
      second.control('close', { question: 'where' }),
    ];
    for (const reply of await Promise.all(acts)) assert.equal(reply.type, 'ack');
    const closed = ({ question }) => question.phase === 'closed';
    assert.deepEqual(await facilitator.sees(closed), await second.sees(closed));
  });

  test('a hidden word leaves every screen but theirs, and comes back', async (t) => {
    const { join, facilitator } = await roomAt(t, 'mood');
    const person = await join.participant();
    const projector = await join.projector();
    await person.ask(submit('mood', { kind: 'word_cloud', words: ['heard', 'tired'] }));
    // Words of equal count stand in the order that the room's lot gives them.
    const keys = (expected) => (state) =>
      state.tally?.words
        .map(({ key }) => key)
        .sort()
        .join() === expected;
    await projector.sees(keys('heard,tired'));

    await facilitator.control('hide', { question: 'mood', item: 'tired' });
    await projector.sees(keys('heard'));
    await person.sees(keys('heard'));
    await facilitator.sees(({ tally }) => tally.words.find(({ key }) => key === 'tired').hidden);

    await facilitator.control('restore', { question: 'mood', item: 'tired' });
    await projector.sees(keys('heard,tired'));
    await person.sees(keys('heard,tired'));
  });

  test('a content warning stands alone until one of them opens the slide, each time anew', async (t) => {
    const night = { kind: 'content', id: 'night', title: 'Ten past four', warning: 'A death.' };
    const hello = { kind: 'content', id: 'hello', title: 'Hello' };
    const room = await openRoom(server, { ...deck, slides: [hello, night] });
    const join = wires(t, server, room);
    const [facilitator, projector] = [await join.facilitator(), await join.projector()];
    assert.equal((await facilitator.control('open', { question: 'night' })).code, 'not_allowed');

    const stands = ({ slide, question }) => slide?.id === 'night' && question.phase === 'waiting';
    await facilitator.control('go_to', { slide: 'night' });
    await projector.sees(stands);
    assert.equal((await facilitator.control('open', { question: 'night' })).type, 'ack');
    await projector.sees(({ question }) => question?.phase === 'open');
    await facilitator.control('go_to', { slide: 'hello' });
    await projector.sees(({ slide, question }) => slide.id === 'hello' && question === null);
    await facilitator.control('go_to', { slide: 'night' });
    await projector.sees(stands);
  });

  test('what they conceal is told to be concealed, and revealed again', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const projector = await join.projector();
    await facilitator.control('conceal', { question: 'where' });
    const { tally } = await projector.sees(({ withheld }) => withheld === 'not_revealed');
    assert.equal(tally, null);
    await facilitator.control('reveal', { question: 'where' });
    await projector.sees(({ tally }) => tally !== null);
  });

  test('a reset empties the question and moves the round; a late answer is not mistaken', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const person = await join.participant();
    await person.ask(submit('where', choice('10')));
    await facilitator.control('reset', { question: 'where' });
    await person.sees(({ question }) => question.phase === 'waiting');
    await facilitator.control('open', { question: 'where' });
    assert.equal((await person.ask(submit('where', choice('10')))).code, 'question_was_reset');
    await person.sees(({ question, tally }) => question.round === 2 && tally?.people === 0);
    assert.equal((await person.ask(submit('where', choice('10'), 2))).type, 'ack');
    await person.sees(({ tally }) => tally.people === 1);
  });

  test('after the end there is a report, and nothing else', async (t) => {
    const { join, facilitator } = await roomAt(t, 'where');
    const person = await join.participant();
    await person.ask(submit('where', choice('01')));
    await facilitator.control('end');
    const report = await facilitator.take('report');
    assert.equal(report.title, deck.title);
    assert.match(report.date, /^\d{4}-\d\d-\d\d$/);
    assert.deepEqual(report.questions[0], {
      id: 'where',
      tally: { kind: 'choice', people: 1, options: [0, 1] },
      withheld: null,
    });
    await person.take((message) => message.type === 'snapshot' && message.phase === 'ended');
    const late = submit('where', choice('10'));
    person.send(late);
    const told = await Promise.race([person.take('refusal'), person.closed]);
    assert.ok(told === 4000 || told.code === 'room_ended', JSON.stringify(told));
  });

  test('a forgotten room is gone', async (t) => {
    const { room, join, facilitator } = await roomAt(t, 'where');
    await facilitator.control('end');
    await facilitator.take('report');
    facilitator.send({ type: 'control', id: newId(), action: 'forget' });
    assert.equal(await facilitator.closed, 4004);
    const late = await join.open();
    assert.equal(
      (await late.hello({ role: 'participant', code: room.code })).code,
      'room_not_found',
    );
  });
});

const ticket = 'A'.repeat(43);
const capability = 'A'.repeat(22);
const words = (...list) => ({ kind: 'word_cloud', words: list });

/** What is sent before a hello: its name, the message, the refusal's code. */
const atTheDoor = [
  ['malformed JSON', '{"type":', 'malformed_json'],
  ['JSON that is no object', '[1]', 'malformed_json'],
  ['a binary frame', Buffer.from('{"type":"ping"}'), 'not_text'],
  ['an unknown type', { type: 'vote' }, 'unknown_type'],
  ['an answer before hello', submit('where', choice('10')), 'hello_first'],
  [
    'another version',
    (room) => ({ type: 'hello', version: 2, role: 'participant', code: room.code }),
    'wrong_version',
  ],
  [
    'a role that there is not',
    (room) => ({ type: 'hello', version: 1, role: 'host', code: room.code }),
    'bad_message',
  ],
  [
    'a field that there is not',
    (room) => ({ type: 'hello', version: 1, role: 'participant', code: room.code, name: 'Ann' }),
    'bad_message',
  ],
  [
    'a code that no room has',
    { type: 'hello', version: 1, role: 'participant', code: '22222222' },
    'room_not_found',
  ],
  [
    'a code of another form',
    { type: 'hello', version: 1, role: 'participant', code: '0' },
    'room_not_found',
  ],
  [
    'a wrong secret',
    (room) => ({
      type: 'hello',
      version: 1,
      role: 'participant',
      code: room.code,
      secret: capability,
    }),
    'wrong_secret',
  ],
  [
    'a ticket of another room',
    (room) => ({ type: 'hello', version: 1, role: 'participant', code: room.code, ticket }),
    'bad_ticket',
  ],
  [
    'a facilitator without a capability',
    (room) => ({ type: 'hello', version: 1, role: 'facilitator', code: room.code }),
    'missing_capability',
  ],
  [
    'a facilitator with a wrong one',
    (room) => ({ type: 'hello', version: 1, role: 'facilitator', code: room.code, capability }),
    'wrong_capability',
  ],
  [
    "a facilitator with the projector's",
    (room) => ({
      type: 'hello',
      version: 1,
      role: 'facilitator',
      code: room.code,
      capability: room.projector,
    }),
    'wrong_capability',
  ],
  [
    'a projector with a cut-off link',
    (room) => ({
      type: 'hello',
      version: 1,
      role: 'projector',
      code: room.code,
      capability: 'abc',
    }),
    'wrong_capability',
  ],
];

/** What a participant sends in a room that shows `mood`, open. */
const inTheRoom = [
  ['malformed JSON', 'hello', 'malformed_json'],
  ['a binary frame', Buffer.from([0, 1, 2]), 'not_text'],
  ['an unknown type', { type: 'vote', id: newId() }, 'unknown_type'],
  [
    'a second hello',
    (room) => ({ type: 'hello', version: 1, role: 'participant', code: room.code }),
    'hello_twice',
  ],
  ['a missing field', { type: 'submit', id: newId(), question: 'mood', round: 1 }, 'bad_message'],
  [
    "a facilitator's command",
    { type: 'control', id: newId(), action: 'go_to', slide: null },
    'not_allowed',
  ],
  ['an answer to a question of another deck', submit('elsewhere', words('a')), 'unknown_question'],
  ['an answer to a content slide', submit('agreement', words('a')), 'unknown_question'],
  [
    'an answer to a question not yet open',
    submit('outcomes', { kind: 'scale', values: ['001', '001'] }),
    'question_not_open',
  ],
  ['an answer to a closed question', submit('where', choice('10')), 'question_closed'],
  ['an answer of another kind', submit('mood', choice('10')), 'wrong_kind'],
  ['too many words', submit('mood', words('a', 'b', 'c', 'd')), 'wrong_count'],
  ['a word of nothing', submit('mood', words('   ')), 'text_empty'],
  ['a word of 61 characters', submit('mood', words('a'.repeat(61))), 'text_too_long'],
  ['a text of 20 kB', submit('mood', words('a'.repeat(20_000))), 'message_too_large'],
  ['an answer of a round to come', submit('mood', words('a'), 7), 'question_was_reset'],
  [
    'taking back what was never said',
    { type: 'withdraw', id: newId(), question: 'mood', round: 1 },
    'nothing_to_withdraw',
  ],
];

/** The connection says no and lives on. */
async function isRefused(wire, message, code) {
  wire.send(message);
  const refusal = await wire.take('refusal');
  assert.equal(refusal.code, code, JSON.stringify(refusal));
  assert.match(refusal.message, /^[A-Z“"].*[.]$/, 'a sentence for a person');
  if (message.id !== undefined) assert.equal(refusal.id, message.id);
  await wire.ping();
}

/** A snapshot without how many are here and how many have joined, which a tick of its own may move meanwhile. */
function withoutCrowd({ present: _present, joined: _joined, ...rest }) {
  if (rest.question === undefined) return rest;
  const { announcement: _announcement, joined: _told, ...question } = rest.question;
  return { ...rest, question };
}

/** Asserts that what was done in between changed nothing in the room, but how many are here and have joined. */
async function witness(t, room) {
  const facilitator = await wires(t, server, room).facilitator();
  const before = withoutCrowd(facilitator.first);
  return async () => {
    const after = await facilitator.resync();
    assert.deepEqual(withoutCrowd(after), before, 'the room never notices');
  };
}

describe('refusals', () => {
  let room;
  let watch;
  const closing = [];
  before(async () => {
    room = await openRoom(server, deck);
    watch = await wires({ after: (act) => closing.push(act) }, server, room).facilitator();
    await show(watch, 'where');
    await watch.control('close', { question: 'where' });
    await show(watch, 'mood');
    await watch.sees(({ question }) => question?.id === 'mood' && question.phase === 'open');
  });
  after(() => Promise.all(closing.map((close) => close())));

  for (const [name, message, code] of atTheDoor) {
    test(`at the door, ${name}: ${code}`, async (t) => {
      const nothingChanged = await witness(t, room);
      const wire = await wires(t, server, room).open();
      const sent = typeof message === 'function' ? message(room) : message;
      await isRefusedAtTheDoor(wire, sent, code);
      assert.equal((await wire.hello({ role: 'participant', code: room.code })).type, 'welcome');
      await nothingChanged();
    });
  }

  for (const [name, message, code] of inTheRoom) {
    test(`in the room, ${name}: ${code}`, async (t) => {
      const wire = await wires(t, server, room).participant();
      const nothingChanged = await witness(t, room);
      await isRefused(wire, typeof message === 'function' ? message(room) : message, code);
      await nothingChanged();
    });
  }

  test('a scale value out of its range says where and what is allowed', async (t) => {
    const { join } = await roomAt(t, 'outcomes');
    const person = await join.participant();
    const reply = await person.ask(submit('outcomes', { kind: 'scale', values: ['001', '011'] }));
    assert.equal(reply.code, 'value_out_of_range');
    assert.equal(reply.at, '$.response.values[1]');
    assert.match(reply.allowed, /\b10\b/);
    assert.equal((await person.resync()).tally.people, 0);
  });

  test('"not applicable" where the deck does not allow it', async (t) => {
    const { join } = await roomAt(t, 'all');
    const person = await join.participant();
    const reply = await person.ask(submit('all', { kind: 'scale', values: ['n/a'] }));
    assert.equal(reply.code, 'not_applicable_not_allowed');
  });

  test('two picks where one is asked', async (t) => {
    const { join } = await roomAt(t, 'where');
    const person = await join.participant();
    assert.equal((await person.ask(submit('where', choice('11')))).code, 'wrong_count');
    assert.equal((await person.ask(submit('where', choice('1')))).code, 'wrong_count');
  });

  test('a facilitator who asks for what there is not', async () => {
    assert.equal((await watch.control('go_to', { slide: 'elsewhere' })).code, 'unknown_slide');
    assert.equal((await watch.control('open', { question: 'elsewhere' })).code, 'unknown_question');
    const item = { question: 'mood', item: 'never said' };
    assert.equal((await watch.control('hide', item)).code, 'unknown_item');
  });

  test('over 65,536 bytes the connection ends with 1009, and the room never notices', async (t) => {
    const wire = await wires(t, server, room).participant();
    const nothingChanged = await witness(t, room);
    wire.send(submit('mood', words('a'.repeat(70_000))));
    assert.equal(await wire.closed, 1009);
    await nothingChanged();
  });

  test('twenty refused messages in a row end the connection with 4003', async (t) => {
    const wire = await wires(t, server, room).participant();
    for (let i = 0; i < 20; ++i) wire.send({ type: 'vote' });
    assert.equal(await wire.closed, 4003);
  });
});

/** Before hello there is no ping: that the next hello is welcome shows that the connection lives. */
async function isRefusedAtTheDoor(wire, message, code) {
  wire.send(message);
  const refusal = await wire.take('refusal');
  assert.equal(refusal.code, code, JSON.stringify(refusal));
}
