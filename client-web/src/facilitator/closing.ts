/**
 * How a question is closed that nobody can open again: two presses, then ten seconds in which one press takes it back.
 * Pure: the time is an argument. The server hears of it when the ten seconds are over, so until then nothing has
 * happened that anybody could have seen: phones still take answers (docs/decisions/0013).
 */
export type Closing =
  | { name: 'not' }
  /** Pressed once. */
  | { name: 'asked'; since: number }
  | { name: 'held'; until: number };

export const notClosing: Closing = { name: 'not' };

/** Two presses closer than this are one hand that shook, or a clicker that bounced. */
export const leastBetweenPresses_ms = 600;
/** Who pressed once and then went on talking is asked afresh. */
export const askedFor_ms = 8_000;
/** How long a close can be taken back. */
export const heldFor_ms = 10_000;

export function pressedClose(closing: Closing, now: number): Closing {
  switch (closing.name) {
    case 'not':
      return { name: 'asked', since: now };
    case 'asked': {
      const waited = now - closing.since;
      if (waited < leastBetweenPresses_ms) return closing;
      return waited > askedFor_ms
        ? { name: 'asked', since: now }
        : { name: 'held', until: now + heldFor_ms };
    }
    case 'held':
      return closing;
  }
}

/** When something happens by itself next; null when nothing does. */
export function dueAt(closing: Closing): number | null {
  switch (closing.name) {
    case 'not':
      return null;
    case 'asked':
      return closing.since + askedFor_ms;
    case 'held':
      return closing.until;
  }
}

export function secondsLeft(closing: Closing, now: number): number {
  return closing.name === 'held' ? Math.max(0, Math.ceil((closing.until - now) / 1_000)) : 0;
}
