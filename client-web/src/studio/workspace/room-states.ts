/** Which rooms are live, asked of the server: one after the other, as it slows whoever asks for many that are gone. */
import { useEffect, useState } from 'preact/hooks';
import type { RoomState } from '@protocol/messages';

export type State = 'live' | 'ended' | 'gone';

const asked_most = 20;

/** Rooms that were gone are not asked for again in this sitting: they do not come back. */
const gone = new Set<string>();

/** Of the first twenty codes; the newest rooms stand first. What is not known is not in it. */
export function useRoomStates(codes: readonly string[]): ReadonlyMap<string, State> {
  const [states, setStates] = useState<ReadonlyMap<string, State>>(new Map());
  const wanted = codes.slice(0, asked_most).join(' ');
  useEffect(() => {
    const stop = new AbortController();
    void (async () => {
      const found = new Map<string, State>();
      for (const code of wanted.split(' ').filter(Boolean)) {
        const state = gone.has(code) ? 'gone' : await stateOf(code, stop.signal);
        if (stop.signal.aborted) return;
        if (state !== null) found.set(code, state);
        if (state === 'gone') gone.add(code);
        setStates(new Map(found));
      }
    })();
    return () => stop.abort();
  }, [wanted]);
  return states;
}

async function stateOf(code: string, signal: AbortSignal): Promise<State | null> {
  try {
    const response = await fetch(`/api/rooms/${code}`, { signal });
    if (response.status === 404) return 'gone';
    return response.ok ? ((await response.json()) as RoomState).phase : null;
  } catch {
    return null;
  }
}
