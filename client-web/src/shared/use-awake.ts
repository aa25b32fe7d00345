import { useEffect } from 'preact/hooks';

/**
 * Keeps the screen on while somebody looks at it, or waits for something to appear on it (W3C Screen Wake Lock). Browsers
 * offer that on secure pages alone, and end it when the page is hidden; one that refuses (a low battery) is right to.
 */
export function useAwake(wanted: boolean): void {
  useEffect(() => {
    const { wakeLock } = navigator as Partial<Navigator>;
    if (!wanted || wakeLock === undefined) return undefined;
    let lock: WakeLockSentinel | undefined;
    let left = false;
    const ask = () => {
      if (document.visibilityState !== 'visible' || lock?.released === false) return;
      wakeLock.request('screen').then(
        (given) => {
          lock = given;
          if (left) void given.release();
        },
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [wanted]);
}
