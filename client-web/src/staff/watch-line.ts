/**
 * Walls and desks are looked at all the time, also when nobody touches them: a line that died without a word shows as
 * “No line” within ten seconds (this pause and the machine's `pongWhenLookedAt`). Phones do not do it: thousands of
 * them would ask, and each finds a dead line when it is unlocked, or has something to say.
 */
import type { Room } from '../store/room';

/** A few pages a room, one message of some 40 bytes each: a fiftieth of what the server takes from one connection. */
export const unattended_ms = 5_000;
/** A person who presses is served at once, one who drums is asked about once. */
export const attended_ms = 2_000;

type Watched = Pick<Room, 'look' | 'store'>;

export function watchLine({ look, store }: Watched): () => void {
  let lookedAt = -Infinity;
  const attend = () => {
    const now = performance.now();
    if (now - lookedAt < attended_ms) return;
    lookedAt = now;
    look();
  };
  // Only a line that seems to hold: one that is down is tried in its own, growing pauses.
  const ask = () => {
    if (document.visibilityState === 'visible' && store.view().line.name === 'live') look();
  };
  // Before any other listener, as a press may be answered by one that lets it go no further.
  const listeners: [EventTarget, string][] = [
    [window, 'focus'],
    [window, 'pointerdown'],
    [window, 'keydown'],
  ];
  listeners.forEach(([target, type]) => target.addEventListener(type, attend, true));
  const timer = setInterval(ask, unattended_ms);
  return () => {
    clearInterval(timer);
    listeners.forEach(([target, type]) => target.removeEventListener(type, attend, true));
  };
}
