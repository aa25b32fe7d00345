import { act, cleanup, screen, within } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { RefusalCode, ServerMessage } from '@protocol/messages';
import { keepingFor } from '../../src/participant/keeping';
import { browserStorages } from '../../src/participant/storages';
import { FakeSocket } from './fake-socket';
import {
  ack,
  code,
  join,
  lobby,
  openPanel,
  openAt,
  pick,
  press,
  reload,
  say,
  see,
  seeNo,
  setUp,
  settle,
  wait,
  welcome,
  write,
} from './page-bench';
import { choice, cloud, snapshotOf, text } from './slides';

setUp();

const refuse = (refused: 'question_closed' | 'question_was_reset') =>
  say({
    type: 'refusal',
    id: FakeSocket.last.heard('submit').id,
    code: refused,
    message: 'No.',
    allowed: '',
  });
const region = (name: string) => within(screen.getByRole('region', { name }));

describe('a change that came too late', () => {
  const changeTooLate = async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await ack();
    await press('Change my answer');
    await pick('In an office');
    await press('Send the change');
    await say(snapshotOf(choice, { phase: 'closed' }));
    await refuse('question_closed');
  };

  it('stands beside the answer that the server holds', async () => {
    await changeTooLate();
    expect(region('Your answer').getByText('On a ward')).toBeTruthy();
    expect(region('Your answer').queryByText('In an office')).toBeNull();
    expect(region('Not taken').getByText('In an office')).toBeTruthy();
    see('Your earlier answer still counts.');
  });

  it('leaves that answer in sight when the question is opened again, to be changed or taken back', async () => {
    await changeTooLate();
    await say(snapshotOf(choice));
    const expectBoth = () => {
      expect(region('Your answer').getByText('On a ward')).toBeTruthy();
      expect(region('Not taken').getByText('In an office')).toBeTruthy();
      expect(screen.getByRole('button', { name: 'Take it back' })).toBeTruthy();
    };
    expectBoth();
    await press('Change my answer');
    expect(screen.getByLabelText<HTMLInputElement>('In an office').checked).toBe(true);
    await press('Send the change');
    await ack();
    expect(region('Your answer').getByText('In an office')).toBeTruthy();
    see('Your answer counts');
  });
});

describe('what somebody is typing', () => {
  it('when the question closes is kept, and said not to be sent', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await say(snapshotOf(text, { phase: 'closed' }));
    seeNo(/You gave no answer/);
    expect(region('Not sent: the question closed').getByText('Half a th')).toBeTruthy();
  });

  it('when the room moves on is kept, and said not to be sent', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await say(snapshotOf(choice));
    see(/was not sent, so it is not counted/);
    see('Half a th');
    await press('All right');
    seeNo('Half a th');
    expect(keepingFor(code, browserStorages()).draft('more#1')).toBeUndefined();
  });

  it('when the question is started again stays in the form', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await say(snapshotOf(text, { round: 2 }));
    expect(screen.getByLabelText<HTMLTextAreaElement>('Answer 1 of up to 2').value).toBe(
      'Half a th',
    );
    // Once it has been sent, nothing of the round before is said to have been left behind.
    await press('Send');
    await ack();
    await say(snapshotOf(choice));
    seeNo(/was not sent/);
  });
});

describe('a reset', () => {
  it('is said to who had answered, and that the answer is gone', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await ack();
    await say(snapshotOf(choice, { round: 2, phase: 'waiting' }));
    see(/started this question again\. All answers from before are gone/);
    seeNo('Your answer counts');
  });

  it('is not said to who had not', async () => {
    await join(snapshotOf(choice));
    await say(snapshotOf(choice, { round: 2 }));
    seeNo(/All answers from before are gone/);
  });

  it('and no lateness, is why an answer from before it was not taken', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await say(snapshotOf(cloud));
    await refuse('question_was_reset');
    see(/started an earlier question again/);
    seeNo(/too late/);
  });

  it('is told once of words that went with it, though they are a draft again', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a thought');
    await press('Send');
    await say(snapshotOf(text, { round: 2 }));
    await refuse('question_was_reset');
    await say(snapshotOf(choice));
    see(/started an earlier question again/);
    expect(screen.getAllByText('Half a thought')).toHaveLength(1);
    seeNo(/was not sent/);
    await press('All right');
    seeNo('Half a thought');
    // Other words are told besides.
    await say(snapshotOf(text, { round: 2 }));
    await write('Answer 1 of up to 2', 'Another');
    await say(snapshotOf(choice));
    see(/was not sent/);
    see('Another');
  });
});

