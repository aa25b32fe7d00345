import { useEffect } from 'preact/hooks';

/**
 * Keeps the screen on while this page is looked at (W3C Screen Wake Lock). Browsers allow it to pages that came by HTTPS,
 * and take it back whenever the page is hidden; without it the page is whole.
 */
export function useAwake(wanted: boolean): void {
  useEffect(() => {
    const { wakeLock } = navigator as Partial<Navigator>;
    if (!wanted || wakeLock === undefined) return;
    let lock: WakeLockSentinel | null = null;
    let over = false;
    const ask = () => {
      if (document.visibilityState !== 'visible' || (lock !== null && !lock.released)) return;
      wakeLock.request('screen').then(
        (given) => {
          if (over) void given.release();
          else lock = given;
        },
        // A low battery, or a rule of the device.
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, [wanted]);
}
