import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { leaveFocusToStudio } from '../../src/studio/preview/page-frame';

// eslint-disable-next-line @typescript-eslint/unbound-method -- put back as it was
const own = HTMLElement.prototype.focus;
beforeEach(() => {
  document.body.innerHTML = '<button>A</button>';
  leaveFocusToStudio();
});
afterEach(() => {
  HTMLElement.prototype.focus = own;
  vi.restoreAllMocks();
});
const focused = (has: boolean) => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(has);
  document.querySelector('button')?.focus();
  return document.activeElement?.tagName;
};

it('a page of the preview takes no focus from whoever types in the studio', () => {
  expect(focused(false)).toBe('BODY');
});

it('a page of the preview moves the focus while somebody tries it out', () => {
  expect(focused(true)).toBe('BUTTON');
});
