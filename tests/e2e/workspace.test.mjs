/** A team that shares its decks and rooms by a link, in several browsers; and a server that can read none of it. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import {
  accessibilityFaults,
  eventually,
  launch,
  openPage,
  screenshot,
  tabSize,
} from './chromium.mjs';
import { startServerOn } from './server.mjs';
import { foundInMemory, foundOnDisk } from './traces.mjs';

const folder = mkdtempSync(`${tmpdir()}/candour-workspace-`);
let server;
let browser;
const complaints = [];

before(async () => {
  server = await startServerOn(folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true });
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const link = (page, name) => page.getByRole('link', { name, exact: true });
const heading = (page, name) => page.getByRole('heading', { name, exact: true });
const question = (page) => page.getByLabel('Question', { exact: true });
const saved = (page) => page.getByText('Saved in the workspace').waitFor();
const clean = async (page, name) => assert.deepEqual(await accessibilityFaults(page, name), []);

/** A page in a browser profile of its own: another person. */
const open = async (name, address, size = tabSize) => {
  const page = await openPage(browser, name, size, complaints);
  await page.goto(address);
  return page;
};

/** A workspace that was just made; its page is open. */
async function make(name) {
  const page = await open(name, `${server.url}/studio`);
  await page.getByLabel('Name of the workspace').fill(name);
  await button(page, 'Make a workspace').click();
  await heading(page, name).waitFor();
  return page;
}

async function beginCheckIn(page, words) {
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await question(page).fill(words);
  await saved(page);
}

const backHome = (page) => button(page, 'All decks').click();

/** Another link to the workspace, from its page. */
async function addLink(page, name, right) {
  await page.getByLabel('For whom').fill(name);
  await page.getByLabel(new RegExp(`^may ${right}:`)).check();
  await button(page, 'Add a link').click();
  const made = await page.locator('.new-link').innerText();
  await clean(page, 'a new link');
  await button(page, 'I have copied it').click();
  return made;
}

test('decks and rooms are found by the link in another browser, and the server reads no title, no text and no link', async () => {
  const mine = await make('Canary-Team');
  await beginCheckIn(mine, 'Canary-Question?');
  await mine.getByText('Title and language').click();
  await mine.getByLabel('Title of the deck').fill('Canary-Deck');
  await saved(mine);
  await mine.getByText('Everything is in order.').waitFor();
  const address = mine.url().replace(/\/deck\/.*$/, '');
  const capability = address.split('#')[1];
  const words = ['Canary-Team', 'Canary-Question', 'Canary-Deck', capability];
  // While the deck was typed and checked, and lies there.
  assert.deepEqual(foundOnDisk(folder, words), []);
  assert.deepEqual(foundInMemory(server.pid, words), []);

  await button(mine, 'Open a room').click();
  await heading(mine, 'The room is open').waitFor();
  const desk = await link(mine, 'Go to the desk').getAttribute('href');
  const facilitator = desk.split('#')[1];
  assert.deepEqual(foundOnDisk(folder, [...words, facilitator]), []);
  // The search can find something: a room's title the server must know, as it shows it.
  assert.deepEqual(foundInMemory(server.pid, ['Canary-Deck']), ['Canary-Deck']);

  const other = await open('the other browser', address);
  await heading(other, 'Canary-Team').waitFor();
  assert.equal(await link(other, 'Go to the desk').getAttribute('href'), desk);
  await other.getByText('· open').waitFor();
  await clean(other, 'a workspace');
  await screenshot(other, 'workspace');
  // A room that has ended shows its report, one click away.
  const pages = other.waitForEvent('popup');
  await link(other, 'Go to the desk').click();
  const deskPage = await pages;
  await button(deskPage, 'End the room').click();
  await deskPage.getByRole('dialog').getByRole('button', { name: 'End the room' }).click();
  await eventually('the report', async () => {
    await other.reload();
    await heading(other, 'Canary-Team').waitFor();
    return link(other, 'Report')
      .first()
      .waitFor({ timeout: 2_000 })
      .then(
        () => true,
        () => false,
      );
  });
});

test('a link that was lost is found again on the studio’s first page', async () => {
  const page = await make('Found-Again');
  await page.goto(`${server.url}/studio`);
  await link(page, 'Found-Again').click();
  await heading(page, 'Found-Again').waitFor();
  await page.goto(`${server.url}/studio`);
  await button(page, 'Forget the workspace “Found-Again”').click();
  await button(page, 'Forget').last().click();
  await link(page, 'Found-Again').waitFor({ state: 'detached' });
});

