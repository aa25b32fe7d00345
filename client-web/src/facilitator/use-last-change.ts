import type { Snapshot } from '@protocol/messages';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { changeBetween, settles_ms, type Change } from './press-guard';

/** What moved last in the room, and whether that was a moment ago. */
export function useLastChange(snapshot: Snapshot): {
  change: () => Change | null;
  resting: boolean;
} {
  const before = useRef(snapshot);
  const change = useRef<Change | null>(null);
  const [resting, setResting] = useState(false);
  useLayoutEffect(() => {
    const what = changeBetween(before.current, snapshot);
    before.current = snapshot;
    if (what === null) return;
    change.current = { what, at: performance.now() };
    setResting(true);
  }, [snapshot]);
  const at = change.current?.at;
  useLayoutEffect(() => {
    if (!resting) return;
    const timer = setTimeout(() => setResting(false), settles_ms);
    return () => clearTimeout(timer);
  }, [resting, at]);
  return { change: () => change.current, resting };
}
