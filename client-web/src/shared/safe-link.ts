/**
 * Where a deck may link to: an https page or a mailto address, else null. What a deck links to must neither act in this
 * page nor travel in the open. The address as the browser writes it, so that phone and projector link to the same.
 */
export function safeLink(address: string): string | null {
  if (!/^(https:\/\/|mailto:[^\s@]+@)[^\s"'<>\\]+$/i.test(address)) return null;
  try {
    return new URL(address).href;
  } catch {
    return null;
  }
}
