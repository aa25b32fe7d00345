/** `candour deck convert`: the same forty files and more as the studio's readers (client-web/test/deck), by the program that people install. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { binary } from './server.mjs';

const golden = fileURLToPath(new URL('../../protocol/golden/conversions', import.meta.url));
const demo = fileURLToPath(new URL('../../decks/demo.json', import.meta.url));
let folder;

before(() => {
  folder = mkdtempSync(join(tmpdir(), 'candour-convert-'));
});
after(() => rmSync(folder, { recursive: true, force: true }));

/** Its exit code, and what it said. */
function convert(words, more = {}) {
  const { status, stdout, stderr } = spawnSync(binary, ['deck', 'convert', ...words], {
    encoding: 'utf8',
    ...more,
  });
  return { status, stdout, stderr };
}

/** "deck: …" and "2: …", as the golden files have them. */
function remarksIn(stderr) {
  const told = stderr.split(/\n(?=candour: )/)[0];
  return told
    .split(/\n {2}(?=deck: |slide \d+: )/)
    .slice(1)
    .map((remark) => remark.trimEnd().replace(/^slide /, ''));
}

const files = readdirSync(golden).filter((name) => !name.endsWith('.expected'));

test('there are forty conversions or more', () => assert.ok(files.length >= 40, `${files.length}`));

for (const name of files)
  test(`${name} becomes what the studio makes of it`, () => {
    const expected = JSON.parse(readFileSync(join(golden, `${name}.expected`), 'utf8'));
    const file = join(golden, name);
    const isPasted = name.endsWith('.txt');
    const { status, stdout, stderr } = convert(
      ['--title', 'Untitled', isPasted ? '-' : file],
      isPasted ? { input: readFileSync(file) } : {},
    );
    if (expected.unreadable !== undefined) {
      assert.deepEqual([status, stdout, stderr], [1, '', `candour: ${expected.unreadable}\n`]);
      return;
    }
    assert.deepEqual(JSON.parse(stdout), expected.deck);
    assert.deepEqual(remarksIn(stderr), expected.remarks);
    // What is written opens a room, or it is said why it does not, in the words of `candour check`.
    const made = join(folder, 'made.json');
    writeFileSync(made, stdout);
    const check = spawnSync(binary, ['check', made], { encoding: 'utf8' });
    assert.equal(status, check.status, stderr + check.stderr);
    if (status !== 0)
      assert.ok(stderr.endsWith(check.stderr.slice(check.stderr.indexOf('\n\n') + 1)));
  });

test('a deck becomes an outline, which becomes the deck again, and what an outline cannot hold is said', () => {
  const outline = convert([demo, '--to', 'outline']);
  assert.equal(outline.status, 0, outline.stderr);
  const file = join(folder, 'demo.md');
  writeFileSync(file, outline.stdout);
  const back = convert([file]);
  assert.deepEqual([back.status, back.stderr], [0, '']);
  const plain = (text) => text.replace(/"id": "[a-z-]+[0-9]*"/g, '');
  const before = convert([demo]);
  assert.equal(before.status, 0, before.stderr);
  assert.equal(plain(back.stdout), plain(before.stdout));
  const whole = convert([join(golden, 'deck_whole.json'), '--to', 'outline']);
  assert.match(whole.stderr, /slide 1: Its picture is not in an outline; the words for it are\./);
  assert.match(whole.stderr, /deck: The language of an outline is English/);
});

test('the name of the file is the title of a list that has none, and a title that is given goes before it', () => {
  const file = join(folder, 'questions of may.csv');
  writeFileSync(file, 'Question,Option 1,Option 2\nWhere?,Ward,Office\n');
  assert.equal(JSON.parse(convert([file]).stdout).title, 'questions of may');
  assert.equal(JSON.parse(convert([file, '--title', 'Mine']).stdout).title, 'Mine');
});

test('where there is no Node.js, or no file, it is said what to do', () => {
  const file = join(folder, 'a.md');
  writeFileSync(file, '# A\n\n## B?\n');
  const without = convert([file], { env: { PATH: folder } });
  assert.equal(without.status, 1);
  assert.match(
    without.stderr,
    /^candour: this needs Node\.js, version 18 or later \(on Debian: apt install nodejs\)/,
  );
  writeFileSync(join(folder, 'node'), '#!/bin/sh\nkill -9 $$\n', { mode: 0o755 });
  const broken = convert([file], { env: { PATH: folder } });
  assert.deepEqual([broken.status, broken.stdout], [1, '']);
  assert.match(broken.stderr, /was not converted: Node\.js ended with 137/);
  const missing = convert([join(folder, 'nothing.md')]);
  assert.deepEqual([missing.status, missing.stdout], [1, '']);
  assert.match(missing.stderr, /nothing\.md cannot be read: No such file or directory\.$/m);
  const itself = convert([folder]);
  assert.equal(itself.status, 1);
  assert.match(itself.stderr, /the file cannot be read: it is a folder\./);
});

test('what is too much is refused before it is read, and an endless pipe ends', () => {
  const large = join(folder, 'large.xlsx');
  writeFileSync(large, 'PK');
  truncateSync(large, 49_999_999);
  const sheet = convert([large]);
  assert.deepEqual([sheet.status, sheet.stdout], [1, '']);
  assert.match(
    sheet.stderr,
    /^candour: This file has 50 MB\. A list of questions has less than 5 MB/,
  );
  const pipe = spawnSync('sh', ['-c', `yes 'Which?' | "$0" deck convert -`, binary], {
    encoding: 'utf8',
  });
  assert.deepEqual([pipe.status, pipe.stdout], [1, '']);
  assert.match(pipe.stderr, /This file has 12 MB, which is more than a deck can hold\./);
});

test('half a deck is never written: a disk that is full is said', () => {
  const full = spawnSync('sh', ['-c', `"$0" deck convert "$1" > /dev/full`, binary, demo], {
    encoding: 'utf8',
  });
  assert.equal(full.status, 1);
  assert.match(full.stderr, /could not be written/);
});
