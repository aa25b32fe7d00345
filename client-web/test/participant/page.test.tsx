import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServerMessage, Snapshot } from '@protocol/messages';
import { App } from '../../src/participant/app';
import { browserStorages } from '../../src/participant/keeping';
import { FakeSocket } from './fake-socket';
import { choice, cloud, scale, snapshotOf, text } from './slides';

const code = 'K7MPX4QA';
const secret = 'abcdefghijklmnopqrstu_';
const welcome: ServerMessage = {
  type: 'welcome',
  version: 1,
  role: 'participant',
  room: { code, title: 'Listening to the ward', language: 'en' },
  ticket: 't'.repeat(43),
};
const lobby: Snapshot = { ...snapshotOf(choice), slide: null, position: null, question: null };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  vi.stubGlobal('scrollTo', () => undefined);
  HTMLDialogElement.prototype.showModal = function () {
    this.open = true;
  };
  FakeSocket.all = [];
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const say = (...messages: ServerMessage[]) =>
  act(() => messages.forEach((message) => FakeSocket.last.say(message)));
const wait = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const settle = () => wait(0);

async function openAt(path: string) {
  history.replaceState(null, '', path);
  render(<App storages={browserStorages()} />);
  await settle();
}
async function join(...messages: ServerMessage[]) {
  await openAt(`/j/${code}#${secret}`);
  await act(() => FakeSocket.last.open());
  await say(welcome, ...messages);
}
async function reload() {
  cleanup();
  render(<App storages={browserStorages()} />);
  await settle();
  await act(() => FakeSocket.last.open());
}
const click = (element: Element | undefined) =>
  act(() => {
    if (!element) throw new Error('There is nothing to press.');
    fireEvent.click(element);
  });
const type = (element: Element, value: string) =>
  act(() => {
    fireEvent.input(element, { target: { value } });
  });
const press = (name: string) => click(screen.getByRole('button', { name }));
const pick = (label: string) => click(screen.getByLabelText(label));
const write = (label: string, value: string) => type(screen.getByLabelText(label), value);
const ack = () => say({ type: 'ack', id: FakeSocket.last.heard('submit').id });
const see = (sentence: string | RegExp) => expect(screen.getByText(sentence)).toBeTruthy();
const seeNo = (sentence: string | RegExp) => expect(screen.queryByText(sentence)).toBeNull();

async function expectAccessible() {
  vi.useRealTimers();
  // jsdom has no layout, so colours are measured in contrast.test.ts instead.
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}

describe('typing a code', () => {
  it('takes it with hyphen and in lower case, and joins', async () => {
    await openAt('/');
    await write('Room code', 'k7mp-x4qa');
    await press('Join');
    await act(() => FakeSocket.last.open());
    expect(window.location.pathname).toBe(`/j/${code}`);
    expect(FakeSocket.last.subprotocol).toBe('candour.v1');
    expect(FakeSocket.last.heard('hello')).toEqual({
      type: 'hello',
      version: 1,
      role: 'participant',
      code,
    });
  });

  it('says which characters no code has', async () => {
    await openAt('/');
    await write('Room code', 'K7MPX4Q0');
    await press('Join');
    see(/No code has “0” in it/);
    expect(FakeSocket.all).toHaveLength(0);
  });

  it('comes back with the server’s sentence when no room has the code', async () => {
    await openAt('/j/22222222');
    await act(() => FakeSocket.last.open());
    await say({ type: 'refusal', code: 'room_not_found', message: 'There is none.', allowed: '' });
    see(/There is none\. Check it against/);
    expect(screen.getByLabelText<HTMLInputElement>('Room code').value).toBe('2222-2222');
    expect(window.location.pathname).toBe('/');
  });

  it('is accessible', async () => {
    await openAt('/');
    await expectAccessible();
  });
});

