// @vitest-environment node
/** What package.json brings is used: each of them is downloaded, trusted and kept up to date by somebody. */
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

interface Manifest {
  scripts: Record<string, string>;
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;

const under = (folder: string) =>
  (readdirSync(folder, { recursive: true }) as string[]).map((name) => join(folder, name));

/** The packages that a file imports; of `a/b` it is `a`, and of `@a/b/c` it is `@a/b`. */
function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  const paths = file.endsWith('.css')
    ? [...text.matchAll(/@import\s+(?:url\()?['"]([^'"]+)/g)].map(([, path = '']) => path)
    : ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  return paths
    .filter((path) => !/^([./]|node:|@protocol\/)/.test(path))
    .map((path) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(path)?.[0] ?? path);
}

const isSource = (name: string) => /\.(tsx?|mjs|css)$/.test(name);
const inPages = new Set(
  [...under('src'), ...under('../protocol/ts')].filter(isSource).flatMap(importsOf),
);
const configurations = ['vite.config.ts', 'eslint.config.js'];
const inTools = new Set(
  [...under('test'), ...under('scripts')]
    .filter(isSource)
    .concat(configurations)
    .flatMap(importsOf),
);

/** What is not imported, but named to another tool or started: where its name then stands. */
const namedIn: Record<string, string> = {
  eslint: manifest.scripts['lint'] ?? '',
  prettier: manifest.scripts['lint'] ?? '',
  jsdom: readFileSync('vite.config.ts', 'utf8'),
  terser: readFileSync('vite.config.ts', 'utf8'),
  'json-schema-to-typescript': readFileSync('../protocol/ts/generate.mjs', 'utf8'),
};

function isUsedByTools(name: string): boolean {
  // Types are used where the package is that they are of; Node's where its modules are.
  const typed = /^@types\/(.+)$/.exec(name)?.[1];
  if (typed === 'node') return readFileSync('vite.config.ts', 'utf8').includes("from 'node:");
  if (typed !== undefined) return inPages.has(typed) || inTools.has(typed);
  return inTools.has(name) || (namedIn[name] ?? '').includes(name);
}

it.each(Object.keys(manifest.dependencies))('%s is used by a page', (name) => {
  expect(inPages).toContain(name);
});

it.each(Object.keys(manifest.devDependencies))('%s is used by a tool or a test', (name) => {
  expect(isUsedByTools(name)).toBe(true);
});

it('what a page imports is named, and does not only come along with something else', () => {
  expect(inPages.size).toBeGreaterThan(8);
  for (const name of inPages) expect(Object.keys(manifest.dependencies)).toContain(name);
});
