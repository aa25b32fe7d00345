/**
 * A press that was meant for what was on the desk a moment ago: a clicker sends two, or two people press at once. Pure:
 * the time is an argument.
 */
import type { Snapshot } from '@protocol/messages';
import type { Step } from './next-step';

/** Nobody reads what a button does now, and decides, in less. */
export const settles_ms = 1_500;

/** What moved last, and when. */
export interface Change {
  what: 'slide' | 'phase';
  at: number;
}

type State = Pick<Snapshot, 'slide' | 'question'>;

export function changeBetween(before: State, after: State): Change['what'] | null {
  if (before.slide?.id !== after.slide?.id) return 'slide';
  return phaseOf(before) === phaseOf(after) ? null : 'phase';
}

function phaseOf({ question }: State): string {
  return question === null ? '' : `${question.round} ${question.phase} ${question.revealed}`;
}

/**
 * Leafing through slides may be quick. What opens, closes or shows something, and any step right after one of these,
 * may not.
 */
export function isTooSoon(change: Change | null, press: Step['name'], now: number): boolean {
  if (change === null || now - change.at >= settles_ms) return false;
  return change.what === 'phase' || !leafs.includes(press);
}

const leafs: readonly Step['name'][] = ['first_slide', 'next_slide', 'back', 'join_screen'];
