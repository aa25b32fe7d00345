/** The docs as a site of files (`./dev site`), and that a dead link in it is noticed. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { folderFor, repository } from './made.mjs';

const site = join(repository, 'build/site');
const check = (folder) =>
  spawnSync('node', [join(repository, 'cmake/package/site/dead-links.mjs'), folder], {
    encoding: 'utf8',
  });

test('no link of the site is dead, and one to a page or a place that is gone is noticed', (t) => {
  assert.equal(check(site).status, 0);
  const copy = folderFor(t);
  cpSync(site, copy, { recursive: true });
  rmSync(join(copy, 'docs/anonymity.html'));
  const said = check(copy);
  assert.equal(said.status, 1);
  assert.match(said.stderr, /anonymity\.html leads to no file/);
});

test('the site can be searched, and asks nobody else for anything', () => {
  const index = readFileSync(join(site, 'searchindex.js'), 'utf8');
  for (const page of ['docs/operators', 'docs/anonymity', 'docs/verify-the-binary'])
    assert.ok(index.includes(`"${page}"`), page);
  assert.ok(existsSync(join(site, 'search.html')));
  const first = readFileSync(join(site, 'index.html'), 'utf8');
  assert.doesNotMatch(first, /<(script|link|img)[^>]+(src|href)="(https?:)?\/\//);
});
