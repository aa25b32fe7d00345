/**
 * `candour check` says without a browser which slides are more than one screen. What it holds to be so is measured here,
 * in the page that the studio and the desk ask: protocol/golden/wall/fit.json is read by its tests and by this one.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { eventually, launch, openPage, tabSize } from './chromium.mjs';
import { binary } from './server.mjs';
import { openFrame, startSite, tell } from './site.mjs';

const { cases, letters } = JSON.parse(
  readFileSync(new URL('../../protocol/golden/wall/fit.json', import.meta.url), 'utf8'),
);
let site;
let browser;
let page;
let frame;
const complaints = [];
before(async () => {
  site = await startSite();
  browser = await launch();
  page = await openPage(browser, 'measure', tabSize, complaints);
  frame = await openFrame(page, site, 'measure');
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

/** As a room shows it: a deck's file says where a picture is, a slide has its address. */
const shown = ({ picture, ...slide }) =>
  picture === undefined ? slide : { ...slide, picture: { url: picture.src, alt: picture.alt } };

async function measured(slides) {
  await page.evaluate(() => (globalThis.heard = []));
  await tell(page, { type: 'measure', slides: slides.map(shown), language: 'en' });
  return eventually('the slides are measured', () =>
    page.evaluate(() => globalThis.heard.find(({ type }) => type === 'measured')?.slides),
  );
}

for (const { name, fits, slide } of cases)
  test(`${name}: ${fits ? 'fits' : 'does not fit'} on one screen`, async () => {
    assert.deepEqual(await measured([slide]), [{ id: slide.id, fits }]);
  });

test('`candour check` names each of these that does not fit, with what to do, and is content', () => {
  const folder = mkdtempSync(join(tmpdir(), 'candour-fit-'));
  const file = join(folder, 'deck.json');
  const slides = cases.map(({ slide }) => slide);
  writeFileSync(file, JSON.stringify({ format: 'candour.deck/1', title: 'A ward', slides }));
  const check = spawnSync(binary, ['check', file], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  assert.equal(check.status, 0, check.stderr);
  assert.match(check.stdout, new RegExp(`^fine: ${slides.length} slides`));
  const warned = check.stderr
    .split('\n\n')
    .map((each) => /^\n?slide (\d+) \((\w+)\)\n  Warning: .+\.\n  What to do: .+\./.exec(each));
  assert.deepEqual(
    warned.map((each) => each?.slice(1)),
    cases.flatMap(({ fits, slide }, i) => (fits ? [] : [[`${i + 1}`, slide.id]])),
  );
});

test('the letters are as wide as the rule takes them to be', async () => {
  for (const [weight, widths] of [
    [400, letters.regular],
    [700, letters.bold],
  ]) {
    const found = await frame.evaluate(async (of) => {
      const font = `${of} 1000px "Atkinson Hyperlegible"`;
      await document.fonts.load(font);
      const drawing = document.createElement('canvas').getContext('2d');
      drawing.font = font;
      return Array.from({ length: 95 }, (_, i) =>
        Math.round(drawing.measureText(String.fromCharCode(32 + i)).width),
      );
    }, weight);
    assert.deepEqual(found, widths);
  }
});

test('no page complained', () => assert.deepEqual(complaints, []));
