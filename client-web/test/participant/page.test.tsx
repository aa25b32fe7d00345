import { act, screen } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { ContentSlide, Snapshot } from '@protocol/messages';
import { FakeSocket } from './fake-socket';
import {
  expectAccessible,
  join,
  lobby,
  openPanel,
  pick,
  press,
  reload,
  say,
  see,
  seeNo,
  settle,
  setUp,
  welcome,
} from './page-bench';
import { choice, cloud, scale, snapshotOf, text } from './slides';

setUp();

const agreement: ContentSlide = {
  kind: 'content',
  id: 'agreement',
  title: 'What we agree on',
  markdown: 'We listen.',
};
const contentOf = (slide: ContentSlide): Snapshot => ({ ...lobby, slide });

describe('results', () => {
  it.each([
    ['not_revealed', /when the facilitator brings them up/],
    ['until_enough', /may show sooner once everybody has answered/],
    ['until_close', /when the question closes\. An answer shows only among at least 5/],
    ['too_few', /No answer was given among at least 5/],
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

  it.each([
    ['open', 1, false],
    ['open', 5, true],
    ['closed', 5, false],
  ] as const)('%s, in groups of %i: the rest follows is said: %s', async (phase, k, said) => {
    const tally = { kind: 'choice' as const, people: 5, options: [5, 0, 0] };
    await join({ ...snapshotOf(choice, { phase, k }), tally });
    if (phase === 'open') await press('See the results so far');
    (said ? see : seeNo)('The rest follow when the question closes.');
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
      tally: {
        ...{ kind: 'scale', people: 12 },
        statements: [statement, { ...statement, not_applicable: 0 }],
      },
    });
    see(/10 people, not applicable: 2$/);
    see(/10 people, left out: 2$/);
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

  it('with a warning can be put away again, and is not among what was seen', async () => {
    const warned = { ...agreement, warning: 'This is about loss.' };
    await join(contentOf(warned));
    await press('Sit this one out');
    await say(snapshotOf(choice));
    expect(screen.queryByRole('button', { name: 'Earlier slides' })).toBeNull();
    await say(contentOf(warned));
    await press('Show it after all');
    await act(() => vi.dynamicImportSettled());
    await settle();
    see('We listen.');
    await press('Put it away again');
    see('You are sitting this one out');
    seeNo('We listen.');
  });

  it('that was put away asks again among the earlier ones, each time that these are opened', async () => {
    const warned = { ...agreement, warning: 'This is about loss.' };
    await join(contentOf(warned));
    expect(document.title).toBe('Candour');
    await press('Show it');
    await press('Put it away again');
    await say(snapshotOf(choice));
    for (let times = 0; times < 2; times += 1) {
      await openPanel('Earlier slides');
      seeNo('We listen.');
      see('This is about loss.');
      await press('Show it');
      await act(() => vi.dynamicImportSettled());
      await settle();
      see('We listen.');
      await act(() => void screen.getByRole('dialog').dispatchEvent(new Event('close')));
    }
    // After a reload too.
    await reload();
    await say(welcome, snapshotOf(choice));
    await openPanel('Earlier slides');
    seeNo('We listen.');
  });

  it('that was looked at past its warning, and not put away, is read again without it', async () => {
    await join(contentOf({ ...agreement, warning: 'This is about loss.' }));
    await press('Show it');
    await say(snapshotOf(choice));
    await openPanel('Earlier slides');
    await act(() => vi.dynamicImportSettled());
    await settle();
    see('We listen.');
  });

  it('that was a question behind a warning can be put away as well', async () => {
    await join(snapshotOf({ ...text, warning: 'This is about loss.' }));
    await press('Show it');
    await press('Put it away again');
    seeNo('What should we know?');
  });

  it('with text is read again later, also after a reload; others are not', async () => {
    await join(contentOf(agreement));
    seeNo('Earlier slides');
    await say(snapshotOf(choice));
    await say(contentOf({ ...agreement, id: 'words', title: 'Glossary', markdown: 'MLU' }));
    await reload();
    await say(welcome, snapshotOf(choice));
    await openPanel('Earlier slides');
    await act(() => vi.dynamicImportSettled());
    await settle();
    see('What we agree on');
    see('We listen.');
    see('Glossary');
    expect(screen.getByRole('dialog').textContent).not.toContain('Where do you work?');
  });

  it('that was seen is forgotten with the room', async () => {
    await join(contentOf(agreement));
    expect(JSON.stringify({ ...sessionStorage })).toContain('We listen.');
    await say({ ...lobby, phase: 'ended' });
    expect(JSON.stringify({ ...sessionStorage })).not.toContain('We listen.');
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
    await openPanel('What is stored about me?');
    const stored = '{"question":"where","pseudonym":"9c1f"}';
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
          stored,
        },
      ],
      pad: '',
    });
    await settle();
    see(stored);
    see(/stays in the room’s encrypted log until the room ends/);
  });

  it('is never said to be nothing: earlier versions are in the log until the end', async () => {
    await join(lobby);
    await openPanel('What is stored about me?');
    see(/stays in the room’s encrypted log until the room ends/);
    await say({ type: 'mine', id: FakeSocket.last.heard('mine').id, records: [], pad: '' });
    await settle();
    see('No answer of yours counts at the moment.');
    see(/stays in the room’s encrypted log until the room ends/);
    seeNo(/Nothing|holds no answer/);
  });
});

describe('what this phone keeps', () => {
  it('is named, the answered questions too, with when it is forgotten', async () => {
    await join(lobby);
    await openPanel('What is stored about me?');
    see(/the room’s ticket, .* which questions you have answered, and the day/);
    see(/when this page hears that the room has ended, .* more than 7 days after that day/);
    see(/whether you looked past a warning or sat it out/);
  });

  it('is nothing where the browser forbids it, which is said in its place', async () => {
    const forbidden = vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('The operation is insecure.', 'SecurityError');
    });
    await join(lobby);
    await openPanel('What is stored about me?');
    see(/^Your browser lets this page keep nothing\. .* you come back as a new person then\.$/);
    seeNo(/Your browser keeps/);
    seeNo(/until you close this tab, it also keeps/);
    forbidden.mockRestore();
  });
});

describe('the end', () => {
  it('forgets the room on this phone, and says what may not have got there', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await say({ ...lobby, phase: 'ended' });
    see('This room has ended');
    // It may have: an ack can be lost.
    see(/may not have arrived before the end/);
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
