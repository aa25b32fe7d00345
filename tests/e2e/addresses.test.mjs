/** What a person sees who typed an address into a browser, and did not get it right. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults, launch, openPage, phoneSize, screenshot } from './chromium.mjs';
import { Phone } from './roles.mjs';
import { demoDeck, openRoom, startServer } from './server.mjs';

let server;
let browser;
let room;
before(async () => {
  server = await startServer();
  browser = await launch();
  room = await openRoom(server, demoDeck);
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** A phone at this address, and what its console says but that the page was refused. */
async function typed(address) {
  const complaints = [];
  const page = await openPage(browser, address, phoneSize, complaints);
  const answer = await page.goto(address);
  const others = () => complaints.filter((one) => !/Failed to load resource/.test(one));
  return { page, answer, others, close: () => page.context().close() };
}

test('a code behind the address, and a slash too many, lead to the room, with what is after the #', async () => {
  const { hash } = new URL(room.links.join);
  const halves = `${room.code.slice(0, 4)} ${room.code.slice(4).toLowerCase()}`;
  for (const path of [`/${room.code}`, `/${halves}`, `/j/${room.code}/`, `/J/${room.code}`]) {
    const complaints = [];
    const phone = await Phone.open(browser, path, complaints);
    await phone.page.goto(server.url + path + hash);
    await phone.heading('You are in');
    assert.equal(phone.sent[0].secret, hash.slice(1), path);
    assert.deepEqual(complaints, []);
    await phone.page.context().close();
  }
});

test('an address that is not there is a page that leads on, and can be read by everybody', async () => {
  const { page, answer, others, close } = await typed(`${server.url}/nonsense?<b>a</b>`);
  assert.equal(answer.status(), 404);
  await page.getByRole('heading', { name: 'There is no such page here.', level: 1 }).waitFor();
  assert.equal(await page.locator('b').count(), 0);
  assert.deepEqual(await accessibilityFaults(page, 'no such page'), []);
  const link = page.getByRole('link', { name: 'Type a room’s code, or hold a session' });
  const { height } = await link.boundingBox();
  assert.ok(height >= 48, `a finger finds it: ${height} px`);
  await screenshot(page, 'address_unknown');
  await link.click();
  await page.getByLabel('Room code').waitFor();
  assert.deepEqual(others(), []);
  await close();
});

test('what is there for programs, or too long, or by another name, is said in a page', async () => {
  const addresses = [
    ['/api/rooms', 405, /does not take this kind of request/],
    ['/ws', 426, /takes WebSocket connections only/],
    [`/media/${room.code}/none`, 404, /no such page/],
    ['/api/rooms/22222222', 404, /no room with this code/],
    [`/${'a'.repeat(9_000)}`, 431, /too large/],
    [`/${'a'.repeat(60_000)}`, 431, /too large/],
  ];
  for (const [path, status, heading] of addresses) {
    const { page, answer, close } = await typed(server.url + path);
    assert.equal(answer.status(), status, path.slice(0, 40));
    await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
    await close();
  }
  // Chromium finds every name below localhost on this machine.
  const elsewhere = server.url.replace('127.0.0.1', 'elsewhere.localhost');
  const { page, answer, close } = await typed(elsewhere);
  assert.equal(answer.status(), 421);
  await page.getByRole('heading', { name: /does not answer to this name/, level: 1 }).waitFor();
  await screenshot(page, 'address_refused');
  await close();
});
