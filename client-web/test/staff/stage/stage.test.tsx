import type { Snapshot } from '@protocol/messages';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Stage, type StageState } from '../../../src/staff/stage/stage';
import { stubLayout } from '../../layout-stubs';

const door = {
  room: { code: 'K7MPX4QA', title: 'Listening to the ward', language: 'en' },
  join: 'https://candour.example/j/K7MPX4QA#K7gNU3sdo-OL0wNhqoVWhg',
  address: 'candour.example',
};
const nothing: StageState = {
  phase: 'live',
  present: 15,
  locked: false,
  slide: null,
  question: null,
  tally: null,
  withheld: null,
};
const words: Partial<Snapshot> = {
  slide: {
    kind: 'word_cloud',
    id: 'mood',
    prompt: 'How was this week?',
    entries: 3,
    level: 'protected',
    results: 'live',
    warning: 'This may be hard.',
  },
  question: {
    id: 'mood',
    round: 1,
    phase: 'open',
    revealed: true,
    announcement: 0,
    joined: 14,
    joined_at_opening: 14,
    offers: 0,
    k: 5,
  },
};
const draw = (state: Partial<Snapshot>, asTable = false) =>
  render(<Stage door={door} state={{ ...nothing, ...state }} asTable={asTable} />).container;

describe('what the room sees', () => {
  beforeEach(() => {
    stubLayout();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('before the first slide: address, code in two groups, QR code, and that it is anonymous', () => {
    const page = draw({});
    expect(page.textContent).toContain('candour.example');
    expect(page.textContent).toContain('K7MP-X4QA');
    expect(page.textContent).toContain('anonymously');
    expect(page.textContent).toContain('About 15 people here');
    expect(screen.getByRole('img', { name: /QR code/ })).toBeTruthy();
  });

  it('always shows the way in beside a question', () => {
    const page = draw({ ...words, tally: null, withheld: 'until_enough' });
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('How was this week?');
    expect(page.textContent).toContain('K7MP-X4QA');
    expect(page.textContent).toContain('Open for answers');
  });

  it.each([
    ['until_enough', 'only among at least 5 of people who had joined by then'],
    ['until_close', 'when the question closes'],
    ['not_revealed', 'when the facilitator brings them up'],
    ['too_few', 'nobody ever gets to see any, the facilitator included: closing is final'],
  ] as const)('says in a sentence why it shows nothing: %s', (withheld, sentence) => {
    expect(draw({ ...words, tally: null, withheld }).textContent).toContain(sentence);
  });

  it('has a table beside the word cloud, without the hidden word', () => {
    draw({
      ...words,
      tally: {
        kind: 'word_cloud',
        people: 12,
        words: [
          { key: 'safe space', text: 'safe-space', people: 4 },
          { key: 'dr smith', text: 'Dr Smith', people: 1, hidden: true },
        ],
        more: 2,
        full: false,
      },
    });
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows).toEqual(['WordPeople', 'safe-space4']);
    expect(screen.getByRole('table').textContent).toContain('and 2 more');
    expect(document.body.textContent).not.toContain('Dr Smith');
    expect(document.body.textContent).toContain(
      'Answers from 12 people so far, each among at least 5. The rest follow when the question closes.',
    );
  });

  it('keeps "not applicable" out of the mean’s column', () => {
    draw({
      slide: {
        kind: 'scale',
        id: 'outcomes',
        prompt: 'How far do you agree?',
        statements: [{ id: 'heard', text: 'I feel heard' }],
        range: { min: 0, max: 2, min_label: 'no', max_label: 'yes' },
        not_applicable: true,
        level: 'open',
        results: 'live',
      },
      question: {
        id: 'outcomes',
        round: 1,
        phase: 'closed',
        revealed: true,
        announcement: 0,
        joined: 9,
        joined_at_opening: 9,
        offers: 0,
        k: 1,
      },
      tally: {
        kind: 'scale',
        people: 9,
        statements: [{ n: 3, not_applicable: 6, mean: 1.33, distribution: [1, 0, 2] }],
      },
    });
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows[1]).toBe('I feel heard1.320 to 236');
    expect(document.body.textContent).toContain('not applicable: 6');
  });

  it('shows a warning alone while its question waits, with the way in, and then the question alone', () => {
    const waiting = words.question ? { ...words.question, phase: 'waiting' as const } : null;
    const before = draw({ ...words, question: waiting }).textContent;
    expect(before).toContain('This may be hard.');
    expect(before).not.toContain('How was this week?');
    expect(before).toContain('K7MP-X4QA');
    cleanup();
    const after = draw({ ...words, tally: null, withheld: 'until_enough' }).textContent;
    expect(after).toContain('How was this week?');
    expect(after).not.toContain('This may be hard.');
  });

  it('shows a warning alone before content too, which has no answers to be open for', () => {
    const night: Partial<Snapshot> = {
      slide: {
        kind: 'content',
        id: 'night',
        title: 'Ten past four',
        markdown: 'She rang.',
        warning: 'A death is told of.',
      },
      question: {
        id: 'night',
        round: 1,
        phase: 'waiting',
        revealed: true,
        announcement: 0,
        joined: 0,
        joined_at_opening: 0,
        offers: 0,
        k: 1,
      },
    };
    const before = draw(night).textContent;
    expect(before).toContain('A death is told of.');
    expect(before).not.toContain('Ten past four');
    cleanup();
    const opened = night.question ? { ...night.question, phase: 'open' as const } : null;
    const after = draw({ ...night, question: opened }).textContent;
    expect(after).toContain('Ten past four');
    expect(after).not.toMatch(/A death is told of|Open for answers/);
  });

  it('thanks at the end', () => {
    expect(draw({ phase: 'ended' }).textContent).toContain('Thank you');
  });
});
