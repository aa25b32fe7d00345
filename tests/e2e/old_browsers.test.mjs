/**
 * The oldest browsers that the pages are made for (README, "Browsers"), as far as one can play them in a new one: what
 * they lack is taken away before the pages begin. Another page has no storage at all, and another no script.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, phoneSize, tabSize } from './chromium.mjs';
import { Desk, Phone } from './roles.mjs';
import { openRoom, startServer } from './server.mjs';

const deck = {
  format: 'candour.deck/1',
  title: 'Old phones',
  language: 'en',
  slides: [
    {
      id: 'agree',
      kind: 'content',
      title: 'What we agree on',
      markdown: '# First\n\nWe *listen*.',
    },
    { id: 'mood', kind: 'word_cloud', prompt: 'How was it?', entries: 3, level: 'open' },
  ],
};

let server;
let browser;
const complaints = [];

before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

/** Runs in the page, before anything of the page does. */
function takeAway() {
  const lists = [Array.prototype, Uint8Array.prototype.__proto__, String.prototype];
  for (const list of lists)
    for (const name of ['at', 'findLast', 'findLastIndex', 'replaceAll', 'toSorted', 'toReversed'])
      delete list[name];
  delete Object.hasOwn;
  delete Object.groupBy;
  delete Promise.any;
  delete Intl.Segmenter;
  delete HTMLDialogElement.prototype.showModal;
  delete HTMLDialogElement.prototype.close;
  for (const name of [
    'structuredClone',
    'BroadcastChannel',
    'WeakRef',
    'FinalizationRegistry',
    'requestIdleCallback',
  ])
    delete globalThis[name];
  delete Navigator.prototype.wakeLock;
  delete Crypto.prototype.randomUUID;
}

function blockStorage() {
  for (const name of ['localStorage', 'sessionStorage'])
    Object.defineProperty(globalThis, name, {
      get() {
        throw new DOMException('The user said no.', 'SecurityError');
      },
    });
}

for (const [name, script] of [
  ['that lacks what the oldest lack', takeAway],
  ['that forbids storage', blockStorage],
])
  test(`a browser ${name} plays a question, on the phone, the desk and the projector`, async () => {
    const room = await openRoom(server, deck);
    const phone = await Phone.open(browser, name, complaints);
    await phone.page.addInitScript(script);
    const desk = await openPage(browser, `desk ${name}`, tabSize, complaints);
    await desk.addInitScript(script);
    const wall = await openPage(browser, `projector ${name}`, tabSize, complaints);
    await wall.addInitScript(script);

    await phone.page.goto(room.links.join);
    await phone.heading('You are in');
    await wall.goto(room.links.projector);
    await desk.goto(room.links.facilitator);
    const driver = new Desk(desk);
    await driver.next('Show the first slide');
    await phone.heading('What we agree on');
    await phone.page.locator('em', { hasText: 'listen' }).waitFor();
    await driver.next('Next slide');
    await driver.next('Open the question');
    await phone.write('calm, tired');
    await phone.press('Put them into 2 boxes');
    await phone.press('Send');
    await phone.counts();
    await wall.getByRole('table').getByText('calm', { exact: true }).waitFor();
    // A dialog is an element like any other there, and is left again.
    await phone.press('How your answer stays anonymous');
    await phone.says('Nobody asks who you are.');
    await phone.press('Close');
    await phone.page.getByText('Nobody asks who you are.').waitFor({ state: 'detached' });
    await driver.next('Close the question');
    await phone.says('From 1 person.');
    assert.deepEqual(complaints, []);
  });

test('a page whose script does not come says what to do', async () => {
  const room = await openRoom(server, deck);
  for (const link of Object.values(room.links)) {
    const page = await openPage(browser, 'no script', phoneSize, []);
    await page.route('**/*.js', (route) => route.abort());
    await page.goto(link);
    await page.getByText('If this stays, reload the page.').waitFor();
  }
});

test('a phone whose charts do not come says so, and how to go on', async () => {
  const room = await openRoom(server, deck);
  const phone = await Phone.open(browser, 'no charts', []);
  await phone.page.route('**/tally-view*.js', (route) => route.abort());
  await phone.page.goto(room.links.join);
  const desk = await Desk.open(browser, 'desk', complaints, room.links.facilitator);
  await desk.next('Show the first slide');
  await desk.next('Next slide');
  await desk.next('Open the question');
  await phone.write('calm');
  await phone.press('Send');
  await phone.counts();
  await phone.says('The results could not be fetched.');
  await phone.page.unroute('**/tally-view*.js');
  await phone.press('Load the page again');
  await phone.says('From 1 person.');
});
