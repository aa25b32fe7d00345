/**
 * The operators' guide with the real systemd: installed, started, upgraded in the middle of a session, removed. Not in
 * the CI's time: CANDOUR_PACKAGE=all ./dev test package.
 */
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { eventually } from '../e2e/chromium.mjs';
import { freePort } from '../e2e/proxies.mjs';
import { openRoom } from '../e2e/server.mjs';
import { newId, wires } from '../e2e/wire.mjs';
import { booted } from './booted.mjs';
import { bareDebian, laterPackage, made } from './made.mjs';

const skip =
  process.env.CANDOUR_PACKAGE === 'all' ? false : 'systemd is tested with CANDOUR_PACKAGE=all';

const words = { id: 'words', kind: 'word_cloud', prompt: 'What keeps you here?', level: 'open' };
const deck = { format: 'candour.deck/1', title: 'Upgraded', slides: [{ ...words, entries: 1 }] };

/** A Debian with the package and a later one in /root, and an address that nobody else on this machine has. */
async function prepared(t) {
  const root = bareDebian(t);
  root.run('apt-get', 'update', '--quiet');
  const file = basename(made('candour', '.deb'));
  copyFileSync(made('candour', '.deb'), join(root.root, 'root', file));
  copyFileSync(
    join(root.root, laterPackage(root, `/root/${file}`)),
    join(root.root, 'root/later.deb'),
  );
  const port = await freePort();
  const dropIn = join(root.root, 'etc/systemd/system/candour.service.d');
  mkdirSync(dropIn, { recursive: true });
  const address = `127.0.0.1:${port}`;
  writeFileSync(join(dropIn, 'port.conf'), `[Service]\nEnvironment=CANDOUR_LISTEN=${address}\n`);
  return { root, file, url: `http://${address}` };
}

/** The server's process, as seen from inside; 0 when there is none. */
const mainProcess = (machine) =>
  Number(machine.run('systemctl', 'show', '--value', '--property=MainPID', 'candour'));

/** What the kernel holds the running server to. */
function held(machine) {
  const pid = mainProcess(machine);
  const status = machine.run('cat', `/proc/${pid}/status`);
  assert.match(status, /^CapEff:\t0+$/m);
  assert.match(status, /^CapBnd:\t0+$/m);
  assert.match(status, /^NoNewPrivs:\t1$/m);
  assert.match(status, /^Seccomp:\t2$/m);
  assert.match(machine.run('cat', `/proc/${pid}/limits`), /^Max core file size +1 +1 /m);
  // Where it lives, root itself can write in its folder and nowhere else.
  const touch = (file) => machine.run('nsenter', `--target=${pid}`, '--mount', 'touch', file);
  touch('/var/lib/candour/written');
  machine.run('rm', '/var/lib/candour/written');
  for (const folder of ['/etc', '/usr', '/var/lib', '/var/log', '/opt'])
    assert.throws(() => touch(`${folder}/written`), /Read-only file system/, folder);
  const text = machine.run('systemd-analyze', 'security', 'candour');
  const [, exposure] = /Overall exposure level for candour\.service: ([\d.]+)/.exec(text);
  assert.ok(Number(exposure) <= 1.5, exposure);
}

async function settingsAndPass(machine, root, url) {
  const settings = join(root.root, 'etc/candour/candour.toml');
  // The links of a deck's room are for a terminal: they must not come into the journal.
  const more = 'open-rooms = "pass"\ndeck = "/usr/share/candour/decks/demo.json"\n';
  writeFileSync(settings, readFileSync(settings, 'utf8') + more);
  machine.run('systemctl', 'restart', 'candour');
  assert.equal(await ready(url), 'ready\n');
  const rooms = join(root.root, 'var/lib/candour/deck-rooms');
  await eventually('the deck has its room', () => existsSync(rooms));
  assert.doesNotMatch(machine.run('journalctl', '--unit=candour'), /\/[fpj]\//);
  const added = machine.run('candour', 'pass', 'add', 'wards', '--data', '/var/lib/candour');
  const [, pass] = /\n {2}(\S{22})\n/.exec(added);
  await assert.rejects(openRoom({ url }, deck), /no room was opened/);
  return pass;
}

/** /readyz, as soon as somebody answers. */
async function ready(url) {
  for (let tries = 0; ; tries += 1)
    try {
      return await (await fetch(`${url}/readyz`)).text();
    } catch (error) {
      if (tries === 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
}

/** Somebody answers, the server is upgraded under them, and it has what it had confirmed. */
async function upgradedInASession(t, machine, root, url, pass) {
  const room = await openRoom({ url }, deck, { Authorization: `Bearer ${pass}` });
  const enter = wires(t, { url }, room);
  const facilitator = await enter.facilitator();
  await facilitator.control('go_to', { slide: 'words' });
  assert.equal((await facilitator.control('open', { question: 'words' })).type, 'ack');
  const ada = await enter.participant({ secret: room.secret });
  const response = { kind: 'word_cloud', words: ['People'] };
  const answer = { type: 'submit', id: newId(), question: 'words', round: 1, response };
  assert.equal((await ada.ask(answer)).type, 'ack');

  const before = mainProcess(machine);
  const keep = ['-o', 'Dpkg::Options::=--force-confold'];
  machine.run('apt-get', 'install', '--yes', ...keep, '/root/later.deb');
  assert.equal(await ada.closed, 1001);
  assert.match(machine.run('dpkg-query', '--show', 'candour'), /99\.0/);
  assert.equal(await ready(url), 'ready\n');
  assert.notEqual(mainProcess(machine), before);

  const back = await enter.participant({ secret: room.secret, ticket: ada.welcome.ticket });
  assert.equal(back.welcome.ticket, ada.welcome.ticket);
  const { records } = await back.ask({ type: 'mine', id: newId() });
  assert.deepEqual(
    records.map((record) => record.response),
    [response],
  );
  const again = await enter.facilitator();
  await again.sees(({ tally }) => tally?.people === 1);
  const settings = readFileSync(join(root.root, 'etc/candour/candour.toml'), 'utf8');
  assert.match(settings, /^open-rooms = "pass"$/m);
}

test(
  'systemd starts it, holds it, upgrades it in a session and removes it, as the guide says',
  { skip },
  async (t) => {
    const { root, file, url } = await prepared(t);
    await booted(t, root, async (machine) => {
      machine.run('apt-get', 'install', '--yes', '--no-install-recommends', `/root/${file}`);
      assert.equal(await ready(url), 'ready\n');
      assert.equal(machine.run('systemctl', 'is-enabled', 'candour'), 'enabled\n');
      held(machine);
      const pass = await settingsAndPass(machine, root, url);
      await upgradedInASession(t, machine, root, url, pass);
      assert.equal(machine.run('systemctl', '--failed', '--no-legend', '--plain'), '');

      machine.run('apt-get', 'remove', '--yes', 'candour');
      await assert.rejects(fetch(`${url}/readyz`));
      assert.ok(existsSync(join(root.root, 'var/lib/candour/candour.db')));
      machine.run('apt-get', 'purge', '--yes', 'candour');
      for (const left of ['etc/candour', 'var/lib/candour', 'usr/bin/candour'])
        assert.ok(!existsSync(join(root.root, left)), left);
    });
  },
);
