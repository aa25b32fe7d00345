// Deals the texts' cards to columns.

import type { TalliedText } from '@protocol/messages';

/** Of a card, in lines: its padding and the gap below it. */
const CARD_AIR = 1.6;

/** An estimate, the same on every screen; a wide letter counts double. */
export function linesOf(text: string, lettersPerLine: number): number {
  return text.split('\n').reduce((lines, part) => {
    const letters = [...part].reduce((sum, letter) => sum + (letter > '\u2e80' ? 2 : 1), 0);
    return lines + Math.max(1, Math.ceil(letters / lettersPerLine));
  }, 0);
}

/**
 * Each text goes to the shortest column, so that reading across the top gives the newest release. The order inside the
 * list is the server's, which tells nothing about who wrote first.
 */
export function dealCards(
  texts: readonly TalliedText[],
  columnCount: number,
  lettersPerLine: number,
): TalliedText[][] {
  const columns = Array.from({ length: Math.max(1, columnCount) }, () => ({
    length: 0,
    cards: [] as TalliedText[],
  }));
  for (const text of texts) {
    const shortest = columns.reduce((best, column) =>
      column.length < best.length ? column : best,
    );
    shortest.cards.push(text);
    shortest.length += linesOf(text.text, lettersPerLine) + CARD_AIR;
  }
  return columns.map((column) => column.cards);
}
