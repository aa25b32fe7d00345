/** The studio at every size and in every way of looking at it: nothing is cut off, nothing lies over another thing. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accessibilityFaults, launch, openPage, screenshot, tabSize } from './chromium.mjs';
import { startServer } from './server.mjs';
import { smallOnes } from './small_targets.mjs';

let folder;
let server;
let guarded;
let browser;
const complaints = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candour-sizes-'));
  server = await startServer();
  guarded = await startServer('--open-rooms', 'pass', '--data', folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  await guarded?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const openDeck = async (page, url = server.url) => {
  await page.goto(`${url}/studio`);
  await page.getByRole('button', { name: /^Listening event/ }).click();
  await page.getByText('Everything is in order.').waitFor();
};

/** Each state of the studio, and how one comes there. */
const states = {
  'first-page': async (page) => {
    await page.goto(`${server.url}/studio`);
    await page.getByRole('heading', { name: 'Hold a session' }).waitFor();
  },
  editor: async (page) => {
    await openDeck(page);
    await page.locator('.studio-slide').nth(3).click();
  },
  faults: async (page) => {
    await openDeck(page);
    await button(page, 'Title and language').click();
    await page.getByLabel('Title of the deck', { exact: true }).fill('');
    await page.getByText('There is no text here').first().waitFor();
  },
  paste: async (page) => {
    await page.goto(`${server.url}/studio`);
    await button(page, 'A list that you paste').click();
    await page.getByLabel('Your list').waitFor();
  },
  pass: async (page) => {
    await openDeck(page, guarded.url);
    await button(page, 'Open a room').click();
    await page.getByLabel('Your pass').waitFor();
  },
  'room-open': async (page) => {
    await openDeck(page);
    await button(page, 'Open a room').click();
    await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  },
};

/** What sticks out of the window to the side, where somebody would have to scroll both ways (WCAG 1.4.10). */
const outside = (page) =>
  page.evaluate(() => {
    const dialogs = [...document.querySelectorAll('dialog')].filter(
      (each) => each.scrollWidth > each.clientWidth,
    );
    if (dialogs.length > 0) return dialogs.map((each) => `dialog ${each.ariaLabel}`);
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    return [...document.querySelectorAll('body *')]
      .filter((each) => each.getBoundingClientRect().right > width + 1)
      .map((each) => `${each.tagName.toLowerCase()}.${each.className}`)
      .slice(0, 5);
  });

for (const [name, go] of Object.entries(states))
  test(`${name}: 320 points wide, as at 400 per cent, nothing sticks out`, async () => {
    // 1280 by 1024 at 400 per cent is 320 by 256.
    const page = await openPage(browser, `${name} narrow`, { width: 320, height: 640 }, complaints);
    await go(page);
    assert.deepEqual(await outside(page), []);
    assert.deepEqual((await smallOnes(page)).small, []);
    await screenshot(page, `studio-${name}-320`);
    await page.setViewportSize({ width: 320, height: 256 });
    assert.deepEqual(await outside(page), []);
    assert.deepEqual(await accessibilityFaults(page, `${name}, narrow`), []);
    await page.context().close();
  });

for (const [name, go] of Object.entries(states))
  test(`${name}: in forced colours, and read from the right, axe finds nothing and nothing sticks out`, async () => {
    const page = await openPage(browser, `${name} forced`, tabSize, complaints);
    await go(page);
    assert.deepEqual((await smallOnes(page)).small, []);
    await page.emulateMedia({ forcedColors: 'active' });
    await screenshot(page, `studio-${name}-forced`);
    // The system chooses the colours, whose contrast axe works out from those that we had chosen.
    const faults = await accessibilityFaults(page, `${name}, forced colours`);
    assert.deepEqual(
      faults.filter((each) => !each.includes('color-contrast')),
      [],
    );
    await page.emulateMedia({ forcedColors: 'none' });
    await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
    assert.deepEqual(await outside(page), []);
    await screenshot(page, `studio-${name}-rtl`);
    await page.context().close();
  });

test('the pages complain of nothing', () => {
  const others = complaints.filter((each) => !/status of 4(01|22)/.test(each));
  assert.deepEqual(others, []);
});