test('two people who edit one deck are shown both, and whatever they choose nothing is lost', async () => {
  const first = await make('Two-Editors');
  await beginCheckIn(first, 'As it was?');
  const second = await open('the second editor', first.url());
  await question(second).waitFor();
  await question(first).fill('From the first?');
  await saved(first);
  await question(second).fill('From the second?');
  await heading(second, 'Somebody else has changed this deck').waitFor();
  const beside = second.locator('.conflict');
  await beside.getByText('From the first?').waitFor();
  await beside.getByText('From the second?').waitFor();
  await clean(second, 'a conflict');
  await screenshot(second, 'workspace-conflict');
  // What is typed meanwhile is not lost either, whatever happens to the tab.
  await second.reload();
  assert.equal(await question(second).inputValue(), 'From the second?');
  await heading(second, 'Somebody else has changed this deck').waitFor();
  await button(second, 'Go on with yours').click();
  await saved(second);

  await button(second, 'Versions').click();
  await heading(second, 'Versions of “Check-in”').waitFor();
  const compare = button(second, 'Compare');
  await eventually('the versions', async () => (await compare.count()) >= 1);
  await compare.first().click();
  await second.locator('.differences').getByText('From the first?').waitFor();
  await second.locator('.differences').getByText('From the second?').waitFor();
  await clean(second, 'two versions');
  await screenshot(second, 'workspace-versions');
  await button(second, 'Restore').first().click();
  await second.getByRole('dialog').getByRole('button', { name: 'Restore' }).click();
  await second.getByText('Restored.').waitFor();
  const third = await open('the third browser', first.url());
  assert.equal(await question(third).inputValue(), 'From the first?');

  // The first one, whose page is older now, takes what is there; both stay.
  await question(first).fill('Once more from the first?');
  await heading(first, 'Somebody else has changed this deck').waitFor();
  await button(first, 'Go on with theirs').click();
  await saved(first);
  assert.equal(await question(first).inputValue(), 'From the first?');
  await question(third).fill('From the third?');
  await heading(third, 'Somebody else has changed this deck').waitFor();
  await button(third, 'Keep both as two decks').click();
  await third.getByText('This deck goes on as a deck of its own').waitFor();
  await backHome(third);
  await eventually('two decks', async () => (await link(third, 'Check-in').count()) === 2);
});

test('the links of a room that a workspace could not keep are in the browser, and the page says so', async () => {
  const page = await make('No-Line-For-Links');
  await beginCheckIn(page, 'Kept?');
  await page.route('**/api/workspaces/**', (route) =>
    route.request().method() === 'GET' ? route.continue() : route.abort(),
  );
  await button(page, 'Open a room').click();
  await heading(page, 'The room is open').waitFor();
  await page.getByText('so they are in this browser alone').waitFor();
  const desk = await link(page, 'Go to the desk').getAttribute('href');
  await page.reload();
  await page.getByText('so they are in this browser alone').waitFor();
  await page.goto(`${server.url}/studio`);
  assert.equal(await link(page, 'Go to the desk').getAttribute('href'), desk);
});

test('what could not be deleted is said, and is there', async () => {
  const page = await make('No-Line-For-Deleting');
  await beginCheckIn(page, 'There?');
  await backHome(page);
  await link(page, 'Check-in').waitFor();
  await page.route('**/api/workspaces/**', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.continue(),
  );
  await button(page, 'Delete “Check-in”').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('The server cannot be reached, so nothing was deleted.').waitFor();
  await link(page, 'Check-in').waitFor();
});

test('an editor stays open, with what was typed, when its link is revoked', async () => {
  const owner = await make('Revoked-While-Typing');
  const theirs = await addLink(owner, 'Ben', 'edit');
  const ben = await open('Ben', theirs);
  await beginCheckIn(ben, 'As it was?');
  await button(owner, 'Revoke the link “Ben”').click();
  await owner.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await button(owner, 'Revoke the link “Ben”').waitFor({ state: 'detached' });
  // The row is gone, and who works by keyboard is not at the top of the page again.
  const rows = owner.getByRole('region', { name: 'Who has a link' });
  await rows.locator(':focus').waitFor();
  await question(ben).fill('Typed after that?');
  await ben.getByText('save the deck as a file before you leave').waitFor();
  assert.equal(await question(ben).inputValue(), 'Typed after that?');
  await backHome(ben);
  await heading(ben, 'This workspace does not open').waitFor();
  // Nor is it lost once the editor is closed.
  await link(ben, 'To the studio of this browser').click();
  await heading(ben, 'What you wrote in workspaces, and is in this browser alone').waitFor();
  await clean(ben, 'the studio with words from a closed workspace');
  await button(ben, 'Open as a deck of this browser: “Check-in”').click();
  assert.equal(await question(ben).inputValue(), 'Typed after that?');
  await ben.getByText('Saved in this browser').waitFor();
  await backHome(ben);
  await link(ben, 'Check-in').waitFor();
  assert.equal(await button(ben, 'Open as a deck of this browser: “Check-in”').count(), 0);
});

