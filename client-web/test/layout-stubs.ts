/** What a browser has and jsdom lacks, for pages that measure: nothing here has a size, and nothing moves. */
import { vi } from 'vitest';

/** Before each test; `vi.unstubAllGlobals` takes back what can be. */
export function stubLayout() {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.stubGlobal('matchMedia', () => ({
    matches: true,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(null);
  Object.assign(document, { fonts: { load: () => Promise.resolve([]) } });
  Object.assign(Element.prototype, { scrollIntoView: () => undefined });
  // Some tests have one of their own, which opens the dialog.
  if (!('showModal' in HTMLDialogElement.prototype))
    Object.assign(HTMLDialogElement.prototype, { showModal: () => undefined });
}
