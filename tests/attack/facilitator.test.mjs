/**
 * What a facilitator with phones of their own tries, over real sockets, to the released server: the attacks by which
 * answers were named before, each played again. They are the ones to fear most: they hold the capability.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openRoom, startServer } from '../e2e/server.mjs';
import { Person } from './person.mjs';
import { count } from './table.mjs';

let server;
const people = [];
before(async () => {
  server = await startServer();
});
after(async () => {
  await Promise.all(people.map((person) => person.leave()));
  assert.equal(await server.stop(), 0);
});

const choice = (level) => ({
  kind: 'choice',
  id: 'where',
  prompt: 'Where?',
  level,
  options: [
    { id: 'a', text: 'A' },
    { id: 'b', text: 'B' },
  ],
});
const words = { kind: 'word_cloud', id: 'mood', prompt: 'A word?' };
const texts = { kind: 'free_text', id: 'more', prompt: 'What else?' };
const picks = (which) => ({ kind: 'choice', picks: which });

async function come(room, role, fields) {
  const person = await Person.come(server, room, role, fields);
  people.push(person);
  return person;
}

/** A room for one question, a desk, and so many people who have joined and are counted, at its opening. */
async function opened(slide, joined) {
  const room = await openRoom(server, { format: 'candour.deck/1', title: 'T', slides: [slide] });
  const desk = await come(room, 'facilitator');
  const those = [];
  for (let i = 0; i < joined; ++i) those.push(await come(room));
  await desk.sees((state) => state.joined === joined);
  const question = slide.id;
  assert.equal(await desk.control('go_to', { slide: question }), 'ack');
  assert.equal(await desk.control('open', { question }), 'ack');
  for (const one of those) await one.sees((state) => state.question?.phase === 'open');
  return { room, desk, those, question };
}

const closed = (desk) => desk.sees((state) => state.question?.phase === 'closed');
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** When what `of` says of the room changed, as this person heard it, in ms. */
function changes(person, of) {
  const moments = [];
  let last;
  for (const { at, message } of person.heard) {
    if (!['snapshot', 'tally'].includes(message.type)) continue;
    const now = of(message);
    if (now === undefined) continue;
    if (now !== last) moments.push({ at, now });
    last = now;
  }
  return moments;
}

// All at once, as most of them wait for the room's tick of 10 s.
test('an active facilitator', { concurrency: true }, async (t) => {
  const attack = (name, run) =>
    t.test(name, async () => {
      await run();
      count(1);
    });
  await Promise.all([
    attack('late fakes are no company for whoever answered before', lateFakes),
    attack("fakes that lie about when they came are nobody's company", lyingFakes),
    attack('closing is final, and reset takes all answers along', closingIsFinal),
    attack("fakes that answer and withdraw count nobody's answers", counterWords),
    attack('opening and closing show no arrival', noArrivals),
    attack('hiding tells of no answer that waits', hidingTellsNothing),
    attack('every short text makes a frame of one length', lengths),
    attack('a locked door keeps new phones out, and lets in who was there', lockedDoor),
    attack('what is stored of somebody is told to nobody else', mine),
  ]);
});

async function lateFakes() {
  const { room, desk, those, question } = await opened(choice('protected'), 6);
  assert.equal(await those[0].answer(question, picks('10')), 'ack');
  const fakes = [];
  for (let i = 0; i < 4; ++i) fakes.push(await come(room));
  await desk.sees((state) => state.question.announcement === 1);
  for (const fake of fakes) assert.equal(await fake.answer(question, picks('01')), 'ack');
  assert.equal(await desk.control('close', { question }), 'ack');
  const state = await closed(desk);
  assert.deepEqual([state.tally, state.withheld], [null, 'too_few']);
  const from = desk.heard.length;
  assert.equal(await desk.control('end'), 'ack');
  const report = await desk.next((one) => one.type === 'report', from);
  assert.deepEqual(report.questions, [
    { id: question, joined: 10, tally: null, withheld: 'too_few' },
  ]);
}

async function lyingFakes() {
  const { room, desk, those, question } = await opened(choice('protected'), 6);
  for (const one of those.slice(0, 4)) assert.equal(await one.answer(question, picks('10')), 'ack');
  // They say that they had read the opening's number, before they came.
  for (let i = 0; i < 3; ++i)
    assert.equal(await (await come(room)).answer(question, picks('01'), 0), 'ack');
  const liar = await come(room);
  assert.equal(await liar.answer(question, picks('01'), 7), 'unknown_announcement');
  assert.equal(await desk.control('close', { question }), 'ack');
  assert.equal((await closed(desk)).withheld, 'too_few');
}

async function closingIsFinal() {
  const { desk, those, question } = await opened(choice('protected'), 6);
  for (const one of those) assert.equal(await one.answer(question, picks('10')), 'ack');
  assert.equal(await desk.control('close', { question }), 'ack');
  const shown = (await closed(desk)).tally;
  assert.equal(shown.people, 6);
  for (const action of ['open', 'conceal', 'open', 'reveal', 'open']) {
    const answer = await desk.control(action, { question });
    assert.equal(answer, action === 'open' ? 'closing_is_final' : 'ack', action);
  }
  assert.equal(await those[0].answer(question, picks('01')), 'question_closed');
  assert.equal(await those[0].withdraw(question), 'question_closed');
  assert.deepEqual((await desk.sees((state) => state.tally !== null)).tally, shown);
  // Begun afresh: an answer that was on its way counts no more, and nothing of the old ones is left.
  const late = { type: 'submit', question, round: 1, announcement: 0, response: picks('01') };
  assert.equal(await desk.control('reset', { question }), 'ack');
  assert.equal(await desk.control('open', { question }), 'ack');
  assert.equal(await those[0].ask(late), 'question_was_reset');
  assert.equal(await desk.control('close', { question }), 'ack');
  const again = await desk.sees(({ question: now }) => now?.round === 2 && now.phase === 'closed');
  assert.deepEqual([again.tally, again.withheld], [null, 'too_few']);
}

