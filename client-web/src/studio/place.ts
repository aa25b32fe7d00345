/** Where in the studio somebody is, by the address: `/studio`, `/studio#deck/ID`, `/studio#room/CODE`. */
import { useEffect, useState } from 'preact/hooks';

export type Place = { name: 'home' } | { name: 'deck' | 'room'; id: string };

export function readPlace(hash: string): Place {
  const found = /^#(deck|room)\/([A-Za-z0-9]+)$/.exec(hash);
  const id = found?.[2];
  if (found === null || id === undefined) return { name: 'home' };
  return { name: found[1] === 'deck' ? 'deck' : 'room', id };
}

export const hashOf = (place: Place): string =>
  place.name === 'home' ? '' : `#${place.name}/${place.id}`;

export function goTo(place: Place, replacing = false): void {
  const url = `${window.location.pathname}${hashOf(place)}`;
  if (replacing) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  window.dispatchEvent(new PopStateEvent('popstate'));
}

export function usePlace(): Place {
  const [place, setPlace] = useState(() => readPlace(window.location.hash));
  useEffect(() => {
    const moved = () => setPlace(readPlace(window.location.hash));
    window.addEventListener('popstate', moved);
    window.addEventListener('hashchange', moved);
    return () => {
      window.removeEventListener('popstate', moved);
      window.removeEventListener('hashchange', moved);
    };
  }, []);
  return place;
}
