import { act } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { join, lobby, say, setUp, settle } from '../participant/page-bench';
import { choice, snapshotOf } from '../participant/slides';

setUp();
afterEach(() => void Reflect.deleteProperty(navigator, 'wakeLock'));

function offerWakeLock(request: () => Promise<{ release: () => Promise<void> }>) {
  const asked = vi.fn(request);
  Object.defineProperty(navigator, 'wakeLock', { value: { request: asked }, configurable: true });
  return asked;
}

describe('a phone’s screen', () => {
  it('stays on while its person waits, and goes off as it likes once there is something to do', async () => {
    const release = vi.fn(() => Promise.resolve());
    const request = offerWakeLock(() => Promise.resolve({ release }));
    await join(lobby);
    expect(request).toHaveBeenCalledTimes(1);
    // The browser takes it back when the page is hidden.
    await act(() => void document.dispatchEvent(new Event('visibilitychange')));
    expect(request).toHaveBeenCalledTimes(2);
    await say(snapshotOf(choice, { phase: 'waiting' }));
    expect(release).not.toHaveBeenCalled();
    await say(snapshotOf(choice));
    await settle();
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('goes off at once when it was given too late', async () => {
    const release = vi.fn(() => Promise.resolve());
    let give: (lock: { release: typeof release }) => void = () => undefined;
    offerWakeLock(() => new Promise((resolve) => (give = resolve)));
    await join(lobby);
    await say(snapshotOf(choice));
    give({ release });
    await settle();
    expect(release).toHaveBeenCalledTimes(1);
  });

  it('is left alone where the browser refuses or does not know how', async () => {
    offerWakeLock(() => Promise.reject(new Error('The battery is low.')));
    await join(lobby);
    await settle();
    Reflect.deleteProperty(navigator, 'wakeLock');
    await say(snapshotOf(choice), lobby);
  });
});