async function counterWords() {
  // One of the fakes never answers: once everybody has, most answers show, and can be taken back no more.
  const { desk, those, question } = await opened(choice('protected'), 22);
  const [real, fakes] = [those.slice(0, 6), those.slice(6, 21)];
  const answered = [];
  let done = false;
  const toggle = async () => {
    while (!done) {
      for (const fake of fakes) await fake.answer(question, picks('01'));
      await wait(150);
      for (const fake of fakes) await fake.withdraw(question);
      await wait(150);
    }
  };
  const toggling = toggle();
  for (const one of real) {
    await wait(3_700);
    assert.equal(await one.answer(question, picks('10')), 'ack');
    answered.push(performance.now());
  }
  await wait(10_500);
  done = true;
  await toggling;
  const said = changes(desk, (state) => state.progress ?? undefined);
  const order = ['few', 'about_half', 'most'];
  const steps = said.map(({ now }) => order.indexOf(now));
  assert.deepEqual(
    steps,
    steps.toSorted((a, b) => a - b),
    'the word never goes back',
  );
  assert.ok(said.length <= 3, `${said.length} words were said`);
  // Each of them came on the room's tick, which no answer moves: all lie whole tens of seconds apart.
  const ticks = changes(desk, (state) => state.joined)
    .slice(-1)
    .concat(said.slice(1));
  for (const { at } of ticks.slice(1)) {
    const off = (at - ticks[0].at) % 10_000;
    assert.ok(Math.min(off, 10_000 - off) < 1_000, `${off} ms beside the tick`);
  }
  assert.equal(answered.length, 6);
}

async function noArrivals() {
  const { room, desk, question } = await opened(choice('open'), 1);
  const began = performance.now();
  while (performance.now() - began < 22_000) {
    await come(room);
    await desk.control('close', { question });
    await desk.control('open', { question });
    await wait(900);
  }
  const said = changes(desk, (state) => state.joined).filter(({ at }) => at > began);
  assert.ok(said.length >= 1 && said.length <= 3, `the number moved ${said.length} times in 22 s`);
  for (let i = 1; i < said.length; ++i)
    assert.ok(said[i].at - said[i - 1].at > 9_000, 'at most once in 10 s');
}

async function hidingTellsNothing() {
  const { desk, those, question } = await opened(words, 6);
  for (const one of those.slice(0, 4))
    assert.equal(await one.answer(question, { kind: 'word_cloud', words: ['kind'] }), 'ack');
  for (const item of ['kind', 'never said'])
    for (const action of ['hide', 'restore'])
      assert.equal(await desk.control(action, { question, item }), 'unknown_item', item);
  assert.equal(await desk.control('close', { question }), 'ack');
  assert.equal((await closed(desk)).withheld, 'too_few');
  for (const item of ['kind', 'never said'])
    assert.equal(await desk.control('hide', { question, item }), 'unknown_item', item);
}

async function lengths() {
  const { those, question } = await opened(texts, 2);
  const [one] = those;
  const bytes = new Set();
  for (let length = 1; length <= 60; length += 3) {
    const response = { kind: 'free_text', texts: ['x'.repeat(length)] };
    assert.equal(await one.answer(question, response), 'ack');
    const stored = await one.ask({ type: 'mine' });
    assert.equal(stored.records.length, 1);
    bytes.add(one.heard.at(-1).bytes);
  }
  assert.ok(bytes.size <= 2, `what is stored comes in ${bytes.size} lengths`);
  // A page that does not pad is refused, so that none that forgets it is ever in use.
  const { round } = one.room.question;
  const from = one.heard.length;
  one.say({
    type: 'submit',
    id: 'A'.repeat(22),
    question,
    round,
    announcement: 0,
    response: { kind: 'free_text', texts: ['x'] },
  });
  const refusal = await one.next((message) => message.type === 'refusal', from);
  assert.deepEqual([refusal.code, refusal.at], ['bad_message', '$.pad']);
}

async function lockedDoor() {
  const { room, desk, those } = await opened(choice('strict'), 2);
  assert.equal(await desk.control('lock'), 'ack');
  assert.equal((await come(room)).welcome.code, 'room_locked');
  const { ticket } = those[0].welcome;
  assert.equal((await come(room, 'participant', { ticket })).welcome.type, 'welcome');
  assert.equal(await desk.control('unlock'), 'ack');
  assert.equal((await come(room)).welcome.type, 'welcome');
}

async function mine() {
  const { room, desk, those, question } = await opened(choice('protected'), 2);
  assert.equal(await those[0].answer(question, picks('10')), 'ack');
  assert.equal(await desk.ask({ type: 'mine' }), 'not_allowed');
  const projector = await come(room, 'projector');
  assert.equal(await projector.ask({ type: 'mine' }), 'not_allowed');
  assert.deepEqual((await those[1].ask({ type: 'mine' })).records, []);
  const own = await those[0].ask({ type: 'mine' });
  assert.equal(own.records.length, 1);
  assert.ok(!own.records[0].stored.includes(those[0].welcome.ticket));
}
