import { act, fireEvent, screen, within } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { FakeSocket } from './fake-socket';
import {
  ack,
  click,
  comeBack,
  expectAccessible,
  join,
  pick,
  press,
  reload,
  say,
  see,
  seeNo,
  setUp,
  type,
  wait,
  welcome,
  write,
} from './page-bench';
import { choice, cloud, scale, snapshotOf, text } from './slides';

setUp();

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
      announcement: 0,
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

  const statements = () => {
    const [heard, speak] = screen.getAllByRole('group');
    if (!heard || !speak) throw new Error('Two statements were expected.');
    return { heard, speak };
  };
  const sent = () => FakeSocket.last.heard('submit').response;

  it('a scale: a number for one statement, "not applicable" for the other', async () => {
    await join(snapshotOf(scale));
    const { heard, speak } = statements();
    await click(heard.querySelectorAll('input')[7]);
    await click(within(speak).getByLabelText('Not applicable to me'));
    seeNo(/left out/);
    await press('Send');
    expect(sent()).toEqual({ kind: 'scale', values: ['007', 'n/a'] });
  });

  it('a scale: a statement without an answer is left out at once, and Send says so before', async () => {
    await join(snapshotOf(scale));
    seeNo(/left out/);
    await click(statements().heard.querySelectorAll('input')[7]);
    const told = screen.getByText('1 statement without an answer will be left out.');
    expect(screen.getByRole('button', { name: 'Send' }).getAttribute('aria-describedby')).toBe(
      told.id,
    );
    await press('Send');
    expect(sent()).toEqual({ kind: 'scale', values: ['007', '---'] });
    expect(document.querySelector('.own')?.textContent).toContain('I would speak up left out');
  });

  it('a scale: what was chosen can be left out after all, but not all of it', async () => {
    await join(snapshotOf(scale));
    const { heard, speak } = statements();
    await click(heard.querySelectorAll('input')[7]);
    await click(within(heard).getByLabelText('Leave this out'));
    await press('Send');
    see(/There is nothing to send yet/);
    expect(heard.contains(document.activeElement)).toBe(true);
    expect(heard.className).toContain('missing');
    await click(speak.querySelectorAll('input')[0]);
    seeNo(/There is nothing to send yet/);
    await press('Send');
    expect(sent()).toEqual({ kind: 'scale', values: ['---', '000'] });
  });

  it('a scale of one statement has nothing to leave out', async () => {
    await join(snapshotOf({ ...scale, statements: scale.statements.slice(0, 1) }));
    expect(screen.queryByLabelText('Leave this out')).toBeNull();
    await press('Send');
    see(/There is nothing to send yet/);
  });

  it('a scale of a hundred is typed, and what is no number of it is neither sent nor left out', async () => {
    await join(
      snapshotOf({
        ...scale,
        range: { min: 20, max: 100, min_label: '', max_label: '' },
        not_applicable: false,
      }),
    );
    const field = () => screen.getByRole<HTMLInputElement>('textbox', { name: 'I would speak up' });
    await type(screen.getByRole('textbox', { name: 'I feel heard' }), '100');
    for (const wrong of ['101', '4', '4.5', '-', 'forty', '1e2x']) {
      await type(field(), wrong);
      seeNo(/left out/);
      await press('Send');
      expect(field().value).toBe(wrong);
      expect(document.activeElement).toBe(field());
      expect(screen.getByRole('alert').textContent).toBe('A whole number from 20 to 100');
    }
    await type(field(), '42');
    await press('Send');
    expect(sent()).toEqual({ kind: 'scale', values: ['100', '042'] });
  });

  it('a typed number that is taken away again is left out', async () => {
    await join(snapshotOf({ ...scale, range: { ...scale.range, max: 100 } }));
    const [heard, speak] = screen.getAllByRole<HTMLInputElement>('textbox');
    await type(heard!, '7');
    await type(speak!, '70');
    await type(heard!, ' ');
    see('1 statement without an answer will be left out.');
    await press('Send');
    expect(sent()).toEqual({ kind: 'scale', values: ['---', '070'] });
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

  it('a whole book that was pasted does not stop the phone: a field takes what a message holds', async () => {
    await join(snapshotOf(text));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox').maxLength).toBe(16_000);
    await say(snapshotOf(cloud));
    const box = screen.getByRole<HTMLInputElement>('textbox');
    expect(box.maxLength).toBe(16_000);
    // Lines are put together by the page, whose own writing no browser bounds.
    const book = 'All happy families are alike\n'.repeat(10_000);
    await act(() => void fireEvent.paste(box, { clipboardData: { getData: () => book } }));
    expect(box.value).toMatch(/^All happy families are alike, /);
    expect(box.value.length).toBeLessThan(20_000);
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
      records: [
        {
          question: 'where',
          round: 1,
          response,
          announcement: 0,
          joined: 14,
          released: false,
          stored: '{}',
        },
      ],
      pad: '',
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
    see(/to an earlier question came too late/);
    await press('All right');
    seeNo(/to an earlier question/);
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

  it('that was taken back is said not to be there, when the ack of that was lost', async () => {
    await answer();
    await ack();
    await press('Take it back');
    await comeBack();
    await say(welcome, snapshotOf(choice));
    await say({
      type: 'refusal',
      id: FakeSocket.last.heard('withdraw').id,
      code: 'nothing_to_withdraw',
      message: 'There is no answer of yours to take back.',
      allowed: '',
    });
    see('The server holds no answer from this phone, so there is nothing to take back.');
    seeNo(/There is no answer of yours/);
    seeNo('Your earlier answer still counts.');
  });

  it('that was taken back too late still counts, and says so', async () => {
    await answer();
    await ack();
    await press('Take it back');
    await say(snapshotOf(choice, { phase: 'closed' }), {
      type: 'refusal',
      id: FakeSocket.last.heard('withdraw').id,
      code: 'question_closed',
      message: 'Closed.',
      allowed: '',
    });
    see('This question had closed before you took your answer back.');
    see('Your answer still counts.');
    seeNo(/your answer came too late/);
  });

  it('does not stand for a question that was reset', async () => {
    await answer();
    await ack();
    await say(snapshotOf(choice, { round: 2 }));
    seeNo('Your answer counts');
    expect(screen.getByLabelText<HTMLInputElement>('On a ward').checked).toBe(false);
  });
});
