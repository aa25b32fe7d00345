import { describe, expect, it } from 'vitest';
import { screen } from '@testing-library/preact';
import { FakeSocket } from './fake-socket';
import { ack, join, pick, press, say, see, seeNo, setUp, settle, wait } from './page-bench';
import { choice, snapshotOf } from './slides';

setUp();

const guarded = { ...choice, level: 'protected' as const };
const at = (announcement: number, joined: number, more = {}) =>
  snapshotOf(guarded, { announcement, joined, joined_at_opening: 3, ...more });
const answerAmong = async (joined: number) => {
  await join(at(0, joined));
  await pick('On a ward');
  await press('Send');
  await ack();
};
const tap = /Let it stand among the 12/;

describe('an answer for which too few had joined', () => {
  it('says under which announcement it was given', async () => {
    await join(at(2, 8));
    await pick('On a ward');
    await press('Send');
    expect(FakeSocket.last.heard('submit').announcement).toBe(2);
  });

  it('cannot be shown, which is said, and waits for more people', async () => {
    await answerAmong(3);
    see(/Only 3 people had joined when you answered, so your answer cannot be shown/);
    see(/When enough have joined, this page asks you/);
    await say(at(1, 4));
    seeNo(/Let it stand/);
  });

  it('is not said to count meanwhile', async () => {
    await answerAmong(3);
    see('Your answer arrived in time');
    seeNo('Your answer counts');
  });

  it('does not exist where results show live, also before anybody was counted as joined', async () => {
    await join(snapshotOf(choice, { joined: 0, joined_at_opening: 0 }));
    await pick('On a ward');
    await press('Send');
    await ack();
    see('Your answer counts');
    seeNo(/cannot be shown/);
  });

  it('is offered to stand among those who are here now, in one tap and by nobody but its person', async () => {
    await answerAmong(3);
    const before = FakeSocket.last.sent.length;
    await say(at(1, 12));
    await wait(20_000);
    expect(FakeSocket.last.sent.slice(before).filter(({ type }) => type === 'submit')).toEqual([]);
    expect(screen.getByText(/Now 12 have joined/).closest('[role=status]')).toBeTruthy();
    await press('Let it stand among the 12');
    expect(FakeSocket.last.heard('submit')).toMatchObject({
      announcement: 1,
      response: { kind: 'choice', picks: '100' },
    });
    await ack();
    seeNo(tap);
    seeNo(/cannot be shown/);
    see('Your answer counts');
  });

  it('may be left as it is, until a facilitator has the offer shown again', async () => {
    await answerAmong(3);
    await say(at(1, 12));
    await press('Leave it as it is');
    seeNo(tap);
    await say(at(2, 13));
    seeNo(/Let it stand/);
    await say(at(2, 13, { offers: 1 }));
    see('Let it stand among the 13');
  });
});

describe('an answer for which enough had joined', () => {
  it('is never offered anything', async () => {
    await answerAmong(6);
    await say(at(1, 12));
    seeNo(/Let it stand/);
    seeNo(/cannot be shown/);
  });

  it.each([
    [false, 'Your answer is shown to nobody'],
    [true, 'Your answer counts'],
  ])('is asked about once the question has closed: shown %s', async (released, sentence) => {
    await answerAmong(6);
    await say({ ...at(1, 12), question: { ...at(1, 12).question!, phase: 'closed' } });
    await wait(2_000);
    const response = { kind: 'choice' as const, picks: '100' };
    await say({
      type: 'mine',
      id: FakeSocket.last.heard('mine').id,
      records: [
        {
          ...{ question: 'where', round: 1, announcement: 0, joined: 6 },
          ...{ response, released, stored: '{}' },
        },
      ],
      pad: '',
    });
    await settle();
    see(sentence);
  });
});
