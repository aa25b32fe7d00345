import type { FacilitatorWelcome, FreeTextSlide, Snapshot, Wall } from '@protocol/messages';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FacilitatorPage } from '../../src/facilitator/page';
import { WallBar } from '../../src/facilitator/wall-bar';
import { emptyView, type View } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

let view: View = emptyView;
const ask = vi.fn();
vi.mock('../../src/store/use-room', () => ({
  useRoom: () => ({ room: { ask, look: () => undefined, store: { view: () => view } }, view }),
}));

const slide: Wall = { shows: 'slide', page: 0, item: null, text: null };
const asksFor = (wall: Omit<Wall, 'text'>) => ({ type: 'control', action: 'wall', wall });
const toSlide = asksFor({ shows: 'slide', page: 0, item: null });
const press = (name: string | RegExp) => fireEvent.click(screen.getByRole('button', { name }));

describe('what the projector shows, from the desk', () => {
  beforeEach(() => {
    ask.mockReset().mockResolvedValue({ type: 'ack', id: 'x' });
    stubLayout();
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  const drawDesk = (wall: Wall, revealed = true) => {
    const snapshot = golden<Snapshot>('snapshot_facilitator');
    const texts = golden<Snapshot>('snapshot_projector_text');
    if (texts.question === null) throw new Error('no question');
    view = {
      ...emptyView,
      line: { name: 'live' },
      welcome: golden<FacilitatorWelcome>('welcome_facilitator'),
      snapshot: {
        ...snapshot,
        slide: texts.slide as FreeTextSlide,
        question: { ...texts.question, revealed },
        tally: texts.tally,
        wall,
      },
    };
    render(<FacilitatorPage code="WARD7K2M" capability="x" />);
  };

  it.each([
    ['q', /How to join/, 'join'],
    ['b', /Dark/, 'nothing'],
    ['.', /Dark/, 'nothing'],
  ] as const)(
    '“%s” or its button shows something else, and the slide again',
    (key, name, shows) => {
      const wish = asksFor({ shows, page: 0, item: null });
      drawDesk(slide);
      fireEvent.keyDown(document.body, { key });
      expect(ask).toHaveBeenLastCalledWith(wish);
      press(name);
      expect(ask.mock.calls).toEqual([[wish], [wish]]);
      cleanup();
      drawDesk({ ...slide, shows });
      expect(screen.getByRole('button', { name }).getAttribute('aria-pressed')).toBe('true');
      expect(screen.getByText(/^The projector (shows how to join|is dark)/)).toBeTruthy();
      press(name);
      expect(ask).toHaveBeenLastCalledWith(toSlide);
    },
  );

  it('any text is brought to the middle, and put back', () => {
    drawDesk(slide);
    press('On the projector: Listen before you plan.');
    expect(ask).toHaveBeenLastCalledWith(asksFor({ shows: 'text', page: 0, item: '3.2' }));
    cleanup();
    drawDesk({ shows: 'text', page: 0, item: '3.2', text: 'Listen before you plan.' });
    // The desk's picture is the projector's: the text alone.
    expect(document.querySelector('.current')?.textContent).not.toContain('Nachtschicht');
    expect(document.querySelector('.one-text')?.textContent).toBe('Listen before you plan.');
    press('On the projector: Listen before you plan.');
    expect(ask).toHaveBeenLastCalledWith(toSlide);
    press('All texts again');
    expect(ask).toHaveBeenLastCalledWith(toSlide);
  });

  it('what only the desk sees is not offered for the projector', () => {
    drawDesk(slide, false);
    expect(screen.queryByRole('button', { name: /^On the projector: / })).toBeNull();
  });

  it('pages are turned where there are several, and no further', () => {
    const give = vi.fn();
    const drawBar = (wall: Wall, pages: number) =>
      render(
        <WallBar
          snapshot={{ ...golden<Snapshot>('snapshot_facilitator'), wall }}
          pages={pages}
          give={give}
        />,
      );
    drawBar(slide, 1);
    expect(screen.queryByText(/Page/)).toBeNull();
    cleanup();
    drawBar({ ...slide, page: 1 }, 3);
    expect(screen.getByText('Page 2 of 3')).toBeTruthy();
    press('Next page');
    press('Page before');
    expect(give.mock.calls.map(([order]) => (order as { wall: Wall }).wall.page)).toEqual([2, 0]);
    cleanup();
    // A colleague's screen has more pages than this one.
    drawBar({ ...slide, page: 9 }, 3);
    expect(screen.getByText('Page 3 of 3')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Next page' }).hasAttribute('disabled')).toBe(true);
  });
});
