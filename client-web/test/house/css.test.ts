/** A class name belongs to one component: then a page can take in another's component without looking different. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { expect, it } from 'vitest';

/** The only classes that anybody may use and refer to. */
const everybodys = 'src/shared/base.css';

const files = (readdirSync('src', { recursive: true }) as string[]).map((name) =>
  join('src', name),
);
const sheets = files.filter((name) => name.endsWith('.css'));
const components = files.filter((name) => /\.tsx?$/.test(name));

/** The selectors of a stylesheet, at-rules opened, comments and declarations gone. */
function selectorsOf(sheet: string): string[] {
  const css = readFileSync(sheet, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  return [...css.matchAll(/([^{}]+)\{/g)]
    .map(([, selector = '']) => selector.trim())
    .filter((selector) => !selector.startsWith('@'));
}

/**
 * The first class of each compound: `.cards.small > p .name` gives `cards` and `name`. The others only vary the first,
 * so two components may both have one that is `small`.
 */
function namesIn(selector: string): string[] {
  return selector
    .split(/[\s>+~,]+|:(?:has|is|not|where)\(/)
    .flatMap((compound) => /\.([A-Za-z][\w-]*)/.exec(compound)?.[1] ?? []);
}

const ownersOf = new Map<string, Set<string>>();
for (const sheet of sheets) {
  for (const name of selectorsOf(sheet).flatMap(namesIn)) {
    ownersOf.set(name, (ownersOf.get(name) ?? new Set()).add(sheet));
  }
}

/** The class names that are written out in a component's markup. */
function usedIn(component: string): string[] {
  const source = ts.createSourceFile(
    component,
    readFileSync(component, 'utf8'),
    ts.ScriptTarget.Latest,
    true,
  );
  const found: string[] = [];
  const texts = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) {
      // Of `one two` the first is the component's own name, what follows varies it.
      const [first] = node.text.trim().split(/\s+/);
      if (first !== undefined && first !== '' && !ts.isBinaryExpression(node.parent)) {
        found.push(first);
      }
    }
    node.forEachChild(texts);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isJsxAttribute(node) && node.name.getText() === 'class') texts(node);
    else node.forEachChild(visit);
  };
  visit(source);
  return found;
}

it('each class is defined in one stylesheet', () => {
  const shared = [...ownersOf]
    .map(([name, owners]) => [name, [...owners].filter((sheet) => sheet !== everybodys)] as const)
    .filter(([name, owners]) => {
      const isEverybodys = ownersOf.get(name)?.has(everybodys) === true;
      return owners.length > 1 && !isEverybodys;
    });
  expect(shared).toEqual([]);
});

it('beside the component that uses it, or in a folder above', () => {
  const strangers = components.flatMap((component) =>
    usedIn(component)
      .filter((name) => {
        const owners = [...(ownersOf.get(name) ?? [])];
        return (
          owners.length > 0 &&
          !owners.includes(everybodys) &&
          !owners.some((sheet) => `${component}`.startsWith(`${dirname(sheet)}/`))
        );
      })
      .map((name) => `${component}: ${name}`),
  );
  expect(strangers).toEqual([]);
});

it('and is used there', () => {
  const unused = [...ownersOf].flatMap(([name, owners]) =>
    [...owners]
      .filter((sheet) => {
        // `hue-3` is written as `hue-${number}`.
        const written = name.replace(/\d+$/, '');
        const word = new RegExp(`(?<![\\w-])${written}${written === name ? '(?![\\w-])' : ''}`);
        const near = sheet === everybodys ? 'src' : dirname(sheet);
        return !components.some(
          (component) =>
            component.startsWith(`${near}/`) && word.test(readFileSync(component, 'utf8')),
        );
      })
      .filter((sheet) => sheet === everybodys || !ownersOf.get(name)?.has(everybodys))
      .map((sheet) => `${sheet}: ${name}`),
  );
  expect(unused).toEqual([]);
});

it('none asks for :has, which Safari 14, Chrome 87 and Firefox 78 do not know', () => {
  const asking = sheets.flatMap((sheet) =>
    selectorsOf(sheet)
      .filter((selector) => selector.includes(':has('))
      .map((selector) => `${sheet}: ${selector}`),
  );
  expect(asking).toEqual([]);
});

it('and none cuts a text off: a title that is long is read whole', () => {
  const cutting = sheets.filter((sheet) =>
    /text-overflow|line-clamp/.test(readFileSync(sheet, 'utf8')),
  );
  expect(cutting).toEqual([]);
});
