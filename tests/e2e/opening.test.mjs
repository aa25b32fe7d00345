/** Who may open rooms, from the studio and from a terminal, and what of it never leaves who did. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accessibilityFaults, launch, openPage, screenshot, tabSize } from './chromium.mjs';
import { binary, openRoom, demoDeck, startServer } from './server.mjs';

const run = promisify(execFile);
const demo = fileURLToPath(new URL('../../decks/demo.json', import.meta.url));

let folder;
let server;
let browser;
const complaints = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candour-opening-'));
  const asks = ['--open-rooms', 'pass', '--pass-contact', 'Ada, extension 12'];
  server = await startServer(...asks, '--data', folder);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Like an operator. The pass is the line that stands apart. */
const addPass = (name) =>
  /^ {2}(\S+)$/m.exec(
    execFileSync(binary, ['pass', 'add', name, '--data', folder], { encoding: 'utf8' }),
  )[1];
const removePass = (name) => execFileSync(binary, ['pass', 'remove', name, '--data', folder]);
const button = (page, name) => page.getByRole('button', { name, exact: true });
const fragment = (link) => link.slice(link.indexOf('#') + 1);

/** Everything that the pages of this profile say to a server. */
function listenTo(page) {
  const said = [];
  const context = page.context();
  const listen = (each) =>
    each.on('websocket', (line) =>
      line.on('framesent', ({ payload }) => said.push(String(payload))),
    );
  listen(page);
  context.on('page', listen);
  context.on('request', (each) =>
    said.push(each.url(), each.postData() ?? '', JSON.stringify(each.headers())),
  );
  return said;
}

test('the studio asks for a pass once, in words that say whom to ask, and forgets it when told to', async () => {
  const page = await openPage(browser, 'a pass', tabSize, complaints);
  await page.goto(`${server.url}/studio`);
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await button(page, 'Open a room').click();
  await page.getByRole('heading', { name: 'A pass is needed' }).waitFor();
  await page
    .getByText(
      'Whoever opens a room or a workspace on this server needs a pass. Ask Ada, extension 12 for one.',
    )
    .waitFor();
  assert.deepEqual(await accessibilityFaults(page, 'a pass is asked for'), []);
  await screenshot(page, 'studio-pass');

  await page.getByLabel('Your pass').fill('no-pass-of-anybodys');
  await page.keyboard.press('Enter');
  await page.getByText('This server does not know this pass, or not any more.').waitFor();
  assert.equal(await page.getByLabel('Your pass').inputValue(), 'no-pass-of-anybodys');

  const pass = addPass('ward');
  await page.getByLabel('Your pass').fill(` ${pass} `);
  await button(page, 'Open the room').click();
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();

  // Once: a second room asks nothing.
  await button(page, 'Back to the deck').click();
  await button(page, 'Open a room').click();
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();

  await button(page, 'All decks').click();
  await page.getByRole('heading', { name: 'Your pass' }).waitFor();
  assert.deepEqual(await accessibilityFaults(page, 'a pass is kept'), []);
  await button(page, 'Forget the pass').click();
  await page.getByText('This browser has forgotten the pass.').waitFor();
  assert.equal(await page.evaluate(() => JSON.stringify(localStorage)), '{}');
  await page.getByRole('link', { name: 'Check-in' }).last().click();
  await button(page, 'Open a room').click();
  await page.getByRole('heading', { name: 'A pass is needed' }).waitFor();
  await button(page, 'Not now').click();
  await page.getByRole('heading', { name: 'A pass is needed' }).waitFor({ state: 'detached' });
});

