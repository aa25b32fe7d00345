import type { Deck, FacilitatorWelcome, Slide, Snapshot } from '@protocol/messages';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FacilitatorPage } from '../../src/facilitator/page';
import { emptyView } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

const deck: Deck = golden<FacilitatorWelcome>('welcome_facilitator').deck;
const measured: string[] = [];
vi.mock('../../src/staff/fit/fits', () => ({
  unseenPlace: () => document.body.appendChild(document.createElement('aside')),
  fits: (_: HTMLElement, slide: Slide) => {
    measured.push(slide.id);
    return slide.id !== 'where';
  },
}));
vi.mock('../../src/store/use-room', () => ({
  useRoom: () => ({
    room: { ask: () => new Promise(() => undefined) },
    view: {
      ...emptyView,
      line: { name: 'live' },
      welcome: golden<FacilitatorWelcome>('welcome_facilitator'),
      snapshot: golden<Snapshot>('snapshot_facilitator'),
    },
  }),
}));

const entry = (slide: Slide) =>
  screen.getByRole('button', {
    name: new RegExp(slide.kind === 'content' ? slide.title : slide.prompt.slice(0, 12)),
  });

describe('slides that do not fit the projector', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    stubLayout();
    Object.assign(document.fonts, { ready: Promise.resolve() });
    measured.length = 0;
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
  const open = async (supports: boolean) => {
    vi.stubGlobal('CSS', { supports: () => supports });
    render(<FacilitatorPage code="WARD7K2M" capability="x" />);
    await act(async () => void (await vi.runAllTimersAsync()));
  };

  it('are named in the desk’s list, and no others', async () => {
    await open(true);
    expect(measured).toEqual(deck.slides.map(({ id }) => id));
    const named = deck.slides.filter((slide) =>
      /more than one screen/.test(entry(slide).textContent ?? ''),
    );
    expect(named.map(({ id }) => id)).toEqual(['where']);
    // Where they were drawn is gone again.
    expect(document.querySelector('body > aside')).toBeNull();
  });

  it('are not looked for where a stage can be drawn at the window’s size alone', async () => {
    await open(false);
    expect(measured).toEqual([]);
    expect(screen.queryByText(/more than one screen/)).toBeNull();
  });

  it('nor any more when the desk has gone', async () => {
    vi.stubGlobal('CSS', { supports: () => true });
    render(<FacilitatorPage code="WARD7K2M" capability="x" />);
    cleanup();
    await act(async () => void (await vi.runAllTimersAsync()));
    expect(measured).toEqual([]);
    expect(document.querySelector('body > aside')).toBeNull();
  });
});