describe('joining by link', () => {
  it('takes the secret out of the address bar and says it in hello, also after a reload', async () => {
    await join(lobby);
    expect(window.location.href).not.toContain(secret);
    expect(FakeSocket.last.heard('hello')).toMatchObject({ secret });
    see('You are in');
    await reload();
    expect(FakeSocket.last.heard('hello')).toMatchObject({ secret, ticket: 't'.repeat(43) });
  });

  it('says hello again without a ticket that is not of this room', async () => {
    localStorage.setItem(`candour:${code}`, JSON.stringify({ ticket: 'old' }));
    await openAt(`/j/${code}`);
    await act(() => FakeSocket.last.open());
    expect(FakeSocket.last.heard('hello')).toMatchObject({ ticket: 'old' });
    await say({ type: 'refusal', code: 'bad_ticket', message: 'No.', allowed: '' });
    expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
  });

  it('says why when the room is full, and that it tries again', async () => {
    await openAt(`/j/${code}`);
    await act(() => FakeSocket.last.open());
    await say({
      type: 'refusal',
      code: 'room_full',
      message: 'This room is full.',
      allowed: '',
      retry_after_s: 30,
    });
    see('This room is full.');
    see('This page tries again by itself.');
  });
});

describe('each kind of question', () => {
  it('a choice: one picked, level and number of people said before', async () => {
    await join(snapshotOf(choice));
    see(/Results show live as people answer/);
    see('14 people had joined when it opened.');
    await pick('In the community');
    await press('Send');
    expect(FakeSocket.last.heard('submit')).toMatchObject({
      question: 'where',
      round: 1,
      response: { kind: 'choice', picks: '010' },
    });
    await ack();
    see('Your answer counts');
  });

  it('a choice of several', async () => {
    await join(snapshotOf({ ...choice, select: 'several' }));
    await pick('On a ward');
    await pick('In an office');
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toEqual({ kind: 'choice', picks: '101' });
  });

  it('a word cloud: fields come as they are needed', async () => {
    await join(snapshotOf(cloud));
    expect(screen.queryByLabelText('Word 2 of up to 3')).toBeNull();
    await write('Word 1 of up to 3', 'safe-space');
    await write('Word 2 of up to 3', 'heard');
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toEqual({
      kind: 'word_cloud',
      words: ['safe-space', 'heard'],
    });
  });

  it('a scale: every statement is answered, "not applicable" is an answer', async () => {
    await join(snapshotOf(scale));
    const [heard, speak] = screen.getAllByRole('group');
    if (!heard || !speak) throw new Error('Two statements were expected.');
    await click(heard.querySelectorAll('input')[7]);
    await press('Send');
    see(/One statement has no answer yet/);
    expect(speak.contains(document.activeElement)).toBe(true);
    await click([...speak.querySelectorAll('input')].at(-1));
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toEqual({
      kind: 'scale',
      values: ['007', 'n/a'],
    });
  });

  it('a scale of a hundred is typed', async () => {
    await join(
      snapshotOf({
        ...scale,
        statements: [{ id: 'heard', text: 'I feel heard' }],
        range: { min: 0, max: 100, min_label: '', max_label: '' },
        not_applicable: false,
      }),
    );
    await type(screen.getByRole('spinbutton'), '101');
    await press('Send');
    see(/One statement has no answer yet/);
    await type(screen.getByRole('spinbutton'), '42');
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toEqual({ kind: 'scale', values: ['042'] });
  });

  it('a free text: the counter comes near the limit only', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Thank you');
    seeNo(/characters? left/);
    await write('Answer 1 of up to 2', 'x'.repeat(38));
    see('2 characters left');
    await write('Answer 1 of up to 2', 'x'.repeat(41));
    await press('Send');
    see(/longer than the question takes/);
    await write('Answer 1 of up to 2', 'Thank you for asking.');
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toEqual({
      kind: 'free_text',
      texts: ['Thank you for asking.'],
    });
  });

  it.each([
    ['choice', choice],
    ['word cloud', cloud],
    ['scale', scale],
    ['free text', text],
  ])('%s is accessible', async (_, slide) => {
    await join(snapshotOf(slide));
    await expectAccessible();
  });
});

