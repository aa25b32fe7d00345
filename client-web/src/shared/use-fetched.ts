import { useEffect, useState } from 'preact/hooks';

export interface Fetched<Part> {
  /** Null while it is on its way, and when it was lost. */
  part: Part | null;
  lost: boolean;
  again: () => void;
}

/** A part of the page that not everybody needs at once: what every phone loads must be light. */
export function useFetched<Part>(fetch: () => Promise<Part>, wanted = true): Fetched<Part> {
  const [part, setPart] = useState<Part | null>(null);
  const [lost, setLost] = useState(false);
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!wanted || part !== null) return;
    setLost(false);
    // A component is a function, which would be taken for one that makes the next state.
    fetch().then(
      (found) => setPart(() => found),
      () => setLost(true),
    );
  }, [wanted, tries]);
  return { part, lost, again: () => setTries(tries + 1) };
}
