import { act, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import type { QuestionState, Response } from '@protocol/messages';
import { keepingFor } from '../../src/participant/keeping';
import { browserStorages } from '../../src/participant/storages';
import { openRoom } from '../../src/store/room';
import { FakeSocket } from './fake-socket';
import { code, join, pick, press, see, seeNo, setUp, settle, wait, welcome } from './page-bench';
import { choice, cloud, snapshotOf } from './slides';

setUp();

/** Another tab of the same phone, in the same room, with a line of its own. */
class OtherTab {
  readonly room = openRoom({ role: 'participant', code }, keepingFor(code, browserStorages()));
  readonly socket = FakeSocket.last;

  constructor() {
    this.socket.open();
    this.socket.say(welcome);
  }
  submit(question: string, response: Response) {
    this.room.submit({ ...asked, id: question }, response);
    this.socket.say({ type: 'ack', id: this.socket.heard('submit').id });
  }
}

const asked = { round: 1, announcement: 0 } as QuestionState;
const where = (picks: string): Response => ({ kind: 'choice', picks });
const submits = (socket: FakeSocket) => socket.sent.filter(({ type }) => type === 'submit');
const mine = async (socket: FakeSocket, ...responses: Response[]) => {
  const records = responses.map((response) => ({
    ...{ question: 'where', round: 1, announcement: 0, joined: 14, released: false, stored: '{}' },
    response,
  }));
  await act(() => socket.say({ type: 'mine', id: socket.heard('mine').id, records, pad: '' }));
  await settle();
};

describe('an answer that was not acked in a tab that fell asleep', () => {
  let other: OtherTab;
  let asleep: FakeSocket;
  const fallAsleep = async () => {
    await pick('On a ward');
    await press('Send');
    await act(() => asleep.breakOff());
  };
  /** Up to its hello. */
  const comeBack = async () => {
    await wait(1_000);
    asleep = FakeSocket.last;
    await act(() => asleep.open());
  };
  const wakeUp = async () => {
    await act(() => asleep.say(welcome));
    await act(() => asleep.say(snapshotOf(choice)));
    await settle();
  };
  const bothTabs = async () => {
    await join(snapshotOf(choice));
    asleep = FakeSocket.last;
    other = new OtherTab();
  };

  it('does not replace what its person said in another one since', async () => {
    await bothTabs();
    await fallAsleep();
    other.submit('where', where('001'));
    await comeBack();
    await wakeUp();
    expect(submits(asleep)).toEqual([]);
    await mine(asleep, where('001'));
    see('Your answer counts');
    see('In an office');
    expect(keepingFor(code, browserStorages()).kept()).toEqual([]);
  });

  it('nor what they said there just before the welcome', async () => {
    await bothTabs();
    await fallAsleep();
    await comeBack();
    other.submit('where', where('001'));
    await wakeUp();
    expect(submits(asleep)).toEqual([]);
  });

  it('nor is it said again later, when the server had put it off', async () => {
    await bothTabs();
    await pick('On a ward');
    await press('Send');
    const { id } = asleep.heard('submit');
    const no = { type: 'refusal', id, code: 'not_kept', message: 'No.', allowed: '' } as const;
    await act(() => asleep.say({ ...no, retry_after_s: 2 }));
    other.submit('where', where('001'));
    await wait(2_000);
    expect(submits(asleep)).toHaveLength(1);
  });

  it('gives way to neither an empty form nor a claim, until the server has said what counts', async () => {
    await bothTabs();
    await fallAsleep();
    other.submit('where', where('001'));
    await comeBack();
    await wakeUp();
    seeNo('Sending');
    seeNo('Your answer counts');
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
  });

  it('is asked about anew, though the server had none before', async () => {
    keepingFor(code, browserStorages()).markSent('where#1');
    await bothTabs();
    await mine(asleep);
    await fallAsleep();
    other.submit('where', where('001'));
    await comeBack();
    await wakeUp();
    await mine(asleep, where('001'));
    see('In an office');
  });

  it('is not called unsent when its question closes, as its person replaced it', async () => {
    await bothTabs();
    await act(() => asleep.breakOff());
    await pick('On a ward');
    await press('Send');
    other.submit('where', where('001'));
    await comeBack();
    await wakeUp();
    await mine(asleep, where('001'));
    await act(() => asleep.say(snapshotOf(choice, { phase: 'closed' })));
    await settle();
    seeNo(/Not sent/);
    seeNo(/before you sent/);
    see('Your answer counts');
    // Nor on the next slide.
    await act(() => asleep.say(snapshotOf(cloud)));
    seeNo(/not sent/);
  });

  it('nor while the other tab still waits to send what replaced it', async () => {
    await bothTabs();
    await fallAsleep();
    keepingFor(code, browserStorages()).setDraft('where#1', where('001'));
    other.room.submit({ ...asked, id: 'where' }, where('001'));
    await comeBack();
    await act(() => asleep.say(welcome));
    await act(() => asleep.say(snapshotOf(cloud)));
    await settle();
    seeNo(/not sent/);
  });

  it('is said to have been refused where another tab has heard that', async () => {
    await bothTabs();
    keepingFor(code, browserStorages()).setDraft('where#1', where('001'));
    other.room.submit({ ...asked, id: 'where' }, where('001'));
    keepingFor(code, browserStorages()).markSent('where#1');
    const { id } = other.socket.heard('submit');
    const late = {
      type: 'refusal',
      id,
      code: 'question_closed',
      message: 'No.',
      allowed: '',
    } as const;
    other.socket.say(late);
    await act(() => asleep.say(snapshotOf(choice, { phase: 'closed' })));
    await settle();
    await mine(asleep);
    see('This question has closed; your answer came too late.');
    seeNo(/before you sent/);
  });

  it('is said again when no other tab knows better', async () => {
    await bothTabs();
    await fallAsleep();
    other.submit('mood', { kind: 'word_cloud', words: ['heard'] });
    await comeBack();
    await wakeUp();
    expect(submits(asleep)).toHaveLength(1);
  });
});

describe('an answer that waits in one tab', () => {
  it('stays on the phone when another tab sends one to another question', async () => {
    await join(snapshotOf(cloud));
    const waits = keepingFor(code, browserStorages());
    waits.keep({
      type: 'submit',
      id: 'unsent',
      question: 'where',
      round: 1,
      announcement: 0,
      response: { kind: 'choice', picks: '100' },
    });
    const other = new OtherTab();
    waits.keep({
      type: 'submit',
      id: 'later',
      question: 'more',
      round: 1,
      announcement: 0,
      response: { kind: 'free_text', texts: ['Thank you.'] },
    });
    other.submit('mood', { kind: 'word_cloud', words: ['heard'] });
    expect(waits.kept().map(({ id }) => id)).toEqual(['unsent', 'later']);
  });
});
