/**
 * Enter, and not the one that only ends the composing of a word. WebKit says that the composing has ended before it says
 * which key did it (bug 165004), and marks the key by the code of those that went to the composing.
 */
export function isEnter(event: KeyboardEvent): boolean {
  return event.key === 'Enter' && !event.isComposing && event.keyCode !== 229;
}
