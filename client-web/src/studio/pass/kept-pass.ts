/** The pass by which this browser opens rooms, on servers that ask for one. It is kept on this device alone. */
const place = 'candour.pass';

type Kept = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export interface KeptPass {
  read: () => string | null;
  keep: (pass: string) => void;
  takeBack: () => void;
}

/** A browser that forbids storage throws as soon as it is named; then the pass lives as long as the page. */
export function keptPass(storage: () => Kept): KeptPass {
  let forNow: string | null = null;
  const tried = <T>(act: (kept: Kept) => T): T | null => {
    try {
      return act(storage());
    } catch {
      return null;
    }
  };
  return {
    read: () => tried((kept) => kept.getItem(place)) ?? forNow,
    keep: (pass) => {
      forNow = pass;
      tried((kept) => kept.setItem(place, pass));
    },
    takeBack: () => {
      forNow = null;
      tried((kept) => kept.removeItem(place));
    },
  };
}

export const browserPass = keptPass(() => window.localStorage);
