/**
 * Lists as somebody who reads the deck's language expects them: by the collation of Unicode's CLDR, which browsers have
 * from ICU. On the wire long lists stand by lot (protocol/README.md, "tally"), so whoever shows less than all takes the
 * first, and then puts those in order.
 */

type Compare = (a: string, b: string) => number;

export function collation(language: string): Compare {
  const collator = collatorOf(language);
  return (a, b) => collator.compare(a, b);
}

function collatorOf(language: string): Intl.Collator {
  try {
    return new Intl.Collator(language);
  } catch {
    // A tag of the right form that no language has.
    return new Intl.Collator('en');
  }
}

/** The newest release first. */
export function textsInOrder<T extends { id: string; text: string }>(
  texts: readonly T[],
  language: string,
): T[] {
  const compare = collation(language);
  return [...texts].sort((a, b) => releaseOf(b.id) - releaseOf(a.id) || compare(a.text, b.text));
}

/** "3.1" is of the third release; in a report ids are numbers, and there are none. */
function releaseOf(id: string): number {
  return id.includes('.') ? parseInt(id, 10) : 0;
}

/** The most frequent first. */
export function wordsInOrder<T extends { people: number; text: string }>(
  words: readonly T[],
  language: string,
): T[] {
  const compare = collation(language);
  return [...words].sort((a, b) => b.people - a.people || compare(a.text, b.text));
}