test('without a line what is typed stays in the browser, also when the tab goes, and arrives later', async () => {
  const page = await make('No-Line');
  await beginCheckIn(page, 'With a line?');
  const address = page.url();
  await page.context().setOffline(true);
  await question(page).fill('Without a line?');
  await page
    .getByText('The server cannot be reached. What you type is kept in this browser')
    .first()
    .waitFor();
  await page.close();
  const again = await (async () => {
    const context = browser.contexts().at(-1);
    await context.setOffline(false);
    return context.newPage();
  })();
  await again.goto(address);
  assert.equal(await question(again).inputValue(), 'Without a line?');
  await saved(again);
  const other = await open('elsewhere', address);
  assert.equal(await question(other).inputValue(), 'Without a line?');
});

test('who may only look sees decks and rooms, no desk and no links; a revoked link opens nothing, the others go on', async () => {
  const mine = await make('Revoking');
  await beginCheckIn(mine, 'Who looks?');
  await button(mine, 'Open a room').click();
  await heading(mine, 'The room is open').waitFor();
  await backHome(mine);
  const looking = await addLink(mine, 'The ward', 'look');
  const editing = await addLink(mine, 'Somebody', 'edit');

  const look = await open('who looks', looking);
  await heading(look, 'Revoking').waitFor();
  await look.getByText('By your link you can look at this workspace, and not change it.').waitFor();
  await link(look, 'Check-in').first().waitFor();
  assert.equal(await link(look, 'Go to the desk').count(), 0);
  assert.equal(await heading(look, 'Who has a link').count(), 0);
  await clean(look, 'a workspace to look at');
  await link(look, 'Check-in').first().click();
  await button(look, 'Copy into this browser').waitFor();
  await look.frameLocator('.preview iframe').getByText('Who looks?').waitFor();
  await clean(look, 'a deck to look at');

  const gone = await open('who is revoked', editing);
  await heading(gone, 'Revoking').waitFor();
  await button(mine, 'Revoke the link “Somebody”').click();
  await mine.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await button(mine, 'Revoke the link “Somebody”').waitFor({ state: 'detached' });
  await gone.reload();
  await heading(gone, 'This workspace does not open').waitFor();
  await clean(gone, 'a workspace that does not open');
  await link(mine, 'Check-in').first().click();
  await question(mine).fill('After the revoking?');
  await saved(mine);
  await look.reload();
  await look.frameLocator('.preview iframe').getByText('After the revoking?').waitFor();
});

test('everything goes when the only one who may edit deletes it', async () => {
  const mine = await make('Going');
  await beginCheckIn(mine, 'Going?');
  await backHome(mine);
  await addLink(mine, 'Another', 'edit');
  await mine.getByText('It can be deleted once no other link may edit.').waitFor();
  await button(mine, 'Revoke the link “Another”').click();
  await mine.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await mine.getByText('Every deck, every version and every link').waitFor();
  await button(mine, 'Delete the workspace').click();
  await mine.getByRole('dialog').getByRole('button', { name: 'Delete the workspace' }).click();
  await heading(mine, 'This workspace does not open').waitFor();
  await mine.goto(`${server.url}/studio`);
  await heading(mine, 'Share with a team').waitFor();
  assert.equal(await link(mine, 'Going').count(), 0);
});

test('a link that is not whole says so; 320 points, forced colours and right to left hold', async () => {
  const cut = await open('a link that was cut', `${server.url}/w/AAAAAAAAAAAAAAAAAAAAAA#abc`);
  await cut.getByText('This link is not whole.').waitFor();
  const page = await make('Narrow');
  await beginCheckIn(page, 'Narrow?');
  await backHome(page);
  await page.setViewportSize({ width: 320, height: 640 });
  await link(page, 'Check-in').waitFor();
  const wider = () =>
    page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
  assert.equal(await wider(), 0);
  await screenshot(page, 'workspace-320');
  await page.evaluate(() => void (document.documentElement.dir = 'rtl'));
  assert.equal(await wider(), 0);
  await page.emulateMedia({ forcedColors: 'active' });
  await clean(page, 'forced colours');
  await screenshot(page, 'workspace-320-rtl-forced');
});

test('the pages complain of nothing', () => {
  // Browsers note each refused request: those that these tests are about, and being without a line.
  const expected = /status of (404|409|412|422)|ERR_INTERNET_DISCONNECTED|ERR_FAILED/;
  assert.deepEqual(
    complaints.filter((each) => !expected.test(each)),
    [],
  );
});
