import type { ProjectorWelcome, Snapshot, Wall } from '@protocol/messages';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ProjectorPage } from '../../src/projector/page';
import { emptyView, type View } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

let view: View = emptyView;
vi.mock('../../src/store/use-room', () => ({ useRoom: () => ({ room: null, view }) }));

const page = () => <ProjectorPage code="WARD7K2M" capability="x" />;
let redraw: () => void;
const pressKey = (key: string) => fireEvent.keyDown(document.body, { key });
const slide: Wall = { shows: 'slide', page: 0, item: null, text: null };

function shows(wall: Wall) {
  view = {
    ...emptyView,
    line: { name: 'live' },
    welcome: golden<ProjectorWelcome>('welcome_projector'),
    snapshot: { ...golden<Snapshot>('snapshot_projector_text'), wall },
  };
}

const heading = () => screen.getByRole('heading', { level: 1 }).textContent;
const cards = () => document.querySelectorAll('.text-card').length;

describe('the projector', () => {
  const request = vi.fn();
  beforeEach(() => {
    request.mockReset().mockResolvedValue({ released: false, release: () => Promise.resolve() });
    vi.stubGlobal('navigator', { ...navigator, wakeLock: { request } });
    stubLayout();
    window.localStorage.clear();
    shows(slide);
    const drawn = render(page());
    redraw = () => void act(() => drawn.rerender(page()));
  });
  afterEach(() => {
    cleanup();
    vi.unstubAllGlobals();
  });

  it('shows what the desk brings up: one text, the way in, nothing, the slide', () => {
    expect(cards()).toBe(3);
    shows({ shows: 'text', page: 0, item: '2.1', text: 'More hands at night.' });
    redraw();
    // One that is not among those that the tally has.
    expect(document.querySelector('.one-text')?.textContent).toBe('More hands at night.');
    expect(cards()).toBe(0);
    shows({ ...slide, shows: 'join' });
    redraw();
    expect(screen.getByRole('img', { name: /QR code/ })).toBeTruthy();
    expect(heading()).not.toBe('What should we do next?');
    shows({ ...slide, shows: 'nothing' });
    redraw();
    expect(document.querySelector('.projection')?.textContent).toBe('The screen is dark.');
    shows(slide);
    redraw();
    expect(cards()).toBe(3);
  });

  it('goes by its own keys until the desk shows something else', () => {
    pressKey('b');
    expect(screen.getByText('The screen is dark.')).toBeTruthy();
    pressKey('Escape');
    expect(cards()).toBe(3);
    pressKey('q');
    expect(cards()).toBe(0);
    shows({ ...slide, page: 1 });
    redraw();
    expect(cards()).toBe(3);
  });

  it('says where a key of the desk is to be pressed', () => {
    pressKey('PageDown');
    expect(screen.getByText(/on the facilitator’s desk/).getAttribute('role')).toBe('status');
    pressKey('?');
    expect(screen.getAllByText(/on the facilitator’s desk/)).toHaveLength(2);
  });

  it('is light until somebody says dark, on this device', () => {
    expect(document.documentElement.style.colorScheme).toBe('light');
    pressKey('t');
    expect(document.documentElement.style.colorScheme).toBe('dark');
    expect(window.localStorage.getItem('candour.projector.theme')).toBe('dark');
  });

  it('keeps the screen on, and asks again when it is looked at again', async () => {
    await Promise.resolve();
    expect(request).toHaveBeenCalledTimes(1);
    request.mockResolvedValueOnce({ released: true, release: () => Promise.resolve() });
    fireEvent(document, new Event('visibilitychange'));
    // The lock that it has still holds.
    expect(request).toHaveBeenCalledTimes(1);
  });
});
