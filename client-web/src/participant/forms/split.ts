/** Several words that somebody wrote into one box. */

/**
 * One of them: up to what people put between words, also in Arabic, Chinese and Japanese; lines and tabs come from
 * elsewhere. A comma inside a number, as in 1,5 or 10,000, is not between words.
 */
const part = /(?:\d,(?=\d)|[^,;،、，；\n\r\t])+/g;

/**
 * `words` with those of box `at` in boxes of their own. When there are more of them than free boxes, the last ones stay
 * together: nothing is lost. Null when there is nothing to split, or no free box.
 */
export function split(words: readonly string[], at: number, boxes: number): string[] | null {
  const parts = partsOf(words[at] ?? '');
  const before = words.slice(0, at).filter(isFilled);
  const after = words.slice(at + 1).filter(isFilled);
  const free = boxes - before.length - after.length;
  if (parts.length < 2 || free < 2) return null;
  const rest = parts.slice(free - 1);
  const own = parts.slice(0, free - 1);
  return [...before, ...own, ...(rest.length > 0 ? [rest.join(', ')] : []), ...after];
}

/** Pasted lines and cells in one line, which is all that a box takes: a browser would run them together. */
export function inOneLine(pasted: string): string {
  return /[\n\r\t]/.test(pasted) ? partsOf(pasted).join(', ') : pasted;
}

function partsOf(text: string): string[] {
  return (text.match(part) ?? []).map((word) => word.trim()).filter(isFilled);
}

const isFilled = (word: string) => word.trim() !== '';
