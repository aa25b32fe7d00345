// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const sheets = ['shared/tokens.css', 'staff/base.css'].map((name) =>
  readFileSync(new URL(`../../src/${name}`, import.meta.url), 'utf8').split(
    '@media (prefers-color-scheme: dark)',
  ),
);
const [light, dark] = [0, 1].map((scheme) => sheets.map((parts) => parts[scheme]).join('')) as [
  string,
  string,
];

function tokens(part: string): Record<string, string> {
  return Object.fromEntries(
    [...part.matchAll(/--([\w-]+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
}

/** WCAG 2.2, "relative luminance" and "contrast ratio". */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const schemes = { light: tokens(light), dark: { ...tokens(light), ...tokens(dark) } };
describe.each(Object.entries(schemes))('in %s', (_, colours) => {
  const of = (name: string) => colours[name] ?? '#000000';

  it.each(['ink', 'ink-soft', 'accent', 'error'])('%s reads on paper and on cards', (text) => {
    expect(contrast(of(text), of('paper'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of(text), of('raised'))).toBeGreaterThanOrEqual(7);
  });

  it('text on the accent and its wash reads', () => {
    expect(contrast(of('on-accent'), of('accent'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of('on-accent'), of('accent-strong'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of('ink'), of('accent-wash'))).toBeGreaterThanOrEqual(7);
    expect(contrast(of('error'), of('error-wash'))).toBeGreaterThanOrEqual(7);
  });

  it('the outline of what can be pressed is seen', () => {
    expect(contrast(of('edge'), of('paper'))).toBeGreaterThanOrEqual(3);
    expect(contrast(of('edge'), of('raised'))).toBeGreaterThanOrEqual(3);
  });

  it('the first mark of the data is seen', () => {
    expect(contrast(of('data-1'), of('paper'))).toBeGreaterThanOrEqual(3);
  });
});
