import type { TalliedText } from '@protocol/messages';

/** The text after or before the one in the middle; past either end nothing, so that the cards show again. */
export function neighbouringText(
  texts: readonly TalliedText[],
  chosen: TalliedText | null,
  step: 1 | -1,
): TalliedText | null {
  const at = chosen === null ? -1 : texts.findIndex((text) => text.id === chosen.id);
  if (at < 0) return texts[step === 1 ? 0 : texts.length - 1] ?? null;
  return texts[at + step] ?? null;
}
