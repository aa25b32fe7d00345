/** Ids of slides and parts, which nobody is asked for: 8 characters that are not mistaken for one another. */
import type { Part } from './model';

const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';

/** Random bytes; an argument, so that tests know what comes. */
export type Dice = (bytes: number) => Uint8Array;

export const browserDice: Dice = (bytes) => crypto.getRandomValues(new Uint8Array(bytes));

/** Never one of `taken`: an id that was deleted does not come back either, as 31^8 are many. */
export function newSlideId(dice: Dice, taken: ReadonlySet<string>): string {
  for (;;) {
    const id = [...dice(8)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('');
    if (!taken.has(id)) return id;
  }
}

/** For another option or statement: not that of one which was deleted, so that its answers are not taken for those. */
export const newPartId = (dice: Dice, parts: readonly Part[]): string =>
  newSlideId(dice, new Set(parts.map(({ id }) => id)));
