import type { FacilitatorWelcome, QuestionState, Snapshot } from '@protocol/messages';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FacilitatorPage } from '../../src/facilitator/page';
import { joinedSentence } from '../../src/facilitator/wording';
import { emptyView, type View } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

let view: View = emptyView;
const ask = vi.fn();
vi.mock('../../src/store/use-room', () => ({
  useRoom: () => ({ room: { ask, look: () => undefined, store: { view: () => view } }, view }),
}));

const desk = golden<Snapshot>('snapshot_facilitator');
const stateOf = (more: Partial<QuestionState>): QuestionState => {
  if (desk.question === null) throw new Error('the golden snapshot shows no question');
  return { ...desk.question, k: 5, phase: 'waiting', offers: 0, ...more };
};
/** The desk, as it is when so many have joined; drawn again when it is there already. */
const draw = (more: Partial<QuestionState>) => {
  const question = stateOf(more);
  view = { ...view, snapshot: { ...desk, tally: null, question } };
  return <FacilitatorPage code="WARD7K2M" capability="x" />;
};
const again = /Ask again who stands by an early answer/;

describe('the desk, where answers need company', () => {
  beforeEach(() => {
    view = {
      ...emptyView,
      line: { name: 'live' },
      welcome: golden<FacilitatorWelcome>('welcome_facilitator'),
    };
    ask.mockReset().mockResolvedValue({ type: 'ack', id: 'x' });
    stubLayout();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('says before the opening that too few have joined, and how many are enough', () => {
    render(draw({ joined: 3 }));
    const said = screen.getByText(/Only 3 people have joined/);
    expect(said.textContent).toContain('answers given now would be shown to nobody');
    expect(said.textContent).toContain('10 are enough.');
    expect(said.closest('[role=status]')).toBeTruthy();
  });

  it('stops saying so once enough have', () => {
    const { rerender } = render(draw({ joined: 1 }));
    expect(screen.getByText(/Only 1 person has joined/)).toBeTruthy();
    rerender(draw({ joined: 7 }));
    expect(screen.getByText(/7 people have joined: if not all of them answer/)).toBeTruthy();
    rerender(draw({ joined: 10 }));
    expect(screen.queryByText(/are enough/)).toBeNull();
  });

  it('can have the offer shown again on phones, once there is company to offer', () => {
    const open = { phase: 'open', joined_at_opening: 3 } as const;
    const { rerender } = render(draw({ ...open, joined: 4 }));
    expect(screen.queryByRole('button', { name: again })).toBeNull();
    rerender(draw({ ...open, joined: 12 }));
    fireEvent.click(screen.getByRole('button', { name: again }));
    expect(ask).toHaveBeenCalledWith({
      type: 'control',
      action: 'offer',
      question: stateOf({}).id,
    });
  });

  it('has nothing to offer where enough had joined at the opening, nor after the close', () => {
    const { rerender } = render(draw({ phase: 'open', joined_at_opening: 6, joined: 12 }));
    expect(screen.queryByRole('button', { name: again })).toBeNull();
    rerender(draw({ phase: 'closed', joined_at_opening: 3, joined: 12 }));
    expect(screen.queryByRole('button', { name: again })).toBeNull();
  });

  it('counts what is enough by the level: twice the company that an answer needs', () => {
    expect(joinedSentence(stateOf({ k: 10, joined: 9 }))).toContain('20 are enough.');
    expect(joinedSentence(stateOf({ k: 10, joined: 19 }))).toContain('may be shown to nobody');
    expect(joinedSentence(stateOf({ k: 1, joined: 0 }))).toBeNull();
    expect(joinedSentence(stateOf({ phase: 'closed', joined: 0 }))).toBeNull();
  });
});
