import type { Deck, FacilitatorWelcome, Slide, Snapshot } from '@protocol/messages';
import { act, cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FacilitatorPage } from '../../src/facilitator/page';
import { emptyView } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

const deck: Deck = golden<FacilitatorWelcome>('welcome_facilitator').deck;
const measured: string[] = [];
/** What of the font was asked for, for which text; and whether it has come. */
const fetched: [string, string][] = [];
let letters: Promise<unknown> = Promise.resolve();
vi.mock('../../src/staff/fit/fits', () => ({
  unseenPlace: () => document.body.appendChild(document.createElement('aside')),
  fits: (_: HTMLElement, slide: Slide) => {
    measured.push(slide.id);
    return slide.id !== 'where';
  },
}));
vi.mock('../../src/store/use-room', () => ({
  useRoom: () => ({
    room: null,
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
    fetched.length = 0;
    Object.assign(document.fonts, {
      load: (font: string, text: string) => {
        fetched.push([font, text]);
        return letters;
      },
    });
    letters = Promise.resolve();
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

  it('are measured once their letters are there, in every weight', async () => {
    let come = () => {};
    letters = new Promise<void>((resolve) => (come = resolve));
    await open(true);
    expect(measured).toEqual([]);
    // The room's word cloud asks as well, for a size of its own.
    const ofSlides = fetched.filter(([font]) => font.includes(' 16px '));
    expect(ofSlides.map(([font]) => font.split(' 16px ')[0])).toEqual(['400', '700', 'italic 400']);
    for (const [font, text] of ofSlides) {
      expect(font).toContain('"Atkinson Hyperlegible"');
      for (const slide of deck.slides)
        expect(text).toContain(slide.kind === 'content' ? slide.title : slide.prompt);
    }
    await act(async () => {
      come();
      await vi.runAllTimersAsync();
    });
    expect(measured).toEqual(deck.slides.map(({ id }) => id));
  });

  it('and by the letters that there are where the font cannot be had', async () => {
    letters = Promise.reject(new Error('no such file'));
    await open(true);
    expect(measured).toEqual(deck.slides.map(({ id }) => id));
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
