import { describe, expect, it } from 'vitest';
import {
  dueAt,
  heldFor_ms,
  leastBetweenPresses_ms,
  notClosing,
  pressedClose,
  secondsLeft,
  type Closing,
} from '../../src/facilitator/closing';

const at = 5_000;
const asked = pressedClose(notClosing, at);
const held = pressedClose(asked, at + 1_000);

describe('closing a question for good', () => {
  it('takes two presses, and then ten seconds', () => {
    expect(asked).toEqual({ name: 'asked', since: at });
    expect(held).toEqual({ name: 'held', until: at + 1_000 + heldFor_ms });
    expect(dueAt(held)).toBe(at + 11_000);
  });

  it('takes a press that bounced for one', () => {
    expect(pressedClose(asked, at + leastBetweenPresses_ms - 1)).toBe(asked);
    expect(pressedClose(asked, at + leastBetweenPresses_ms).name).toBe('held');
  });

  it('asks afresh when the first press was long ago', () => {
    expect(pressedClose(asked, at + 8_001)).toEqual({ name: 'asked', since: at + 8_001 });
  });

  it('is not hurried by more presses', () => {
    expect(pressedClose(held, at + 3_000)).toBe(held);
  });

  it('counts the seconds that are left, never below none', () => {
    const left = (now: number, closing: Closing = held) => secondsLeft(closing, now);
    expect([left(at + 1_000), left(at + 1_001), left(at + 10_999), left(at + 99_000)]).toEqual([
      10, 10, 1, 0,
    ]);
    expect(left(at, asked)).toBe(0);
  });
});
