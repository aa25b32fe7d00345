/** All that a phone loads until it is in the room, as the bytes that cross the wire. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { launch, openPage, phoneSize } from './chromium.mjs';
import { demoDeck, openRoom, startServer } from './server.mjs';

const most = 30_000;

test(`the participant's page weighs at most ${most} bytes`, async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const room = await openRoom(server, demoDeck);
  const browser = await launch();
  t.after(() => browser.close());
  const page = await openPage(browser, 'phone', phoneSize, []);

  const loaded = new Map();
  page.on('requestfinished', (request) => {
    const { pathname } = new URL(request.url());
    loaded.set(
      pathname,
      request.sizes().then((sizes) => sizes.responseBodySize),
    );
  });
  await page.goto(room.links.join, { waitUntil: 'load' });
  await page.getByRole('heading', { name: 'You are in' }).waitFor();

  const sizes = await Promise.all([...loaded].map(async ([path, size]) => [path, await size]));
  const all = sizes.reduce((sum, [, size]) => sum + size, 0);
  const told = sizes.map(([path, size]) => `${size} ${path}`).join('\n');
  t.diagnostic(`${all} bytes:\n${told}`);
  assert.ok(
    sizes.some(([path]) => path.endsWith('.js')) && sizes.every(([, size]) => size > 0),
    told,
  );
  assert.ok(all <= most, told);
});
