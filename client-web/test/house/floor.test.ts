// @vitest-environment node
/** What holds the built pages to the oldest browsers (scripts/floor.mjs) sees what would be a blank page there. */
import { describe, expect, it } from 'vitest';
import { scriptFaults, sheetFaults } from '../../scripts/floor.mjs';

describe('of a script', () => {
  it.each([
    'const last = list.at(-1);',
    'list.findLastIndex((x) => x)',
    'Object.hasOwn(a, "b")',
    '"a".replaceAll("b", "c")',
    'structuredClone(a)',
    'crypto.randomUUID()',
    'Promise.any([])',
    'new WeakRef(a)',
    '/(?<!a)b/.test(c)',
    '/a/v.test(c)',
    'class A { #b = 1 }',
    'a ??= b',
  ])('%s is a fault', (code) => expect(scriptFaults(code)).toHaveLength(1));

  it.each([
    'const { at } = refusal; show(refusal.at);',
    'list.findLast?.(a)',
    'typeof structuredClone === "function"',
    'checks.any(a)',
    'a ?? b',
    '/(?<name>a)/u.test(c)',
  ])('%s is none', (code) => expect(scriptFaults(code)).toEqual([]));
});

describe('of a sheet', () => {
  it.each([
    'a:is(.b, .c) { color: red; }',
    '.a, .b:has(c) { color: red; }',
    '.a { height: 100dvh; }',
    '@layer base { a { color: red; } }',
    '.a{color:red;&:hover{color:blue}}',
    '.a { color: color-mix(in srgb, red, blue); }',
  ])('%s is a fault', (css) => expect(sheetFaults(css)).toHaveLength(1));

  it.each([
    '.a:has(:checked) { color: red; }',
    '.a { height: 100vh; height: 100dvh; }',
    '.a:not(.b) { color: red; }',
  ])('%s is none', (css) => expect(sheetFaults(css)).toEqual([]));
});
