/** From each template of the studio to a room that is answered, led to its end, and found again through a workspace. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, tabSize } from './chromium.mjs';
import { complainOfNothing, setUp, together } from './event.mjs';

const world = setUp();

test('each template leads to a room that is answered, ended and found again', async (t) => {
  const page = await openPage(world.browser, 'templates', tabSize, world.complaints);
  await page.goto(`${world.server.url}/studio`);
  const names = await page.locator('.template b').allInnerTexts();
  assert.equal(names.length, 8);
  await together(t, world, names, (each, name) =>
    each.getByRole('button', { name: new RegExp(`^${name}`) }).click(),
  );
});

complainOfNothing(world);