describe('the way of an answer', () => {
  const answer = async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
  };

  it('counts only after the ack', async () => {
    await answer();
    see('Sending');
    seeNo('Your answer counts');
    await ack();
    see('Your answer counts');
    seeNo('Sending');
  });

  it('waits on the phone when the line is down, and goes when it is back', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await act(() => FakeSocket.last.breakOff());
    see(/The line is down/);
    await press('Send');
    see('Saved on this phone, waiting for the line');
    await wait(30_000);
    await act(() => FakeSocket.last.open());
    await say(welcome, snapshotOf(choice));
    const sent = FakeSocket.last.heard('submit');
    await say({ type: 'ack', id: sent.id });
    see('Your answer counts');
    seeNo(/The line is down/);
  });

  it('outlives a reload before its ack, with the same id', async () => {
    await answer();
    const { id } = FakeSocket.last.heard('submit');
    await reload();
    await say(welcome, snapshotOf(choice));
    expect(FakeSocket.last.heard('submit').id).toBe(id);
    await ack();
    see('Your answer counts');
  });

  it('that is half written outlives a reload', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await reload();
    await say(welcome, snapshotOf(text));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Answer 1 of up to 2').value).toBe(
      'Half a th',
    );
  });

  it('that counts is asked back from the server after a reload', async () => {
    await answer();
    await ack();
    await reload();
    await say(welcome, snapshotOf(choice));
    seeNo('Send');
    const response = { kind: 'choice' as const, picks: '100' };
    await say({
      type: 'mine',
      id: FakeSocket.last.heard('mine').id,
      records: [{ question: 'where', round: 1, response, released: false, stored: '{}' }],
    });
    see('Your answer counts');
    see('On a ward');
  });

  it('that the server cannot keep just now is said to be on the phone, and goes again by itself', async () => {
    await answer();
    const first = FakeSocket.last.heard('submit');
    await say({
      type: 'refusal',
      id: first.id,
      code: 'not_kept',
      message: 'Nothing was counted.',
      allowed: '',
      retry_after_s: 2,
    });
    see('Saved on this phone, not counted yet');
    seeNo('Nothing was counted.');
    await wait(2_000);
    expect(FakeSocket.last.heard('submit').id).toBe(first.id);
    await say({ type: 'ack', id: first.id });
    see('Your answer counts');
  });

  it('that came too late says so and keeps what was written', async () => {
    await answer();
    await say(snapshotOf(choice, { phase: 'closed' }), {
      type: 'refusal',
      id: FakeSocket.last.heard('submit').id,
      code: 'question_closed',
      message: 'Closed.',
      allowed: '',
    });
    see('This question has closed; your answer came too late.');
    see('On a ward');
  });

  it('that came too late for a question that has gone is not passed over in silence', async () => {
    await answer();
    await say(snapshotOf(cloud), {
      type: 'refusal',
      id: FakeSocket.last.heard('submit').id,
      code: 'question_closed',
      message: 'Closed.',
      allowed: '',
    });
    see(/An answer to an earlier question came too late/);
    await press('All right');
    seeNo(/An answer to an earlier question/);
  });

  it('that is refused stays in the form beside the server’s sentence', async () => {
    await join(snapshotOf(cloud));
    await write('Word 1 of up to 3', 'heard');
    await press('Send');
    await say({
      type: 'refusal',
      id: FakeSocket.last.heard('submit').id,
      code: 'words_full',
      message: 'The room keeps no more words.',
      allowed: '',
    });
    see('The room keeps no more words.');
    expect(screen.getByLabelText<HTMLInputElement>('Word 1 of up to 3').value).toBe('heard');
  });

  it('can be changed, left as it was, and taken back', async () => {
    await answer();
    await ack();
    await press('Change my answer');
    await press('Leave it as it was');
    see('Your answer counts');
    await press('Change my answer');
    await pick('In an office');
    await press('Send the change');
    await ack();
    see('In an office');
    await press('Take it back');
    see('Taking your answer back');
    await say({ type: 'ack', id: FakeSocket.last.heard('withdraw').id });
    see(/You took your answer back/);
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('In an office').checked).toBe(false);
  });

  it('does not stand for a question that was reset', async () => {
    await answer();
    await ack();
    await say(snapshotOf(choice, { round: 2 }));
    seeNo('Your answer counts');
    expect(screen.getByLabelText<HTMLInputElement>('On a ward').checked).toBe(false);
  });
});