describe('after a reload', () => {
  const refused = (id: string, code: RefusalCode): ServerMessage => ({
    ...{ type: 'refusal', id, code, message: `The server says: ${code}.`, allowed: '' },
  });
  const onScreen = () =>
    [...document.querySelectorAll('.line, main')].map(({ textContent }) => textContent).join(' | ');
  const record = {
    ...{ question: 'where', round: 1, announcement: 0, joined: 14 },
    ...{ response: { kind: 'choice', picks: '100' } as const, released: false, stored: '{}' },
  };
  const answerMine = async (records: (typeof record)[]) => {
    for (const { id } of FakeSocket.last.sent.filter(({ type }) => type === 'mine') as {
      id: string;
    }[])
      await say({ type: 'mine', id, records, pad: '' });
    await settle();
  };
  const closed = snapshotOf(choice, { phase: 'closed' });

  it.each([
    ['question_closed', closed, /your answer came too late/, /Not taken/],
    ['question_closed', snapshotOf(choice), /It is open again/, /Send/],
    ['words_full', closed, /The server says: words_full/, /Not taken/],
    ['question_closed', snapshotOf(cloud), /came too late and was not taken/, /All right/],
    ['question_was_reset', snapshotOf(cloud), /started an earlier question again/, /All right/],
    ['words_full', snapshotOf(cloud), /was not taken: The server says: words_full/, /All right/],
  ] as const)('%s is said in the same sentence', async (code, next, sentence, beside) => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await say(next, refused(FakeSocket.last.heard('submit').id, code));
    const before = onScreen();
    expect(before).toMatch(sentence);
    expect(before).toMatch(beside);
    await reload();
    await say(welcome, next);
    await answerMine([]);
    expect(onScreen()).toBe(before);
    expect(before).not.toMatch(/not sent|before you sent/i);
  });

  it('a change that came too late stands beside what is held, as before', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await ack();
    await press('Change my answer');
    await pick('In an office');
    await press('Send the change');
    await say(closed, refused(FakeSocket.last.heard('submit').id, 'question_closed'));
    await answerMine([record]);
    const before = onScreen();
    expect(before).toMatch(/your answer came too late/);
    await reload();
    await say(welcome, closed);
    await answerMine([record]);
    expect(onScreen()).toBe(before);
  });

  it('what was written after a refusal, and not sent, is said to be that', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await say(closed, refused(FakeSocket.last.heard('submit').id, 'question_closed'));
    await say(snapshotOf(choice));
    await pick('In an office');
    await say(closed);
    see('The question closed before you sent this, so it is not counted.');
    const before = onScreen();
    expect(region('Not sent: the question closed').getByText('In an office')).toBeTruthy();
    await reload();
    await say(welcome, closed);
    await answerMine([]);
    expect(onScreen()).toBe(before);
  });

  it('nothing is left of a refusal that was read', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await say(snapshotOf(cloud), refused(FakeSocket.last.heard('submit').id, 'question_closed'));
    await press('All right');
    await reload();
    await say(welcome, snapshotOf(cloud));
    seeNo(/too late/);
    expect(localStorage.getItem(`candour:${code}`)).not.toMatch(/question_closed|"100"/);
  });
});

describe('a screen reader', () => {
  const news = () => document.querySelector('.page > .unseen')?.textContent;
  it('is told once that the question opened, closed, was started again and has results', async () => {
    await join(snapshotOf(choice, { phase: 'waiting' }));
    expect(news()).toBe('');
    await say(snapshotOf(choice));
    expect(news()).toBe('The question is open now.');
    // Where results show live there is a tally from the opening on, of nobody.
    const nobody = { kind: 'choice' as const, people: 0, options: [0, 0, 0] };
    await say(snapshotOf(choice, { phase: 'waiting' }));
    await say({ ...snapshotOf(choice), tally: nobody });
    expect(news()).toBe('The question is open now.');
    await say({ ...snapshotOf(choice, { phase: 'closed' }), tally: nobody });
    expect(news()).toBe('The question has closed.');
    await say(snapshotOf(choice));
    const tally = { kind: 'choice' as const, people: 1, options: [1, 0, 0] };
    await say({ ...snapshotOf(choice, { phase: 'closed' }), tally });
    expect(news()).toBe('The question has closed. Results are here.');
    // Hidden again: what was told is not so any more.
    await say(snapshotOf(choice, { phase: 'closed', revealed: false }));
    expect(news()).toBe('');
    await say(snapshotOf(choice, { round: 2, phase: 'waiting' }));
    expect(news()).toBe('The facilitator started this question again.');
    await say(snapshotOf(cloud));
    expect(news()).toBe('');
  });

  it('finds itself at what replaced the form, after Send and when the question closed', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    screen.getByRole('button', { name: 'Send' }).focus();
    await press('Send');
    expect(document.activeElement?.textContent).toMatch(/Sending/);
    await ack();
    await press('Change my answer');
    screen.getByRole('button', { name: 'Send the change' }).focus();
    await say(snapshotOf(choice, { phase: 'closed' }));
    expect(document.activeElement).not.toBe(document.body);
  });
});

