import type { Response } from '@protocol/messages';

/** What every question's form gets. It holds nothing itself: the draft lives on the phone. */
export interface FormProps<S, K extends Response['kind']> {
  slide: S;
  language: string;
  draft: Extract<Response, { kind: K }>;
  onDraft: (draft: Response) => void;
  /** The part at fault, or null. */
  faultAt: number | null;
  /** The id of the sentence that says what is wrong. */
  faultId: string;
}

/** `list` with the value at `index` replaced. */
export function replaced<T>(list: readonly T[], index: number, value: T): T[] {
  return list.map((old, i) => (i === index ? value : old));
}

/** Filled fields and one blank after them, up to `most`: a form that grows as it is needed. */
export function growing(texts: readonly string[], most: number): string[] {
  const lastFilled = texts.reduce((last, text, i) => (text === '' ? last : i), -1);
  const wanted = Math.min(most, Math.max(1, lastFilled + 2));
  return Array.from({ length: wanted }, (_, i) => texts[i] ?? '');
}