describe('results', () => {
  it.each([
    ['not_revealed', /has not brought up the results/],
    ['until_enough', /half of the people and at least 5 more have answered/],
    ['until_close', /when this question closes/],
    ['too_few', /Fewer than 5 people answered/],
  ] as const)('withheld as %s are explained', async (withheld, sentence) => {
    const slide = { ...choice, level: 'protected' as const };
    await join({ ...snapshotOf(slide, { phase: 'closed' }), withheld });
    see(sentence);
  });

  it('do not sway who is still thinking', async () => {
    const tally = { kind: 'choice' as const, people: 12, options: [5, 7, 0] };
    await join({ ...snapshotOf(choice), tally });
    seeNo('Results so far');
    await press('See the results so far');
    see('Results so far');
    see('From 12 people.');
  });

  it('of every kind are accessible', async () => {
    const words = [{ key: 'safe space', text: 'safe-space', people: 4 }];
    const closed = { phase: 'closed' as const };
    const distribution = [0, 0, 0, 1, 0, 1, 1, 2, 3, 1, 1];
    const statement = { n: 10, not_applicable: 2, mean: 7.2, distribution };
    await join({
      ...snapshotOf(cloud, closed),
      tally: { kind: 'word_cloud', people: 10, words, more: 14, full: false },
    });
    see('and 14 more');
    await expectAccessible();
    await say({
      ...snapshotOf(scale, closed),
      tally: { kind: 'scale', people: 12, statements: [statement, statement] },
    });
    expect(screen.getAllByText(/not applicable: 2/)).toHaveLength(2);
    await expectAccessible();
    await say({
      ...snapshotOf(choice, closed),
      tally: { kind: 'choice', people: 12, options: [5, 7, 0] },
    });
    see('58%');
    await expectAccessible();
    const texts = [{ id: '1.1', text: '<b>Thank you</b>' }];
    await say({
      ...snapshotOf(text, closed),
      tally: { kind: 'free_text', people: 12, texts, more: 0 },
    });
    see('<b>Thank you</b>');
    await expectAccessible();
  });
});

describe('a slide', () => {
  it('with a warning is shown only to who wants it, and can be sat out', async () => {
    await join(snapshotOf({ ...text, warning: 'This is about loss.' }));
    see('This is about loss.');
    seeNo('What should we know?');
    await press('Sit this one out');
    see('You are sitting this one out');
    await press('Show it after all');
    see('What should we know?');
  });

  it('that follows another gets focus on its heading', async () => {
    await join(snapshotOf(choice));
    expect(document.activeElement).toBe(document.body);
    await say({ ...snapshotOf(cloud), revision: 8 });
    expect(document.activeElement?.textContent).toBe(cloud.prompt);
    expect(document.title).toBe(`${cloud.prompt} · Candour`);
  });

  it('asks for the state again when a tally is ahead of it', async () => {
    await join(snapshotOf(choice));
    await say({
      type: 'tally',
      revision: 9,
      question: 'where',
      round: 1,
      tally: null,
      withheld: null,
    });
    expect(FakeSocket.last.heard('resync')).toEqual({ type: 'resync' });
  });
});

describe('what is stored about me', () => {
  it('is shown letter by letter', async () => {
    await join(lobby);
    await press('What is stored about me?');
    const stored = '{"question":"where","pseudonym":"9c1f"}';
    const response = { kind: 'choice' as const, picks: '100' };
    await say({
      type: 'mine',
      id: FakeSocket.last.heard('mine').id,
      records: [{ question: 'where', round: 1, response, released: false, stored }],
    });
    await settle();
    see(stored);
  });
});

describe('the end', () => {
  it('forgets the room on this phone, and says what did not get there', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await say({ ...lobby, phase: 'ended' });
    see('This room has ended');
    see(/did not arrive before the end/);
    await say({
      type: 'refusal',
      id: FakeSocket.last.heard('submit').id,
      code: 'room_ended',
      message: 'Ended.',
      allowed: '',
    });
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  it.each([
    [4000, 'This room has ended'],
    [4004, 'This room is not there any more'],
    [4003, 'This page and the room no longer understand each other'],
  ])('by close code %i says what happened', async (closeCode, sentence) => {
    await join(snapshotOf(choice));
    await act(() => FakeSocket.last.breakOff(closeCode));
    see(sentence);
  });
});
