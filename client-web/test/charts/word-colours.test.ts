import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/charts/word-colours.css', 'utf8');
const tokens = readFileSync('src/shared/tokens.css', 'utf8');

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

function inScheme(source: string, scheme: 'light' | 'dark'): string {
  const at = source.indexOf('prefers-color-scheme: dark');
  return scheme === 'dark' ? source.slice(at) : source.slice(0, at);
}

describe.each(['light', 'dark'] as const)('the colours of words, %s', (scheme) => {
  const paper = /--paper: (#[0-9a-f]{6})/.exec(inScheme(tokens, scheme))?.[1] ?? '';
  const hues = [...inScheme(css, scheme).matchAll(/--word-\d: (#[0-9a-f]{6})/g)].map(
    (match) => match[1] ?? '',
  );

  it('are eight, all different', () => {
    expect(new Set(hues).size).toBe(8);
  });

  it.each(hues)('%s stands out from the paper, 4.5:1 (WCAG 1.4.3)', (hue) => {
    expect(contrast(hue, paper)).toBeGreaterThanOrEqual(4.5);
  });
});
