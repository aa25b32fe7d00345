/**
 * A server that dies in the middle of a session, and pages that nobody touches meanwhile: in real Chromium, all three
 * come back by themselves and find the room as it was.
 */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { eventually, launch, screenshot } from './chromium.mjs';
import { Desk, Phone, Projection } from './roles.mjs';
import { openRoom, startServerOn } from './server.mjs';

const deck = {
  format: 'candour.deck/1',
  title: 'Before and after',
  slides: [
    {
      id: 'words',
      kind: 'word_cloud',
      prompt: 'What keeps you here?',
      level: 'open',
      entries: 2,
    },
  ],
};

/** Chromium says so itself when a line breaks or cannot be opened: that is what is being tested. */
const isBrokenLine = (complaint) => /WebSocket connection to|net::ERR_/.test(complaint);

test('everybody finds the room as it was after the server was killed', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'candour-restart-'));
  t.after(() => rmSync(folder, { recursive: true }));
  let server = await startServerOn(folder);
  t.after(() => server.stop());
  const room = await openRoom(server, deck);
  const browser = await launch();
  t.after(() => browser.close());
  const complaints = [];
  const desk = await Desk.open(browser, 'facilitator', complaints, room.links.facilitator);
  const wall = await Projection.open(browser, 'projector', complaints, room.links.projector);
  const ada = await Phone.open(browser, 'Ada', complaints);
  await ada.page.goto(room.links.join);

  await desk.next('Show the first slide');
  await desk.next('Open the question');
  await ada.heading('What keeps you here?');
  await ada.answer((phone) => phone.write('People'));
  await wall.word('People').waitFor();

  const { port } = new URL(server.url);
  await server.kill();
  await ada.says('The line is down.');
  await screenshot(ada.page, 'restart-lost-phone');
  await screenshot(wall.page, 'restart-lost-projector');
  await screenshot(desk.page, 'restart-lost-facilitator');
  const hellos = ada.sent.length;
  server = await startServerOn(folder, port);

  // Somebody new, who can only answer when the server is back; the others come by themselves.
  const ben = await Phone.open(browser, 'Ben', complaints);
  await ben.page.goto(room.links.join);
  await ben.heading('What keeps you here?');
  await ben.answer((phone) => phone.write('Work'));
  await wall.word('Work').waitFor();
  await wall.word('People').waitFor();
  await eventually('Ada has said hello again', () => ada.sent.length > hellos);
  await ada.counts();

  // She is still one person: her new answer takes the place of the old one.
  await ada.press('Change my answer');
  await ada.write('Coffee');
  await ada.press('Send the change');
  await wall.word('Coffee').waitFor();
  await wall.word('People').waitFor({ state: 'detached' });
  for (const word of ['Coffee', 'Work']) await desk.page.getByText(word).first().waitFor();
  await screenshot(desk.page, 'restart-back-facilitator');
  await screenshot(wall.page, 'restart-back-projector');
  assert.deepEqual(
    complaints.filter((complaint) => !isBrokenLine(complaint)),
    [],
  );
});
