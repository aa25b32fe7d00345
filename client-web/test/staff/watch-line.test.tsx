import type { ServerMessage } from '@protocol/messages';
import { act, cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useStaffRoom } from '../../src/staff/use-staff-room';
import { attended_ms, unattended_ms } from '../../src/staff/watch-line';
import type { Room } from '../../src/store/room';
import { golden } from '../golden';
import { FakeSocket } from '../participant/fake-socket';

/** A page of the staff without its picture. */
let room: Room | null;
let line: string;
function Page({ role }: { role: 'facilitator' | 'projector' }) {
  const opened = useStaffRoom({ role, code: 'WARD7K2M', capability: 'x' });
  room = opened.room;
  line = opened.view.line.name;
  return null;
}

let visibility: DocumentVisibilityState;
const pings = () => FakeSocket.last.sent.filter(({ type }) => type === 'ping').length;
const pass = (ms: number) => void act(() => void vi.advanceTimersByTime(ms));
const say = (message: ServerMessage) => void act(() => FakeSocket.last.say(message));
const arrive = () => {
  void act(() => FakeSocket.last.open());
  say(golden('welcome_projector'));
  say(golden('snapshot_join_screen'));
};

describe.each(['facilitator', 'projector'] as const)('the line of a %s’s page', (role) => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    visibility = 'visible';
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
    render(<Page role={role} />);
    arrive();
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('is known to be dead within ten seconds, whenever it died and though nobody touches the page', () => {
    for (let quiet = 0; quiet < unattended_ms; quiet += 500) {
      cleanup();
      render(<Page role={role} />);
      arrive();
      pass(quiet);
      // What was asked until now is answered; from now on nothing is.
      say({ type: 'pong' });
      expect(line).toBe('live');
      pass(10_000);
      expect(line).toBe('broken');
    }
  });

  it('is asked about once in five seconds at most, while it answers', () => {
    const before = pings();
    for (let i = 0; i < 60; ++i) {
      pass(1_000);
      say({ type: 'pong' });
    }
    expect(line).toBe('live');
    expect(pings() - before).toBeLessThanOrEqual(60_000 / unattended_ms);
  });

  it('is asked about as seldom as a phone’s while nobody can see the page', () => {
    visibility = 'hidden';
    pass(24_000);
    expect(pings()).toBe(0);
    pass(2_000);
    expect(pings()).toBe(1);
  });

  it.each(['focus', 'pointerdown', 'keydown'])('is asked about at once at a %s', (type) => {
    void act(() => void window.dispatchEvent(new Event(type)));
    expect(pings()).toBe(1);
    pass(4_000);
    expect(line).toBe('broken');
  });

  it('is asked about once by somebody who drums', () => {
    for (let i = 0; i < 20; ++i) void act(() => void window.dispatchEvent(new Event('keydown')));
    expect(pings()).toBe(1);
    pass(attended_ms);
    void act(() => void window.dispatchEvent(new Event('keydown')));
    expect(pings()).toBe(2);
  });

  it('is tried at once by somebody who presses, and else in its own, growing pauses', () => {
    vi.spyOn(Math, 'random').mockReturnValue(1); // the longest pauses
    const tries = () => FakeSocket.all.length;
    for (let i = 0; i < 8; ++i) {
      void act(() => FakeSocket.last.breakOff());
      if (i < 7) pass(20_000);
    }
    const before = tries();
    pass(15_000);
    expect(tries()).toBe(before);
    void act(() => void window.dispatchEvent(new Event('pointerdown')));
    expect(tries()).toBe(before + 1);
  });

  it('is left alone once the page is gone', () => {
    const { sent } = FakeSocket.last;
    const before = sent.length;
    cleanup();
    vi.advanceTimersByTime(60_000);
    window.dispatchEvent(new Event('keydown'));
    expect(sent.length).toBe(before);
  });
});

describe('an order of the desk', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    visibility = 'hidden'; // so that only the order itself asks
    vi.spyOn(document, 'visibilityState', 'get').mockImplementation(() => visibility);
    render(<Page role="facilitator" />);
    arrive();
  });
  afterEach(() => {
    cleanup();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  it('that is not answered is said to be lost after eight seconds', async () => {
    const told = vi.fn();
    void room?.ask({ type: 'control', action: 'lock' }).then(told);
    pass(7_900);
    await Promise.resolve();
    expect(told).not.toHaveBeenCalled();
    pass(100);
    await Promise.resolve();
    expect(told).toHaveBeenCalledWith({ type: 'lost' });
    expect(line).toBe('broken');
  });

  it('that is answered costs no ping', async () => {
    const told = vi.fn();
    void room?.ask({ type: 'control', action: 'lock' }).then(told);
    const { id } = FakeSocket.last.heard('control');
    say({ type: 'ack', id });
    await Promise.resolve();
    expect(told).toHaveBeenCalledWith({ type: 'ack', id });
    pass(20_000);
    expect(pings()).toBe(0);
  });

  it('for a page of texts is one too', async () => {
    const told = vi.fn();
    void room?.ask({ type: 'texts', question: 'more', from: 300 }).then(told);
    pass(8_000);
    await Promise.resolve();
    expect(told).toHaveBeenCalledWith({ type: 'lost' });
  });
});