describe('the focus', () => {
  const onHeading = (name: string) =>
    expect(document.activeElement).toBe(screen.getByRole('heading', { name }));
  const pressFocused = async (name: string) => {
    screen.getByRole('button', { name }).focus();
    await press(name);
    await wait(100);
  };

  it('goes to the heading when the button that had it is gone', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await say(snapshotOf(choice));
    await pressFocused('All right');
    onHeading('Where do you work?');
    const tally = { kind: 'choice' as const, people: 12, options: [5, 7, 0] };
    await say({ ...snapshotOf(choice), tally });
    await pressFocused('See the results so far');
    onHeading('Where do you work?');
  });

  it('and stays where it is while its place is there', async () => {
    await join(snapshotOf(choice));
    const send = screen.getByRole('button', { name: 'Send' });
    send.focus();
    await say(snapshotOf(choice, { joined: 20 }));
    await wait(100);
    expect(document.activeElement).toBe(send);
  });
});

describe('two tabs of one browser', () => {
  const answer = { kind: 'choice', picks: '001' } as const;

  it('agree: what was said in one is asked about by the other', async () => {
    const channels: { onmessage?: (event: { data: unknown }) => void; sent: unknown[] }[] = [];
    vi.stubGlobal(
      'BroadcastChannel',
      class {
        onmessage?: (event: { data: unknown }) => void;
        sent: unknown[] = [];
        constructor(readonly name: string) {
          channels.push(this);
        }
        postMessage(data: unknown) {
          this.sent.push(data);
        }
        close() {}
      },
    );
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await ack();
    expect(channels[0]?.sent).toEqual(['where']);
    await act(() => channels[0]?.onmessage?.({ data: 'where' }));
    const { id } = FakeSocket.last.heard('mine');
    const record = {
      ...{ question: 'where', round: 1, announcement: 0, joined: 14 },
      ...{ response: answer, released: false, stored: '' },
    };
    await say({ type: 'mine', id, records: [record], pad: '' });
    await settle();
    expect(region('Your answer').getByText('In an office')).toBeTruthy();
    // Taken back over there.
    await act(() => channels[0]?.onmessage?.({ data: 'where' }));
    await say({ type: 'mine', id: FakeSocket.last.heard('mine').id, records: [], pad: '' });
    await settle();
    see(/You took your answer back/);
  });

  it('also where there is no BroadcastChannel, by the phone’s storage', async () => {
    vi.stubGlobal('BroadcastChannel', undefined);
    await join(snapshotOf(choice));
    const here = FakeSocket.last;
    const name = `candour:${code}`;
    const oldValue = JSON.stringify({ kept: [{ id: 'x', question: 'where' }] });
    await act(
      () =>
        void window.dispatchEvent(
          new StorageEvent('storage', { key: name, oldValue, newValue: '{}' }),
        ),
    );
    expect(here.heard('mine')).toMatchObject({ question: 'where' });
    // A draft that was written over there says nothing.
    const count = here.sent.length;
    await act(
      () =>
        void window.dispatchEvent(
          new StorageEvent('storage', { key: name, oldValue, newValue: oldValue }),
        ),
    );
    expect(here.sent).toHaveLength(count);
  });
});

describe('the next person at a shared computer', () => {
  it('comes in as a new one, and finds nothing of the one before', async () => {
    await join(lobby);
    keepingFor(code, browserStorages()).setDraft('more#1', { kind: 'free_text', texts: ['Mine.'] });
    await press('I am somebody else');
    see(/What was sent stays and counts as before/);
    await press('Forget me');
    await settle();
    expect(JSON.stringify({ ...localStorage })).not.toContain('Mine.');
    await act(() => FakeSocket.last.open());
    expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
    expect(FakeSocket.last.heard('hello')).toHaveProperty('secret');
  });

  it('can make the device forget from the storage panel and from the entry', async () => {
    await join(lobby);
    await openPanel('What is stored about me?');
    expect(screen.getByRole('button', { name: 'Forget me on this device' })).toBeTruthy();
    cleanup();
    await openAt('/');
    await press('Forget me on this device');
    await press('Forget me');
    expect(localStorage).toHaveLength(0);
    expect(screen.queryByRole('button', { name: 'Forget me on this device' })).toBeNull();
  });
});
