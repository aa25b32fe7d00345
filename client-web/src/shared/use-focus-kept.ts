import { useEffect } from 'preact/hooks';

/** How long a component has to bring the focus to a better place than the heading. */
const graceMs = 50;

/**
 * When what has the focus leaves the page (a button that was pressed, a notice that is over), the browser lets the focus
 * fall to the body, and a screen reader begins again at the top. It goes to the page's heading instead.
 */
export function useFocusKept(): void {
  useEffect(() => {
    let last: Node | null = null;
    const note = ({ target }: FocusEvent) => (last = target as Node);
    const toHeading = () => {
      if (document.activeElement !== document.body) return;
      document.querySelector<HTMLElement>('h1[tabindex]')?.focus({ preventScroll: true });
    };
    const watch = new MutationObserver(() => {
      if (last === null || last.isConnected) return;
      last = null;
      setTimeout(toHeading, graceMs);
    });
    document.addEventListener('focusin', note);
    watch.observe(document.body, { childList: true, subtree: true });
    return () => {
      watch.disconnect();
      document.removeEventListener('focusin', note);
    };
  }, []);
}
