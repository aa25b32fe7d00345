import type { FacilitatorWelcome, Level, Snapshot } from '@protocol/messages';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FacilitatorPage } from '../../src/facilitator/page';
import { emptyView, type View } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

let view: View = emptyView;
const ask = vi.fn();
vi.mock('../../src/store/use-room', () => ({
  useRoom: () => ({ room: { ask, look: () => undefined, store: { view: () => view } }, view }),
}));

const draw = () => render(<FacilitatorPage code="WARD7K2M" capability="x" />);
const pressKey = (key: string, target: Element = document.body) =>
  fireEvent.keyDown(target, { key });

describe('the facilitator’s desk', () => {
  beforeEach(() => {
    view = {
      ...emptyView,
      line: { name: 'live' },
      welcome: golden<FacilitatorWelcome>('welcome_facilitator'),
      snapshot: golden<Snapshot>('snapshot_facilitator'),
    };
    ask.mockReset().mockResolvedValue({ type: 'ack', id: 'x' });
    stubLayout();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('goes back with a clicker', () => {
    draw();
    pressKey('PageUp');
    expect(ask).toHaveBeenLastCalledWith({ type: 'control', action: 'go_to', slide: 'passage' });
  });

  it('goes to any slide from the list', () => {
    draw();
    fireEvent.click(screen.getByRole('button', { name: /Where do you work/ }));
    expect(ask).toHaveBeenCalledWith({ type: 'control', action: 'go_to', slide: 'where' });
    fireEvent.click(screen.getByRole('button', { name: 'Join screen' }));
    expect(ask).toHaveBeenLastCalledWith({ type: 'control', action: 'go_to', slide: null });
  });

  it('hides a word, and brings a hidden one back', () => {
    draw();
    fireEvent.click(screen.getByRole('button', { name: 'Hide: safe-space' }));
    const about = { type: 'control', question: 'week' };
    expect(ask).toHaveBeenCalledWith({ ...about, action: 'hide', item: 'safe space' });
    fireEvent.click(screen.getByRole('button', { name: 'Show again: Dr Smith' }));
    expect(ask).toHaveBeenLastCalledWith({ ...about, action: 'restore', item: 'dr smith' });
  });

  it('says when the room ends by itself, also where that is one time for all', () => {
    vi.useFakeTimers({ now: new Date(2026, 10, 30, 12), toFake: ['Date'] });
    const said = (idle_h: number, unused_h: number) => {
      const welcome = { ...golden<FacilitatorWelcome>('welcome_facilitator') };
      view = { ...view, welcome: { ...welcome, ends_after: { idle_h, unused_h } } };
      draw();
      const sentence = screen.getByText(/ends by itself/).textContent;
      cleanup();
      return sentence;
    };
    const left =
      'The room stays while this page is open and reaches the server. Once it is closed and nobody uses the room, it ends by itself';
    expect(said(24, 336)).toBe(
      `${left}: after 24 hours (not before Tuesday 1 December) or, as long as nobody has joined, after 14 days (not before Monday 14 December). A full server ends rooms that nobody has joined sooner.`,
    );
    expect(said(1, 1)).toBe(`${left} after 1 hour (not before Monday 30 November).`);
    vi.useRealTimers();
  });

  it('says while the server can keep nothing', () => {
    draw();
    expect(screen.queryByText(/cannot write to its disk/)).toBeNull();
    cleanup();
    view = { ...view, keeps: false };
    draw();
    expect(screen.getByText(/cannot write to its disk/).getAttribute('role')).toBe('status');
  });

  it('says in the server’s words why it is put off', () => {
    view = {
      ...view,
      line: { name: 'put_off' },
      turnedAway: {
        type: 'refusal',
        code: 'not_kept',
        message: 'The server cannot read what it has kept.',
        allowed: '',
      },
    };
    draw();
    const notice = screen.getByText(/cannot read what it has kept\. What you see is from before/);
    expect(notice.getAttribute('role')).toBe('status');
  });

  it('asks before it ends the room or deletes answers', () => {
    draw();
    fireEvent.click(screen.getByRole('button', { name: 'End the room' }));
    fireEvent.click(screen.getByRole('button', { name: 'Reset', hidden: true }));
    expect(ask).not.toHaveBeenCalled();
    const [sure] = screen.getAllByRole('button', { name: 'Delete the answers', hidden: true });
    if (sure === undefined) throw new Error('no dialog');
    fireEvent.click(sure);
    expect(ask).toHaveBeenCalledWith({ type: 'control', action: 'reset', question: 'week' });
  });

  it('never ends the room by a clicker', () => {
    const snapshot = golden<Snapshot>('snapshot_facilitator');
    const last = golden<FacilitatorWelcome>('welcome_facilitator').deck.slides.at(-1) ?? null;
    const question = {
      id: last?.id ?? '',
      round: 1,
      phase: 'closed' as const,
      revealed: true,
      announcement: 0,
      joined: 9,
      joined_at_opening: 9,
      offers: 0,
    };
    view = {
      ...view,
      snapshot: { ...snapshot, slide: last, question: { ...question, k: 1 }, tally: null },
    };
    draw();
    pressKey('ArrowRight');
    expect(ask).not.toHaveBeenCalled();
  });

  it('says quietly why something was not done', async () => {
    ask.mockResolvedValue({
      type: 'refusal',
      id: 'x',
      code: 'room_ended',
      message: 'This room has ended.',
      allowed: '',
    });
    draw();
    pressKey('PageUp');
    expect((await screen.findByText(/This room has ended\./)).closest('[role=alert]')).toBeTruthy();
  });

  it('says how many have answered in words alone, and only in one that agrees with the figure beside it', () => {
    const { snapshot } = view;
    if (snapshot?.tally == null) throw new Error('no tally');
    const isSaid = (people: number | null) => {
      const tally =
        people === null ? null : ({ ...snapshot.tally, people } as typeof snapshot.tally);
      view = { ...view, snapshot: { ...snapshot, tally } };
      cleanup();
      draw();
      return screen.queryByText(/About half of those who had joined at the opening/) !== null;
    };
    expect(isSaid(null)).toBe(true);
    expect(screen.getByText(/14 people had joined when it opened/)).toBeTruthy();
    expect([0, 3, 4, 7, 12, 13, 14].filter(isSaid)).toEqual([4, 7, 12]);
  });

  it('says nothing of how many of nobody have answered', () => {
    const { snapshot } = view;
    if (snapshot?.question == null) throw new Error('no question');
    const question = { ...snapshot.question, joined_at_opening: 0, joined: 22 };
    view = { ...view, snapshot: { ...snapshot, progress: 'few', question } };
    draw();
    expect(screen.queryByText(/Few of those/)).toBeNull();
    expect(screen.getByText(/Nobody had joined when it opened, 22 by now\./)).toBeTruthy();
  });

  it('says when only the facilitator sees the results', () => {
    const snapshot = golden<Snapshot>('snapshot_facilitator');
    if (snapshot.question === null) throw new Error('no question');
    view = {
      ...view,
      snapshot: { ...snapshot, question: { ...snapshot.question, revealed: false } },
    };
    draw();
    expect(screen.getByText(/Only facilitators see these results/)).toBeTruthy();
  });

  it('becomes the report when the room has ended', () => {
    const snapshot = golden<Snapshot>('snapshot_facilitator');
    view = { ...view, snapshot: { ...snapshot, phase: 'ended' }, report: golden('report') };
    draw();
    expect(screen.getByRole('button', { name: 'Download CSV' })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'How far do you agree?' })).toBeTruthy();
    expect(screen.getByText(/This is all that remains of it/)).toBeTruthy();
    expect(screen.getByText(/Answers from 10 of 14 people who had joined/)).toBeTruthy();
    const [heard] = screen.getAllByRole('row', { name: /I feel heard/ });
    expect(heard?.textContent).toBe('I feel heard7.27.56 to 8102');
    expect(screen.queryByText(/not sealed yet/)).toBeNull();
  });

  it('does not say that nothing else remains while the room is not sealed', () => {
    const snapshot = golden<Snapshot>('snapshot_facilitator');
    const ended = { ...snapshot, phase: 'ended' as const };
    view = { ...view, snapshot: ended, report: golden('report'), keeps: false };
    draw();
    expect(screen.queryByText(/all that remains/)).toBeNull();
    expect(screen.getByText(/not sealed yet/).getAttribute('role')).toBe('status');
  });

  describe('with a closed question', () => {
    const close = (level: Level, more: Partial<Snapshot> = {}) => {
      const snapshot = golden<Snapshot>('snapshot_facilitator');
      if (snapshot.question === null || snapshot.slide?.kind !== 'word_cloud') throw new Error();
      view = {
        ...view,
        snapshot: {
          ...snapshot,
          slide: { ...snapshot.slide, level },
          question: { ...snapshot.question, phase: 'closed' },
          ...more,
        },
      };
      draw();
    };
    const reopening = { type: 'control', action: 'open', question: 'week' };
    const offered = () => screen.queryByRole('button', { name: 'Open again' });

    it.each(['protected', 'strict'] as const)(
      'whose answers were shown (%s) offers to start it afresh, not to open it again',
      (level) => {
        close(level);
        expect(offered()).toBeNull();
        const hint = screen.getByText(/has closed for good.* Reset starts it afresh/);
        expect(screen.getByRole('button', { name: 'Reset' })).toBeTruthy();
        pressKey('o');
        expect(ask).not.toHaveBeenCalled();
        expect(document.activeElement).toBe(hint);
      },
    );

    it.each([['that shows one by one', 'open', {}]] as const)(
      '%s may be opened again',
      (_, level, more) => {
        close(level, more);
        fireEvent.click(offered() ?? document.body);
        expect(ask).toHaveBeenLastCalledWith(reopening);
        pressKey('o');
        expect(ask).toHaveBeenCalledTimes(2);
      },
    );

    it('says the server’s sentence when it is not opened all the same', async () => {
      // A code that this client was not built with.
      ask.mockResolvedValue({
        type: 'refusal',
        id: 'x',
        code: 'closing_is_final',
        message: 'This question has closed for good.',
        allowed: 'reset, which deletes the answers and begins again.',
      });
      close('open');
      pressKey('o');
      expect(
        await screen.findByText(
          /^Not done\. This question has closed for good.* reset, which deletes/,
        ),
      ).toBeTruthy();
    });
  });
});
