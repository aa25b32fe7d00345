/**
 * `candour check` works out without a browser which slides are more than one screen, by figures of these stylesheets
 * (server/commands/fit/figures.hpp). Whoever changes one here changes it there, and measures the cases again.
 */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Figure {
  name: string;
  value: number;
  sheet: string;
  rule: string;
  declaration: string;
}
const { figures } = JSON.parse(readFileSync('../protocol/golden/wall/fit.json', 'utf8')) as {
  figures: Figure[];
};

/** The declarations of all rules for this that stand in no at-rule. */
function declarationsOf(sheet: string, rule: string): string[] {
  const css = readFileSync(`src/${sheet}`, 'utf8').replace(/\/\*[^]*?\*\//g, '');
  const [, ...bodies] = css.split(`\n${rule} {\n`);
  return bodies
    .flatMap((body) => body.split('\n}')[0]?.split(';') ?? [])
    .map((each) => each.trim().replace(/\s+/g, ' '));
}

it.each(figures)('$name is what $sheet has in $rule', (figure) => {
  expect(declarationsOf(figure.sheet, figure.rule)).toContain(figure.declaration);
  expect(figure.declaration).toContain(String(Math.abs(figure.value)));
});
