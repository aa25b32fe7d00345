/** The alert rules and the dashboard that a package brings. */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderFor, promtool, repository, run } from './made.mjs';

const folder = join(repository, 'cmake/package/monitoring');
const read = (file) => readFileSync(join(folder, file), 'utf8');
const rules = read('candour-alerts.yml');
const dashboard = JSON.parse(read('candour-dashboard.json'));
const asked = [
  ...[...rules.matchAll(/expr: (?:>-\n((?: {10}.*\n)+)|(.*))/g)].map(
    (found) => found[1] ?? found[2],
  ),
  ...dashboard.panels.flatMap((panel) => panel.targets.map((target) => target.expr)),
];

test('promtool finds nothing wrong with the rules, and each alert is seen to fire and to be silent', () => {
  run(promtool(), ['check', 'rules', 'candour-alerts.yml'], { cwd: folder });
  run(promtool(), ['test', 'rules', 'candour-alerts.test.yml'], {
    cwd: folder,
  });
  const tests = read('candour-alerts.test.yml');
  for (const [, alert] of rules.matchAll(/- alert: (\w+)/g)) {
    assert.match(tests, new RegExp(`alertname: ${alert}\n +exp_alerts:\n +- exp_labels`), alert);
    assert.match(tests, new RegExp(`alertname: ${alert}, exp_alerts: \\[\\]`), alert);
  }
});

test('every expression of the dashboard is one that Prometheus understands', (t) => {
  const file = join(folderFor(t), 'dashboard.yml');
  const lines = asked.map((expression, at) => {
    const plain = expression.replaceAll('$instance', '.*').replace(/\s+/g, ' ').trim();
    return `      - {record: 'candour:panel_${at}', expr: ${JSON.stringify(plain)}}`;
  });
  writeFileSync(file, ['groups:', '  - name: panels', '    rules:', ...lines, ''].join('\n'));
  run(promtool(), ['check', 'rules', file]);
});

test('rules and dashboard ask for figures that the server has', () => {
  const source = readFileSync(join(repository, 'server/ops/metrics.cpp'), 'utf8');
  const known = new Set([...source.matchAll(/"(candour_\w+)"/g)].map((found) => found[1]));
  const used = new Set(asked.flatMap((text) => text.match(/\bcandour_\w+/g) ?? []));
  assert.ok(used.size > 8);
  for (const name of used) assert.ok(known.has(name), `${name} is no figure of the server`);
});

test('nothing is asked that is finer than the figures, and nothing by whom', () => {
  // What moves with a single answer moves in tens and stands still for 10 s: a shorter window only shows noise, and
  // invites to look at persons.
  const windows = asked.flatMap((text) => [...text.matchAll(/\[(\d+)(\w)\]/g)]);
  assert.ok(windows.length > 10);
  for (const [text, number, unit] of windows) assert.ok(unit === 'm' && Number(number) >= 5, text);
  for (const panel of dashboard.panels) assert.equal(panel.interval, '1m', panel.title);
  for (const text of asked)
    for (const [, label] of text.matchAll(/(\w+)=~?"/g))
      assert.ok(['job', 'instance', 'role'].includes(label), text);
});
