import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepTheme, keptTheme, wear } from '../../src/projector/theme';

let sheet: HTMLStyleElement;
const conditions = () =>
  Array.from(sheet.sheet?.cssRules ?? [])
    .filter((rule) => rule instanceof CSSMediaRule)
    .map((rule) => rule.media.mediaText);

describe('the projector’s look', () => {
  beforeEach(() => {
    window.localStorage.clear();
    sheet = document.createElement('style');
    sheet.textContent = `
      @media (prefers-color-scheme: dark) { :root { --paper: #000 } }
      @media screen and (prefers-color-scheme: dark) { :root { --word-0: #fff } }
      @media print { :root { --paper: #fff } }`;
    document.head.append(sheet);
  });
  afterEach(() => sheet.remove());

  it('is light whatever the machine prefers, and dark or light as somebody says', () => {
    for (const [theme, width] of [
      ['light', 'max-width'],
      ['dark', 'min-width'],
      ['light', 'max-width'],
    ] as const) {
      wear(theme);
      expect(conditions()).toEqual([`(${width}: 0px)`, `screen and (${width}: 0px)`, 'print']);
      expect(document.documentElement.style.colorScheme).toBe(theme);
    }
  });

  it('is kept on this device, and is light at first', () => {
    expect(keptTheme()).toBe('light');
    keepTheme('dark');
    expect(keptTheme()).toBe('dark');
  });
});
