/** What a page does with an answer before it sends it, as protocol/README.md says. */

/** Words and texts in lengths of 512 bytes; all other messages as they are. */
export function asAPage(message) {
  if (message.type !== 'submit') return message;
  if (!['word_cloud', 'free_text'].includes(message.response?.kind)) return message;
  const bytes = Buffer.byteLength(JSON.stringify({ ...message, pad: '' }));
  return { ...message, pad: ' '.repeat((512 - (bytes % 512)) % 512) };
}
