/**
 * An upgrade in the middle of a session: a new package is installed while people answer, the old server says goodbye,
 * the new one starts, and the pages in real Chromium come back by themselves and find everything that was confirmed.
 */
import assert from 'node:assert/strict';
import { copyFileSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { eventually, launch } from '../e2e/chromium.mjs';
import { Desk, Phone, Projection } from '../e2e/roles.mjs';
import { openRoom } from '../e2e/server.mjs';
import { bareDebian, ended, laterPackage, made, untilSaid } from './made.mjs';

const deck = {
  format: 'candour.deck/1',
  title: 'Before and after the upgrade',
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

/** The server as the unit starts it: by that user, with those settings. A port stays the same after a restart. */
async function start(t, root, port = 0) {
  const command = `exec setpriv --reuid=candour --regid=candour --clear-groups \\
    /usr/bin/candour serve --config /etc/candour/candour.toml --listen 127.0.0.1:${port}`;
  const child = root.spawn('sh', '-c', command);
  t.after(() => child.kill('SIGKILL'));
  const [, url] = await untilSaid(child, /listening on (http:\/\/\S+)/);
  return { child, url };
}

const sumOf = (root) =>
  createHash('sha256')
    .update(readFileSync(join(root.root, 'usr/bin/candour')))
    .digest('hex');

test('nothing is lost when the server is upgraded while people answer', async (t) => {
  const root = bareDebian(t);
  const file = `/tmp/${basename(made('candour', '.deb'))}`;
  copyFileSync(made('candour', '.deb'), join(root.root, file));
  root.run('apt-get', 'update', '--quiet');
  root.run('apt-get', 'install', '--yes', '--no-install-recommends', file);
  root.run('install', '-d', '-o', 'candour', '-g', 'candour', '-m', '0700', '/var/lib/candour');
  const before = await start(t, root);

  const room = await openRoom({ url: before.url }, deck);
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

  const old = sumOf(root);
  root.run('dpkg', '--install', laterPackage(root, file));
  assert.notEqual(sumOf(root), old, 'the upgrade brings another file');
  const hellos = ada.sent.length;
  assert.equal(await ended(before.child), 0);
  await start(t, root, new URL(before.url).port);

  await eventually('Ada has said hello again', () => ada.sent.length > hellos);
  await ada.counts();
  await wall.word('People').waitFor();
  const ben = await Phone.open(browser, 'Ben', complaints);
  await ben.page.goto(room.links.join);
  await ben.heading('What keeps you here?');
  await ben.answer((phone) => phone.write('Work'));
  await wall.word('Work').waitFor();

  // She is still one person: her new answer takes the place of the old one.
  await ada.press('Change my answer');
  await ada.write('Coffee');
  await ada.press('Send the change');
  await wall.word('Coffee').waitFor();
  await wall.word('People').waitFor({ state: 'detached' });
  await wall.word('Work').waitFor();
  assert.deepEqual(
    complaints.filter((complaint) => !isBrokenLine(complaint)),
    [],
  );
});
