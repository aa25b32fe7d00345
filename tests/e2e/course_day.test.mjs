/**
 * A whole day by somebody without a terminal: a deck is built in the studio by mouse and once more by keyboard alone, a room is opened for it,
 * answered by made-up people, led to its end, and found again through a workspace; and a short one in a browser alone.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build, courseDay, Keys, Mouse, openRoomBy } from './building.mjs';
import { accessibilityFaults, openPage, screenshot, tabSize } from './chromium.mjs';
import {
  complainOfNothing,
  findAgain,
  hold,
  lead,
  makeWorkspace,
  sendPeople,
  setUp,
} from './event.mjs';
import { Desk } from './roles.mjs';

const world = setUp();

const slideTitles = (page) => page.locator('.studio-slide-title').allInnerTexts();

/** From the start page with an empty profile to the deck and the report of the day, found by a colleague. */
async function holdCourseDay(t, name, Hand) {
  const { server, browser, complaints } = world;
  const page = await openPage(browser, name, tabSize, complaints);
  await page.goto(server.url);
  await page.getByLabel('Room code').waitFor();
  const began = Date.now();
  const hand = new Hand(page);
  await hand.press(page.getByRole('link', { name: 'Hold a session' }));
  const workspace = await makeWorkspace(hand, `Maternity team, ${name}`);
  await build(hand, courseDay);
  await page.getByText('Saved in the workspace').waitFor();
  assert.deepEqual(
    await slideTitles(page),
    courseDay.slides.map((slide) => slide.Title ?? slide.Question),
  );
  assert.deepEqual(await accessibilityFaults(page, 'a whole deck'), []);
  await screenshot(page, `course-day-${name.split(' ')[0]}`);
  const links = await openRoomBy(hand);
  console.log(
    `# from / by a workspace to the room, by ${name}: ${hand.steps} steps, ${Math.round((Date.now() - began) / 1_000)} s`,
  );
  sendPeople(t, links.join);
  const desk = await Desk.open(browser, `${name}: desk`, complaints, links.facilitator);
  assert.equal(await lead(desk), 6);
  await screenshot(desk.page, `course-day-report-${name.split(' ')[0]}`);
  assert.deepEqual(await accessibilityFaults(desk.page, 'the report'), []);
  await page.context().close();
  await findAgain(world, name, workspace, courseDay.title);
}

// At once: each waits for ticks of ten seconds more than for the machine.
test('days of people without a terminal', { concurrency: true }, async (t) => {
  const day = (name, Hand) =>
    t.test(`a course day is built by ${name}, answered, ended and found again`, (each) =>
      holdCourseDay(each, name, Hand),
    );
  await Promise.all([
    day('mouse', Mouse),
    day('keyboard alone', Keys),
    t.test(
      'a check-in that is kept in one browser is found again on the studio’s first page',
      (each) =>
        hold(
          each,
          world,
          'a check-in',
          (page) => page.getByRole('button', { name: /^Check-in/ }).click(),
          false,
        ),
    ),
  ]);
});

complainOfNothing(world);
