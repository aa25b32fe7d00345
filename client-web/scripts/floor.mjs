// Holds what was built to the oldest browsers that the pages are made for (README, "Browsers"): one function that is missing
// there is a blank page, and a selector that is not known there takes its whole rule with it. The compiler lowers syntax;
// it adds no functions, and what comes from packages nobody has checked before. Run after a build; prints each fault.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import ts from 'typescript';

/** Methods that Safari 14, Chrome 87 or Firefox 78 lack, by the name under which they are called. */
const methods = new Set([
  ...['at', 'findLast', 'findLastIndex', 'replaceAll', 'toSorted', 'toReversed', 'toSpliced'],
  ...['hasOwn', 'groupBy', 'fromAsync', 'isWellFormed', 'toWellFormed', 'randomUUID', 'any'],
  ...['requestSubmit', 'checkVisibility', 'showPopover', 'withResolvers'],
]);

/** Names of everybody's that they lack. */
const names = new Set([
  ...['structuredClone', 'WeakRef', 'FinalizationRegistry', 'AggregateError', 'OffscreenCanvas'],
  ...['CompressionStream', 'DecompressionStream', 'createImageBitmap', 'requestIdleCallback'],
  ...['BroadcastChannel', 'reportError'],
]);

/** What is used where it is there, and done without where it is not; tests/e2e/old_browsers.test.mjs takes it away. */
const guarded = new Set(['BroadcastChannel', 'createImageBitmap']);

/** Each fault of a script, with the letters around it. */
export function scriptFaults(code) {
  const source = ts.createSourceFile('a.js', code, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
  const faults = [];
  const fault = (node, what) => {
    const from = node.getStart();
    faults.push(`${what}: ${code.slice(Math.max(0, from - 30), from + 50)}`);
  };
  const visit = (node) => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression;
      const isOurs = name.text === 'any' && expression.getText() !== 'Promise';
      // A chained call asks first.
      if (methods.has(name.text) && !isOurs && !node.questionDotToken) fault(name, name.text);
    } else if (ts.isIdentifier(node) && names.has(node.text) && !guarded.has(node.text)) {
      const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
      if (!isMember && !ts.isTypeOfExpression(node.parent)) fault(node, node.text);
    } else if (ts.isRegularExpressionLiteral(node)) {
      if (/\(\?<[=!]/.test(node.text)) fault(node, 'lookbehind');
      if (/\/[a-z]*[dv][a-z]*$/.test(node.text)) fault(node, 'flag of an expression');
    } else if (ts.isPrivateIdentifier(node)) fault(node, 'private member');
    else if (ts.isClassStaticBlockDeclaration(node)) fault(node, 'static block');
    else if (ts.isBinaryExpression(node) && /^(\?\?|\|\||&&)=$/.test(node.operatorToken.getText()))
      fault(node.operatorToken, 'assignment');
    node.forEachChild(visit);
  };
  visit(source);
  return faults;
}

/** Each selector or unit of a sheet that would take more with it than what it is there for. */
export function sheetFaults(sheet) {
  const css = sheet.replace(/\/\*[^]*?\*\//g, '');
  const faults = [];
  for (const [, selector, declarations] of css.matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const told = selector.trim();
    if (/:(is|where)\(/.test(told)) faults.push(`selector: ${told}`);
    // Alone it takes only itself away, which is what :has() may do.
    if (
      /:has\(/.test(told) &&
      told.includes(',') &&
      !told.split(',').every((part) => part.includes(':has('))
    )
      faults.push(`selector: ${told}`);
    for (const [, property] of declarations.matchAll(/([a-z-]+):[^;]*\d[ds]v[hw]/g)) {
      const times = declarations.match(new RegExp(`(^|[;{\\s])${property}:`, 'g'));
      if ((times?.length ?? 0) < 2) faults.push(`unit with nothing before it: ${told} ${property}`);
    }
  }
  for (const [found] of css.matchAll(/@layer|color-mix\(|light-dark\(|oklch\(|(?<=[{};]\s*)&/g))
    faults.push(found);
  return faults;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const assets = fileURLToPath(new URL('../dist/assets', import.meta.url));
  let count = 0;
  for (const name of readdirSync(assets)) {
    const check = name.endsWith('.js') ? scriptFaults : name.endsWith('.css') ? sheetFaults : null;
    for (const fault of check?.(readFileSync(join(assets, name), 'utf8')) ?? []) {
      count += 1;
      console.error(`${name}: not in the oldest browsers: ${fault}`);
    }
  }
  if (count > 0) process.exit(1);
}
