/** An event from a deck to its end: a room that made-up people answer, its report, and both found again. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { after, before, test } from 'node:test';
import { Mouse, openRoomBy } from './building.mjs';
import { eventually, launch, openPage, tabSize } from './chromium.mjs';
import { Desk } from './roles.mjs';
import { binary, startServer } from './server.mjs';

const people = 22;

/** A server, a browser and what its pages complain of, for all tests of a file; the last of them is that they do not. */
export function setUp() {
  const world = { server: null, browser: null, complaints: [] };
  before(async () => {
    world.server = await startServer();
    world.browser = await launch();
  });
  after(async () => {
    await world.browser?.close();
    await world.server?.stop();
  });
  return world;
}

/** A deck with faults is answered by 422, which Chromium says by itself. */
export function complainOfNothing({ complaints }) {
  test('the pages complain of nothing', () => {
    const others = complaints.filter((each) => !each.includes('status of 422'));
    assert.deepEqual(others, []);
  });
}

/** Made-up people, who answer whatever is asked until the room ends. */
export function sendPeople(t, join) {
  const crowd = spawn(
    binary,
    ['people', join, '--count', `${people}`, '--seed', '7', '--pace', 'fast', '--until-ended'],
    {
      stdio: 'ignore',
    },
  );
  t.after(() => crowd.kill());
}

/** Leads the room to its end by keyboard, as soon as everybody is in and has answered; how many questions were answered. */
export async function lead(desk) {
  const next = desk.page.locator('.controls .next:not([aria-disabled])');
  let answered = 0;
  for (;;) {
    await next.waitFor();
    const label = await next.innerText();
    if (label.includes('End the room')) break;
    if (label.includes('Close')) {
      // Who has joined, and how far they are, is told every ten seconds. Some people stay silent, so that "most" may
      // never come.
      await desk.page.getByText(/^(About half|Most) of those who had joined/).waitFor();
      answered += 1;
      if (label.includes('final')) await desk.closeForGood();
      else await desk.next('Close');
    } else if (label.includes('Open the question')) {
      await eventually(
        'everybody has been counted',
        async () =>
          (await desk.page.getByText(`About ${5 * Math.round(people / 5)} people here`).count()) >
            0 && !(await desk.page.getByText(/ are enough\.$/).count()),
      );
      await desk.next('Open the question');
    } else await desk.next(label.split('\n')[0]);
    await eventually('the step is done', async () => {
      const now = await next.allInnerTexts();
      return now.length > 0 && now[0] !== label;
    });
  }
  await next.click();
  await desk.page.getByRole('dialog').getByRole('button', { name: 'End the room' }).click();
  await desk.page.getByText('Download CSV').waitFor();
  return answered;
}

/** Somebody else of the team, in a browser that knows the workspace's link alone, finds the deck, and the report of the room. */
export async function findAgain({ browser, complaints }, name, workspace, title) {
  const page = await openPage(browser, `${name}: a colleague`, tabSize, complaints);
  await page.goto(workspace);
  const list = (of) => page.getByRole('region', { name: of, exact: true });
  await list('Decks').getByRole('link', { name: title, exact: true }).waitFor();
  await list('Rooms').getByRole('link', { name: title, exact: true }).waitFor();
  const popup = page.waitForEvent('popup');
  await list('Rooms').getByRole('link', { name: 'Report', exact: true }).click();
  await (await popup).getByText('Download CSV').waitFor();
  await page.context().close();
}

/** The studio's first page knows the room of this browser, and its desk shows the report. */
async function findHere(page, server, title) {
  await page.goto(`${server.url}/studio`);
  await page.getByRole('link', { name: title }).first().waitFor();
  const popup = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Go to the desk' }).first().click();
  await (await popup).getByText('Download CSV').waitFor();
}

/** A workspace of this name is made by the hand that is given; its link. */
export async function makeWorkspace(hand, name) {
  const { page } = hand;
  await hand.write(page.getByLabel('Name of the workspace'), name);
  await hand.press(page.getByRole('button', { name: 'Make a workspace', exact: true }));
  await page.getByRole('heading', { name, exact: true }).waitFor();
  return page.url();
}

/** From what a workspace offers, or a browser alone, to a room that has ended and is found again there. */
export async function hold(t, world, name, begin, isShared = true) {
  const { server, browser, complaints } = world;
  const page = await openPage(browser, name, tabSize, complaints);
  await page.goto(`${server.url}/studio`);
  const workspace = isShared ? await makeWorkspace(new Mouse(page), name) : null;
  await begin(page);
  await page.getByText(`Saved in ${isShared ? 'the workspace' : 'this browser'}`).waitFor();
  await page.getByText('Everything is in order.').waitFor();
  const title = await page.locator('.studio-head h1').innerText();
  const questions = await page
    .locator('.studio-slide-facts', { hasText: /Word cloud|Scale|Open answers|Choice/ })
    .count();
  const links = await openRoomBy(new Mouse(page));
  sendPeople(t, links.join);
  const desk = await Desk.open(browser, `${name}: desk`, complaints, links.facilitator);
  assert.equal(await lead(desk), questions, name);
  await desk.page.context().close();
  if (workspace === null) return findHere(page, server, title);
  await page.context().close();
  await findAgain(world, name, workspace, title);
}

/** A few rooms at once: each waits for ticks of ten seconds more than for the machine. */
export async function together(t, world, all, begin) {
  const left = [...all];
  const worker = async () => {
    for (let each = left.shift(); each !== undefined; each = left.shift())
      await hold(t, world, each, (page) => begin(page, each));
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}
