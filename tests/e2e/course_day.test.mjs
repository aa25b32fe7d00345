/**
 * A whole day by somebody without a terminal: a deck is built in the studio by mouse and once more by keyboard alone, a room is opened for it,
 * answered by made-up people, led to its end, and found again. The same from each template and from each kind of file.
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { build, courseDay, Keys, Mouse, openRoomBy } from './building.mjs';
import {
  accessibilityFaults,
  eventually,
  launch,
  openPage,
  screenshot,
  tabSize,
} from './chromium.mjs';
import { Desk } from './roles.mjs';
import { binary, startServer } from './server.mjs';

const people = 22;

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

const slideTitles = (page) => page.locator('.studio-slide-title').allInnerTexts();

/** Made-up people, who answer whatever is asked until the room ends. */
function sendPeople(t, join) {
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
async function lead(desk) {
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
async function findAgain(name, workspace, title) {
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
async function findHere(page, title) {
  await page.goto(`${server.url}/studio`);
  await page.getByRole('link', { name: title }).first().waitFor();
  const popup = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Go to the desk' }).first().click();
  await (await popup).getByText('Download CSV').waitFor();
}

/** A workspace of this name is made by the hand that is given; its link. */
async function makeWorkspace(hand, name) {
  const { page } = hand;
  await hand.write(page.getByLabel('Name of the workspace'), name);
  await hand.press(page.getByRole('button', { name: 'Make a workspace', exact: true }));
  await page.getByRole('heading', { name, exact: true }).waitFor();
  return page.url();
}

for (const [name, Hand, isShared] of [
  ['mouse', Mouse, true],
  ['keyboard alone', Keys, false],
])
  test(`a course day is built by ${name}, answered, ended and found again`, async (t) => {
    const page = await openPage(browser, name, tabSize, complaints);
    await page.goto(server.url);
    await page.getByLabel('Room code').waitFor();
    const began = Date.now();
    const hand = new Hand(page);
    await hand.press(page.getByRole('link', { name: 'Hold a session' }));
    const workspace = isShared ? await makeWorkspace(hand, 'Maternity team') : null;
    await build(hand, courseDay);
    await page.getByText(isShared ? 'Saved in the workspace' : 'Saved in this browser').waitFor();
    assert.deepEqual(
      await slideTitles(page),
      courseDay.slides.map((slide) => slide.Title ?? slide.Question),
    );
    assert.deepEqual(await accessibilityFaults(page, 'a whole deck'), []);
    await screenshot(page, `course-day-${name.split(' ')[0]}`);
    const links = await openRoomBy(hand);
    console.log(
      `# from / ${isShared ? 'by a workspace ' : ''}to the room, by ${name}: ${hand.steps} steps, ${Math.round((Date.now() - began) / 1_000)} s`,
    );
    sendPeople(t, links.join);
    const desk = await Desk.open(browser, `${name}: desk`, complaints, links.facilitator);
    assert.equal(await lead(desk), 6);
    await screenshot(desk.page, `course-day-report-${name.split(' ')[0]}`);
    assert.deepEqual(await accessibilityFaults(desk.page, 'the report'), []);
    if (workspace === null) return findHere(page, courseDay.title);
    await page.context().close();
    await findAgain(name, workspace, courseDay.title);
  });

/** From what a workspace offers to a room that has ended and is found again. */
async function hold(t, name, begin) {
  const page = await openPage(browser, name, tabSize, complaints);
  await page.goto(`${server.url}/studio`);
  const workspace = await makeWorkspace(new Mouse(page), name);
  await begin(page);
  await page.getByText('Saved in the workspace').waitFor();
  await page.getByText('Everything is in order.').waitFor();
  const title = await page.locator('.studio-head h1').innerText();
  const questions = await page
    .locator('.studio-slide-facts', { hasText: /Word cloud|Scale|Open answers|Choice/ })
    .count();
  const links = await openRoomBy(new Mouse(page));
  sendPeople(t, links.join);
  const desk = await Desk.open(browser, `${name}: desk`, complaints, links.facilitator);
  assert.equal(await lead(desk), questions, name);
  await page.context().close();
  await desk.page.context().close();
  await findAgain(name, workspace, title);
}

/** A few rooms at once: each waits for ticks of ten seconds more than for the machine. */
async function together(t, all, begin) {
  const left = [...all];
  const worker = async () => {
    for (let each = left.shift(); each !== undefined; each = left.shift())
      await hold(t, each, (page) => begin(page, each));
  };
  await Promise.all([worker(), worker(), worker()]);
}

test('each template leads to a room that is answered, ended and found again', async (t) => {
  const page = await openPage(browser, 'templates', tabSize, complaints);
  await page.goto(`${server.url}/studio`);
  const names = await page.locator('.template b').allInnerTexts();
  assert.equal(names.length, 8);
  await together(t, names, (each, name) =>
    each.getByRole('button', { name: new RegExp(`^${name}`) }).click(),
  );
});

test('each kind of file leads to a room that is answered, ended and found again', async (t) => {
  const golden = new URL('../../protocol/golden/conversions/', import.meta.url);
  const files = ['outline.md', 'list.txt', 'table.csv', 'kahoot.csv', 'arsnova.json'];
  await together(t, files, async (page, name) => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer: readFileSync(new URL(name, golden)),
      });
    await page.locator('.studio-slide-title').first().waitFor();
    const deck = page.getByRole('button', { name: 'Title and language', exact: true });
    await deck.click();
    const title = page.getByLabel('Title of the deck', { exact: true });
    if ((await title.inputValue()) === '') await title.fill(name);
  });
});

test('the pages complain of nothing', () => {
  const others = complaints.filter((each) => !each.includes('status of 422'));
  assert.deepEqual(others, []);
});
