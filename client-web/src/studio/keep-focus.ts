/**
 * What has the focus may go away: a row that was deleted or moved, a panel that was read, a button that can do nothing
 * more. The browser would put the focus on nothing, and whoever works by keyboard or screen reader would begin at the page's top
 * again. It goes to what has taken that place: the next row, else the one before, else the heading of what is around.
 *
 * Nothing happens while the focus is elsewhere, so that nobody who has gone on is called back.
 */
const focusable =
  'a[href], button:not([disabled]), input:not([disabled]), textarea, select, summary, [tabindex="0"]';

/** Returns how to stop it. */
export function keepFocus(page: Document): () => void {
  let last: HTMLElement | null = null;
  const noted = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) last = target;
  };
  // Whoever presses beside everything has let go of what had the focus.
  const pressed = ({ target }: Event) => {
    const { activeElement } = page;
    const stays = target instanceof Node && activeElement?.contains(target) === true;
    last = stays && activeElement instanceof HTMLElement ? activeElement : null;
  };
  const observer = new MutationObserver((records) => {
    const lost = last;
    if (lost === null) return;
    const { activeElement } = page;
    const isDisabled = lost.matches(':disabled');
    if (activeElement !== page.body && !(isDisabled && activeElement === lost)) return;
    if (!lost.isConnected) {
      last = null;
      placeOf(lost, records)?.focus();
    } else if (isDisabled) besides(lost)?.focus();
    else if (records.some(({ addedNodes }) => [...addedNodes].some((node) => node.contains(lost))))
      lost.focus(); // It was moved: a browser takes that for going and coming.
  });
  page.addEventListener('focusin', noted);
  page.addEventListener('pointerdown', pressed, true);
  observer.observe(page.body, {
    ...{ childList: true, subtree: true },
    ...{ attributes: true, attributeFilter: ['disabled'] },
  });
  return () => {
    page.removeEventListener('focusin', noted);
    page.removeEventListener('pointerdown', pressed, true);
    observer.disconnect();
  };
}

/** Of buttons that belong together one is disabled by its own press: "Undo" leaves "Redo". */
const besides = (button: HTMLElement): HTMLElement | null =>
  button.parentElement?.querySelector<HTMLElement>('button:not([disabled])') ?? null;

function placeOf(lost: HTMLElement, records: readonly MutationRecord[]): HTMLElement | null {
  const record = records.find(({ removedNodes }) =>
    [...removedNodes].some((node) => node.contains(lost)),
  );
  if (record === undefined) return null;
  const wasRow = [...record.removedNodes].some((node) => node.nodeName === 'LI');
  const row = wasRow ? (firstIn(record.nextSibling) ?? firstIn(record.previousSibling)) : null;
  return row ?? around(record.target);
}

function firstIn(node: Node | null): HTMLElement | null {
  return node instanceof HTMLElement ? node.querySelector<HTMLElement>(focusable) : null;
}

/** The heading of the part of the page in which it stood, or the page's; in a group of fields the first of these. */
function around(node: Node): HTMLElement | null {
  const element = node instanceof HTMLElement ? node : node.parentElement;
  const part = element?.closest('fieldset, section, body') ?? node.ownerDocument?.body;
  if (part?.matches('fieldset') === true) return part.querySelector<HTMLElement>(focusable);
  const heading = part?.querySelector<HTMLElement>('h1, h2, h3') ?? null;
  if (heading !== null && !heading.hasAttribute('tabindex')) heading.tabIndex = -1;
  return heading;
}
