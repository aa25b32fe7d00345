/** Whether each word that goes into an import comes out of it: in the deck, or in a sentence about what was left out. */
import type { Imported } from '../../src/deck/read-deck';
import { toFile } from '../../src/deck/deck-file';

const wordsIn = (text: string): readonly string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

/** The words of `source` that `read` has neither kept nor named. */
export function lostWords(source: string, { deck, remarks }: Imported): readonly string[] {
  const came = JSON.stringify(toFile(deck)) + remarks.map(({ sentence }) => sentence).join(' ');
  const there = new Set(wordsIn(came.replace(/\\+[nrt]/g, ' ')));
  return wordsIn(source).filter((word) => !there.has(word));
}

/** Words that stand nowhere else: "alpha1", "alpha2" ... */
export function freshWords(): () => string {
  let count = 0;
  return () => `alpha${(count += 1)}`;
}

/** Numbers from 0 to 1, the same ones for a seed (mulberry32). */
export function diceOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
