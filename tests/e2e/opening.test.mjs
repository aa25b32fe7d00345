/** Who may open rooms, from the studio and from a terminal, and what of it never leaves who did. */
import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createServer } from 'node:tls';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { accessibilityFaults, launch, openPage, screenshot, tabSize } from './chromium.mjs';
import { binary, openRoom, demoDeck, startServer } from './server.mjs';
import { wires } from './wire.mjs';

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

/** A server behind a proxy with TLS, whose certificate is for localhost and for nobody whom this machine knows. */
async function startBehindTls(t) {
  const key = join(folder, 'key.pem');
  const certificate = join(folder, 'certificate.pem');
  const to = ['-nodes', '-keyout', key, '-out', certificate, '-days', '1'];
  const names = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', ...to, ...names], {
    stdio: 'ignore',
  });
  const behind = await startServer();
  t.after(() => behind.stop());
  const { port } = new URL(behind.url);
  const certified = { key: readFileSync(key), cert: readFileSync(certificate) };
  const proxy = createServer(certified, (phone) => {
    const line = connect(port, '127.0.0.1');
    // Each side ends with the other; a broken one too.
    for (const [one, other] of [
      [phone, line],
      [line, phone],
    ]) {
      one.pipe(other);
      one.on('error', () => other.destroy());
    }
  });
  // Whoever does not believe it breaks the handshake.
  proxy.on('tlsClientError', () => undefined);
  await new Promise((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  t.after(() => proxy.close());
  const at = (host) => `https://${host}:${proxy.address().port}`;
  return { behind, at, trusted: { SSL_CERT_FILE: certificate } };
}

test('candour room open speaks TLS, to a server that proves who it is', async (t) => {
  const { at, trusted } = await startBehindTls(t);
  const open = (host, environment) =>
    candour(['room', 'open', demo, '--server', at(host)], environment);
  const opened = await open('localhost', trusted);
  assert.equal(opened.code, 0, opened.said);
  assert.match(opened.said, /Facilitator +\S+#[A-Za-z0-9_-]{43}\n/);
  // A certificate that this machine does not trust, and a right one of another name.
  for (const answer of [await open('localhost', {}), await open('127.0.0.1', trusted)]) {
    assert.equal(answer.code, 1);
    assert.match(answer.said, /it does not prove by TLS that it is/);
  }
});

test('made-up people come and answer by TLS, to a server that proves who it is', async (t) => {
  const { behind, at, trusted } = await startBehindTls(t);
  const words = { id: 'words', kind: 'word_cloud', prompt: 'What is it?', level: 'open' };
  const deck = { format: 'candour.deck/1', title: 'By TLS', slides: [{ ...words, entries: 1 }] };
  const room = await openRoom(behind, deck);
  const people = (host, environment) => {
    const link = room.links.join.replace(behind.url, at(host));
    return candour(['people', link, '--count', '5', '--seed', '7', '--pace', 'fast'], environment);
  };
  for (const answer of [await people('localhost', {}), await people('127.0.0.1', trusted)]) {
    assert.equal(answer.code, 1);
    assert.match(answer.said, /it does not prove by TLS that it is (localhost|127\.0\.0\.1): /);
  }

  const facilitator = await wires(t, behind, room).facilitator();
  await facilitator.control('go_to', { slide: 'words' });
  assert.equal((await facilitator.control('open', { question: 'words' })).type, 'ack');
  const crowd = people('localhost', trusted);
  await facilitator.sees(({ tally }) => tally?.people > 0);
  await facilitator.control('end');
  const left = await crowd;
  assert.equal(left.code, 0, left.said);
  assert.match(left.said, /5 made-up people gave [1-9]\d* answers/);
});

test('the pages complain of nothing', () => {
  // A pass that is missing is an answer like another; browsers note it all the same.
  const others = complaints.filter((each) => !each.includes('status of 401'));
  assert.deepEqual(others, []);
});
