/**
 * Where in the studio somebody is, by the address: `/studio`, `/studio#deck/ID`, `/studio#room/CODE`; and in a
 * workspace `/w/WORKSPACE#CAPABILITY`, `/w/WORKSPACE#CAPABILITY/deck/ID` and so on.
 */
import { useEffect, useState } from 'preact/hooks';

export type Place = { name: 'home' } | { name: 'deck' | 'room' | 'versions'; id: string };

const capability = /^#[A-Za-z0-9_-]{43}(?=\/|$)/;

export function readPlace(hash: string): Place {
  const rest = hash.replace(capability, '').replace(/^[#/]/, '');
  const found = /^(deck|room|versions)\/([A-Za-z0-9_-]+)$/.exec(rest);
  const id = found?.[2];
  if (found === null || id === undefined) return { name: 'home' };
  return { name: found[1] as 'deck' | 'room' | 'versions', id };
}

/** In a workspace the capability stays in the address, so that a reload and a bookmark work. */
export function addressOf(place: Place, { pathname, hash }: Where = window.location): string {
  const before = capability.exec(hash)?.[0];
  const rest = place.name === 'home' ? '' : `${place.name}/${place.id}`;
  if (before === undefined) return `${pathname}${rest === '' ? '' : `#${rest}`}`;
  return `${pathname}${before}${rest === '' ? '' : `/${rest}`}`;
}

type Where = Pick<Location, 'pathname' | 'hash'>;

export function goTo(place: Place, replacing = false): void {
  const url = addressOf(place);
  if (replacing) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

const renamed = 'candour-place-renamed';

/** The address names another place from now on; what is shown stays. */
export function renamePlace(place: Place): void {
  history.replaceState(null, '', addressOf(place));
  window.dispatchEvent(new Event(renamed));
}

/** `turn` moves with each place that somebody goes to, and stays when one is only renamed: the key of what is shown. */
export function usePlace(): Place & { turn: number } {
  const [place, setPlace] = useState(() => ({ ...readPlace(window.location.hash), turn: 0 }));
  useEffect(() => {
    // The browser tells of some moves twice.
    const moved = () =>
      setPlace((before) => {
        const place = readPlace(window.location.hash);
        return isSame(before, place) ? before : { ...place, turn: before.turn + 1 };
      });
    const named = () => setPlace(({ turn }) => ({ ...readPlace(window.location.hash), turn }));
    window.addEventListener(renamed, named);
    window.addEventListener('popstate', moved);
    window.addEventListener('hashchange', moved);
    return () => {
      window.removeEventListener(renamed, named);
      window.removeEventListener('popstate', moved);
      window.removeEventListener('hashchange', moved);
    };
  }, []);
  return place;
}

const isSame = (a: Place, b: Place): boolean =>
  a.name === b.name && (a.name === 'home' || b.name === 'home' || a.id === b.id);
