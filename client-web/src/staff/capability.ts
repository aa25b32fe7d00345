/**
 * The capability stays in the address, so that a reload and a bookmark work; a fragment is never sent by HTTP. A copy
 * in the tab's own storage serves when the fragment got lost in this tab.
 */
export function passCapability(
  code: string,
  fragment: string | undefined,
  storage: Pick<Storage, 'getItem' | 'setItem'>,
): string | null {
  const place = `candour.capability.${code}`;
  if (fragment === undefined) return storage.getItem(place);
  storage.setItem(place, fragment);
  return fragment;
}
