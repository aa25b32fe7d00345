import type { FacilitatorWelcome, Snapshot } from '@protocol/messages';
import {
  act,
  cleanup,
  fireEvent,
  render,
  screen,
  type RenderResult,
} from '@testing-library/preact';
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

const page = () => <FacilitatorPage code="WARD7K2M" capability="x" />;
let drawn: RenderResult;
const clicker = () => fireEvent.keyDown(document.body, { key: 'PageDown' });
const pressKey = (key: string) => fireEvent.keyDown(document.body, { key });
const wait = (ms: number) => {
  void act(() => void vi.advanceTimersByTime(ms));
};
const main = () => document.querySelector('.controls .next')?.textContent ?? '';

type Question = NonNullable<Snapshot['question']>;
function becomes(change: Partial<Question>, more: Partial<Snapshot> = {}) {
  const { snapshot } = view;
  if (snapshot?.question == null) throw new Error('no question');
  view = {
    ...view,
    snapshot: { ...snapshot, question: { ...snapshot.question, ...change }, ...more },
  };
  void act(() => drawn.rerender(page()));
}

const closed = { type: 'control', action: 'close', question: 'week' };

describe('driving a room from the desk', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    view = {
      ...emptyView,
      line: { name: 'live' },
      welcome: golden<FacilitatorWelcome>('welcome_facilitator'),
      snapshot: golden<Snapshot>('snapshot_facilitator'),
    };
    ask.mockReset().mockResolvedValue({ type: 'ack', id: 'x' });
    stubLayout();
    drawn = render(page());
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('a clicker that sends a second press 250 ms after the opening closes nothing, and the desk says so', () => {
    becomes({ phase: 'waiting' });
    wait(2_000);
    clicker();
    expect(ask).toHaveBeenLastCalledWith({ ...closed, action: 'open' });
    becomes({ phase: 'open' });
    wait(250);
    clicker();
    clicker();
    expect(main()).toContain('final');
    expect(screen.getByText(/press was ignored/).getAttribute('role')).toBe('status');
    wait(1_300);
    expect(screen.queryByText(/press was ignored/)).toBeNull();
    clicker();
    expect(main()).toContain('Press once more');
  });

  it('closing for good takes two presses and ten seconds', () => {
    expect(main()).toContain('Close and show the results: final');
    clicker();
    wait(1_000);
    clicker();
    expect(main()).toContain('Keep it open');
    wait(9_900);
    expect(ask).not.toHaveBeenCalled();
    wait(200);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask).toHaveBeenCalledWith(closed);
  });

  it('a close is taken back within ten seconds, and more presses do not hurry it', () => {
    clicker();
    wait(1_000);
    clicker();
    wait(3_000);
    clicker();
    clicker();
    expect(ask).not.toHaveBeenCalled();
    // Nor is that said to be a press that came too soon: one more on the button would keep it open.
    expect(
      screen.getByText(/^That press changed nothing\. It closes when the ten seconds/),
    ).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /Keep it open/ }));
    wait(60_000);
    expect(ask).not.toHaveBeenCalled();
    expect(main()).toContain('Close and show the results: final');
  });

  it('the key that closes keeps it open too', () => {
    pressKey('o');
    wait(1_000);
    pressKey('o');
    wait(1_000);
    pressKey('o');
    wait(60_000);
    expect(ask).not.toHaveBeenCalled();
  });

  it('who does not want to wait closes it now, once', () => {
    clicker();
    wait(1_000);
    clicker();
    fireEvent.click(screen.getByRole('button', { name: 'Close it now' }));
    wait(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask).toHaveBeenCalledWith(closed);
  });

  it('going elsewhere meanwhile closes it first', () => {
    clicker();
    wait(1_000);
    clicker();
    fireEvent.click(screen.getByRole('button', { name: 'Join screen' }));
    expect(ask.mock.calls.map(([order]) => order as unknown)).toEqual([
      closed,
      { type: 'control', action: 'go_to', slide: null },
    ]);
  });

  it('a colleague who closed it first leaves nothing to do', () => {
    clicker();
    wait(1_000);
    clicker();
    becomes({ phase: 'closed' });
    wait(60_000);
    expect(ask).not.toHaveBeenCalled();
  });

  it('a colleague who leads the room elsewhere meanwhile does not undo it', () => {
    clicker();
    wait(1_000);
    clicker();
    becomes({}, { slide: null, question: null });
    expect(ask).toHaveBeenCalledTimes(1);
    expect(ask).toHaveBeenCalledWith(closed);
    wait(60_000);
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it('a colleague who starts the question again leaves nothing to close', () => {
    clicker();
    wait(1_000);
    clicker();
    const questions = view.snapshot?.questions?.map((each) =>
      each.id === 'week' ? { ...each, round: 2 } : each,
    );
    becomes({}, { slide: null, question: null, ...(questions && { questions }) });
    wait(60_000);
    expect(ask).not.toHaveBeenCalled();
  });

  it('one press closes a question that opens again, as one press takes it back', () => {
    const { snapshot } = view;
    if (snapshot?.slide?.kind !== 'word_cloud') throw new Error('no word cloud');
    becomes({ k: 1 }, { slide: { ...snapshot.slide, level: 'open' } });
    expect(main()).toContain('Close the question');
    clicker();
    expect(ask).toHaveBeenLastCalledWith(closed);
    becomes({ phase: 'closed' });
    wait(2_000);
    pressKey('o');
    expect(ask).toHaveBeenLastCalledWith({ ...closed, action: 'open' });
  });

  it('before the opening there are no results to hide', () => {
    becomes({ phase: 'waiting' });
    wait(2_000);
    pressKey('r');
    expect(ask).not.toHaveBeenCalled();
    expect(screen.queryByRole('button', { name: 'Hide results' })).toBeNull();
  });

  it('where too few answered there are none to show, as nobody ever gets to see them', () => {
    becomes({ phase: 'closed', revealed: false });
    expect(screen.getByRole('button', { name: /^Show results/ })).toBeTruthy();
    becomes({}, { withheld: 'too_few', tally: null });
    expect(screen.queryByRole('button', { name: /^Show results/ })).toBeNull();
  });

  it('hides at once what has just come up, and does not show it again by the same hand', () => {
    becomes({ revealed: false });
    becomes({ revealed: true });
    pressKey('r');
    expect(ask).toHaveBeenLastCalledWith({ ...closed, action: 'conceal' });
    becomes({ revealed: false });
    pressKey('r');
    expect(ask).toHaveBeenCalledTimes(1);
    wait(2_000);
    pressKey('r');
    expect(ask).toHaveBeenLastCalledWith({ ...closed, action: 'reveal' });
  });

  it('says of results that stay hidden that the close alone is final', () => {
    // The deck would show them by itself: somebody has hidden them.
    becomes({ revealed: false });
    expect(main()).toContain('Close the question: final');
  });
});
