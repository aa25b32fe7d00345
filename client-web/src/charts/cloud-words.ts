// The words of a cloud: what they measure, what room they take, and in which order they are seated.

import type { Extent, Point } from './boxes';

export interface CloudWord {
  key: string;
  text: string;
  people: number;
}

/** What a text takes up at font size 1: its width, and how far its ink reaches above and below the base line. */
export interface Ink {
  width: number;
  ascent: number;
  descent: number;
}
export type Measure = (text: string) => Ink;

/** Font sizes are in the frame's own units: `smallest` can still be read from the back row, `largest` is the loudest. */
export interface CloudFrame extends Extent {
  smallest: number;
  largest: number;
}

/** `size`: the font size. `extent`: what nothing else may enter, the ink and some air around it. */
export interface SizedWord extends CloudWord {
  ink: Ink;
  size: number;
  extent: Extent;
}

/** `x`, `y`: the middle of the ink. */
export interface PlacedWord extends SizedWord, Point {}

/** The square root of the people: then a word's area, not its height, tells how many said it. */
export function sizedWord(word: CloudWord, ink: Ink, unit: number, frame: CloudFrame): SizedWord {
  const told = Math.min(Math.max(unit * Math.sqrt(word.people), frame.smallest), frame.largest);
  const air = (size: number) => Math.max(0.6 * frame.smallest, 0.28 * size);
  const widest = (frame.width - air(told)) / ink.width;
  const size = Math.max(Math.min(told, widest), frame.smallest);
  // Less air above and below: lines that are close still read as lines, words that are close read as a phrase.
  const extent = {
    width: ink.width * size + air(size),
    height: (ink.ascent + ink.descent) * size + 0.7 * air(size),
  };
  return { key: word.key, text: word.text, people: word.people, ink, size, extent };
}

/** Where the base line runs, from the middle of the ink. */
export function baselineOffset(word: { readonly size: number; readonly ink: Ink }): number {
  return ((word.ink.ascent - word.ink.descent) / 2) * word.size;
}

/** The tie is broken by a hash: alphabetical order would show as rings. */
export function byPeopleThenChance(a: CloudWord, b: CloudWord): number {
  return b.people - a.people || byChance(a, b);
}

export function byChance(a: CloudWord, b: CloudWord): number {
  return hashOf(a.key) - hashOf(b.key) || (a.key < b.key ? -1 : 1);
}

/** FNV-1a over UTF-16 units: small, and the same everywhere. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193) >>> 0;
  }
  return hash;
}
