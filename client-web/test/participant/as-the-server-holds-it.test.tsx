import { screen, within } from '@testing-library/preact';
import type { Response } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { FakeSocket } from './fake-socket';
import {
  ack,
  comeBack,
  join,
  pick,
  press,
  say,
  see,
  seeNo,
  setUp,
  wait,
  welcome,
  write,
} from './page-bench';
import { choice, cloud, snapshotOf, text } from './slides';

setUp();

const merged = 'Words that count as one show once.';
const asked = () => FakeSocket.last.sent.filter((frame) => JSON.stringify(frame).includes('mine'));
const own = () =>
  within(screen.getByRole('region', { name: 'Your answer' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);

async function hold(question: string, response: Response) {
  const { id } = FakeSocket.last.heard('mine');
  const record = { question, round: 1, response, announcement: 0, joined: 14 };
  const records = [{ ...record, released: false, stored: '{}' }];
  await say({ type: 'mine', id, records, pad: '' });
}

async function sendWords(...words: string[]) {
  await join(snapshotOf(cloud));
  for (const [i, word] of words.entries()) await write(`Word ${i + 1} of up to 3`, word);
  await press('Send');
  await ack();
}

describe('what was written', () => {
  it('is shown as the server holds it: a word that was written twice once, and that is said', async () => {
    await sendWords("don't", 'dont', 'calm');
    seeNo(merged);
    await wait(2_000);
    await hold('mood', { kind: 'word_cloud', words: ["don't", 'calm'] });
    expect(own()).toEqual(["don't", 'calm']);
    see(merged);
    see('Your answer counts');
  });

  it('and without the skin tone, of which nothing needs to be said', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Thanks 🙏🏾');
    await press('Send');
    await ack();
    await wait(2_000);
    await hold('more', { kind: 'free_text', texts: ['Thanks 🙏'] });
    expect(own()).toEqual(['Thanks 🙏']);
    seeNo(merged);
  });

  it('is not said to be an unsent change when the question closes', async () => {
    await sendWords(' calm ', 'Calm');
    await wait(2_000);
    await hold('mood', { kind: 'word_cloud', words: ['calm'] });
    await say(snapshotOf(cloud, { phase: 'closed' }));
    seeNo(/before you sent your change/);
    seeNo('Not sent: the question closed');
    see(merged);
  });

  it('is asked for by every phone, whatever was written, and once', async () => {
    await sendWords('calm');
    await wait(2_000);
    expect(asked()).toHaveLength(1);
    await hold('mood', { kind: 'word_cloud', words: ['calm'] });
    await wait(10_000);
    expect(asked()).toHaveLength(1);
    seeNo(merged);
  });

  it('is asked for again when the line broke before the server could say it', async () => {
    await sendWords('calm', 'Calm');
    await wait(2_000);
    await comeBack();
    await say(welcome, snapshotOf(cloud));
    await wait(2_000);
    await hold('mood', { kind: 'word_cloud', words: ['calm'] });
    expect(own()).toEqual(['calm']);
  });

  it('while what was chosen is the deck’s, and needs no question', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await ack();
    await wait(2_000);
    expect(asked()).toHaveLength(0);
  });
});
