// The words of a cloud: what they measure, what room they take, and in which order they are seated.

import type { Extent, Point } from './boxes';

export type CloudWord = { readonly key: string; readonly text: string; readonly people: number };

/** What a text takes up at font size 1: its width, and how far its ink reaches above and below the base line. */
export type Ink = { readonly width: number; readonly ascent: number; readonly descent: number };
export type Measure = (text: string) => Ink;

/** Font sizes are in the frame's own units: `smallest` can still be read from the back row, `largest` is the loudest. */
export type CloudFrame = Extent & { readonly smallest: number; readonly largest: number };

/** `x`, `y`: the middle of the ink. `size`: the font size. */
export type PlacedWord = CloudWord & Point & { readonly size: number; readonly ink: Ink };

export type SizedWord = CloudWord & { readonly size: number; readonly ink: Ink };

/** The box that nothing else may enter: the ink and some air, so that neighbours read as separate words. */
export function wordExtent(word: { readonly size: number; readonly ink: Ink }): Extent {
  return {
    width: word.ink.width * word.size + Math.max(12, word.size * 0.28),
    height: (word.ink.ascent + word.ink.descent) * word.size + Math.max(9, word.size * 0.18),
  };
}

/** Where the base line runs, from the middle of the ink. */
export function baselineOffset(word: { readonly size: number; readonly ink: Ink }): number {
  return ((word.ink.ascent - word.ink.descent) / 2) * word.size;
}

/** The tie is broken by a hash: alphabetical order would show as rings. */
export function byPeopleThenChance(a: CloudWord, b: CloudWord): number {
  return b.people - a.people || hashOf(a.key) - hashOf(b.key) || (a.key < b.key ? -1 : 1);
}

/** FNV-1a over UTF-16 units: small, and the same everywhere. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}
