import type { Entry } from '../shared/code';

/**
 * The capability stays in the address, so that a reload and a bookmark work; a fragment is never sent by HTTP. A copy
 * in the tab's own storage serves when the fragment got lost in this tab.
 */
export function passCapability(
  address: Entry,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): string | null {
  const place = `candour.capability.${address.code}`;
  if (address.secret === undefined) return storage.getItem(place);
  storage.setItem(place, address.secret);
  return address.secret;
}