test('who makes a workspace where a pass is needed is asked for it, and once for all that follows', async () => {
  const page = await openPage(browser, 'a pass for a workspace', tabSize, complaints);
  await page.goto(`${server.url}/studio`);
  await page.getByLabel('Name of the workspace').fill('Ward 4');
  await button(page, 'Make a workspace').click();
  await page.getByRole('heading', { name: 'A pass is needed' }).waitFor();
  await page.getByText('Ask Ada, extension 12 for one.').waitFor();
  assert.deepEqual(await accessibilityFaults(page, 'a pass for a workspace'), []);
  const dialog = page.getByRole('dialog');
  await page.getByLabel('Your pass').fill('no-pass-of-anybodys');
  await page.keyboard.press('Enter');
  await page.getByText('This server does not know this pass, or not any more.').waitFor();
  await button(page, 'Not now').click();
  await dialog.waitFor({ state: 'detached' });
  // What was typed is still there, and nothing was kept.
  assert.equal(await page.getByLabel('Name of the workspace').inputValue(), 'Ward 4');
  assert.equal(await page.evaluate(() => localStorage.getItem('candour.pass')), null);

  const pass = addPass('team');
  await button(page, 'Make a workspace').click();
  await page.getByLabel('Your pass').fill(pass);
  await dialog.getByRole('button', { name: 'Make a workspace' }).click();
  await page.getByRole('heading', { name: 'Ward 4' }).waitFor();
  assert.match(page.url(), /\/w\/[\w-]{22}#/);
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await button(page, 'Open a room').click();
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();
});

test('a pass that was taken back is asked for anew', async () => {
  const page = await openPage(browser, 'a pass that ends', tabSize, complaints);
  const pass = addPass('gone');
  await page.goto(`${server.url}/studio`);
  await page.evaluate((kept) => localStorage.setItem('candour.pass', kept), pass);
  removePass('gone');
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await button(page, 'Open a room').click();
  await page.getByText('This server does not know this pass, or not any more.').waitFor();
  assert.equal(await page.evaluate(() => localStorage.getItem('candour.pass')), null);
});

test('a facilitator’s capability never leaves the browser: not when the room is opened, led or found again', async () => {
  const open = await startServer();
  const page = await openPage(browser, 'capability', tabSize, complaints);
  const said = listenTo(page);
  await page.goto(`${open.url}/studio`);
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await button(page, 'Open a room').click();
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  const link = await page.getByRole('link', { name: /\/f\// }).getAttribute('href');
  const capability = fragment(link);
  assert.match(capability, /^[A-Za-z0-9_-]{43}$/);

  const popup = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Go to the desk' }).click();
  const desk = await popup;
  await desk.getByRole('heading', { name: 'Check-in', level: 1 }).first().waitFor();
  await desk.reload();
  await desk.getByRole('heading', { name: 'Check-in', level: 1 }).first().waitFor();
  const projector = await page.getByRole('link', { name: /\/p\// }).getAttribute('href');
  const wall = await page.context().newPage();
  await wall.goto(projector);
  await wall.getByText('Check-in').first().waitFor();

  const hellos = said.filter((each) => each.includes('"type":"hello"'));
  assert.ok(
    hellos.some((each) => each.includes('"role":"facilitator"')),
    'no hello was heard',
  );
  assert.ok(
    hellos.some((each) => each.includes('"role":"projector"')),
    'no projector was heard',
  );
  assert.ok(
    said.some((each) => each.includes('"locks":')),
    'no opening was heard',
  );
  for (const each of said) assert.ok(!each.includes(capability), each.slice(0, 200));
  await page.context().close();
  await open.stop();
});

test('a link of before, whose capability is said as it is, opens its desk', async () => {
  const open = await startServer();
  const room = await openRoom(open, demoDeck);
  assert.match(room.facilitator, /^[A-Za-z0-9_-]{22}$/);
  const page = await openPage(browser, 'a link of before', tabSize, complaints);
  const said = listenTo(page);
  await page.goto(room.links.facilitator);
  await page.getByRole('heading', { name: demoDeck.title, level: 1 }).first().waitFor();
  assert.ok(said.some((each) => each.includes(`"capability":"${room.facilitator}"`)));
  await page.context().close();
  await open.stop();
});

/** What was printed, and how it ended. */
async function candour(args, environment = {}) {
  try {
    const { stdout } = await run(binary, args, { env: { ...process.env, ...environment } });
    return { code: 0, said: stdout };
  } catch (error) {
    return { code: error.code, said: error.stderr };
  }
}

test('candour room open: with a pass a room and its links; without, and with faults, sentences', async () => {
  const open = (...more) => candour(['room', 'open', demo, '--server', server.url, ...more]);
  const without = await open();
  assert.equal(without.code, 1);
  assert.match(without.said, /needs a pass\. Ask Ada, extension 12 for one\./);
  const file = join(folder, 'pass.txt');
  assert.match((await open('--pass-file', file)).said, /there is no pass in .*pass\.txt/);
  writeFileSync(file, `${addPass('terminal')}\n`);
  const opened = await open('--pass-file', file);
  assert.equal(opened.code, 0, opened.said);
  const facilitator = /Facilitator +(\S+)/.exec(opened.said)[1];
  assert.match(fragment(facilitator), /^[A-Za-z0-9_-]{43}$/);
  assert.doesNotMatch(opened.said, /Ctrl-C/);

  const page = await openPage(browser, 'from a terminal', tabSize, complaints);
  await page.goto(facilitator);
  await page.getByRole('heading', { name: demoDeck.title, level: 1 }).first().waitFor();
  await page.goto(/Projector +(\S+)/.exec(opened.said)[1]);
  await page.getByText(demoDeck.title).first().waitFor();

  const faulty = join(folder, 'faulty.json');
  writeFileSync(faulty, '{"format":"candour.deck/1","title":"","slides":[]}');
  const refused = await candour(['room', 'open', faulty, '--server', server.url]);
  assert.match(refused.said, /\$\.title/);
  for (const [address, sentence] of [
    ['polls.example.org', /This is not a web address/],
    [`${server.url}/studio`, /the address of the server alone/],
    ['http://127.0.0.1:1', /no room was opened at 127\.0\.0\.1:1: it cannot be reached/],
    ['http://no-such-machine.invalid', /there is no machine called no-such-machine\.invalid/],
  ]) {
    const answer = await candour(['room', 'open', demo, '--server', address]);
    assert.equal(answer.code, 1);
    assert.match(answer.said, sentence);
  }
});

test('candour room open speaks TLS, to a server that proves who it is', async () => {
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(
    'openssl',
    [
      'req',
      '-x509',
      '-newkey',
      'rsa:2048',
      '-nodes',
      '-keyout',
      key,
      '-out',
      certificate,
      '-days',
      '1',
      ...names,
    ],
    { stdio: 'ignore' },
  );
  const behind = await startServer();
  const { port } = new URL(behind.url);
  const proxy = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (asked, answer) => {
      const on = request(
        { host: '127.0.0.1', port, path: asked.url, method: asked.method, headers: asked.headers },
        (said) => {
          answer.writeHead(said.statusCode, said.headers);
          said.pipe(answer);
        },
      );
      asked.pipe(on);
    },
  );
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const open = (host, environment) =>
    candour(
      ['room', 'open', demo, '--server', `https://${host}:${proxy.address().port}`],
      environment,
    );
  const trusted = { SSL_CERT_FILE: certificate };
  const opened = await open('localhost', trusted);
  assert.equal(opened.code, 0, opened.said);
  assert.match(opened.said, /Facilitator +\S+#[A-Za-z0-9_-]{43}\n/);
  // A certificate that this machine does not trust, and a right one of another name.
  for (const answer of [await open('localhost', {}), await open('127.0.0.1', trusted)]) {
    assert.equal(answer.code, 1);
    assert.match(answer.said, /it does not prove by TLS that it is/);
  }
  proxy.close();
  await behind.stop();
});

test('the pages complain of nothing', () => {
  // A pass that is missing is an answer like another; browsers note it all the same.
  const others = complaints.filter((each) => !each.includes('status of 401'));
  assert.deepEqual(others, []);
});
