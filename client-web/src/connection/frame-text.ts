/** A message as it goes over the line. */
import type { ClientMessage } from '@protocol/messages';

/** Words and texts go out in lengths of so many bytes: who watches the line learns little from them (README, submit). */
const step = 512;

export function frameText(message: ClientMessage): string {
  const text = JSON.stringify(message);
  if (message.type !== 'submit' || !isOfAnyLength(message.response.kind)) return text;
  const head = `${text.slice(0, -1)},"pad":"`;
  const bytes = new TextEncoder().encode(head).length + 2;
  return `${head}${' '.repeat((step - (bytes % step)) % step)}"}`;
}

function isOfAnyLength(kind: string): boolean {
  return kind === 'word_cloud' || kind === 'free_text';
}
