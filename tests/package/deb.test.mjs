/** The package in a bare Debian: installed, used, upgraded, removed. */
import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import {
  architectures,
  bareDebian,
  ended,
  laterPackage,
  made,
  repository,
  run,
  untilSaid,
} from './made.mjs';

for (const architecture of architectures) {
  test(`${architecture}: lintian finds no error and no warning that is not explained`, () => {
    for (const program of ['candour', 'candour-load']) {
      const how = ['--fail-on', 'error,warning', '--allow-root'];
      const without = ['--suppress-tags', 'bogus-mail-host'];
      const said = run('lintian', [...how, ...without, made(program, '.deb', architecture)]);
      assert.doesNotMatch(said, /^[EW]: /m);
    }
  });

  test(`${architecture}: what a package depends on is exactly what its program is linked with`, () => {
    for (const program of ['candour', 'candour-load']) {
      const file = made(program, '.deb', architecture);
      const depends = run('dpkg-deb', ['--field', file, 'Depends']).trim();
      // Each with the least version that has what is used of it.
      for (const library of depends.split(', ').filter((one) => one.startsWith('lib')))
        assert.match(library, /^lib\S+( \(>= [^)]+\))?$/, library);
      assert.match(depends, /libc6 \(>= /);
    }
  });
}

/** The server as the unit starts it: as the package's user, with the package's settings. */
async function startAsItsUser(t, root, ...more) {
  const words = ['--reuid=candour', '--regid=candour', '--clear-groups', '/usr/bin/candour'];
  const settings = ['serve', '--config', '/etc/candour/candour.toml', '--listen', '127.0.0.1:0'];
  const child = root.spawn('setpriv', ...words, ...settings, ...more);
  t.after(() => child.kill('SIGKILL'));
  const [, url] = await untilSaid(child, /listening on (http:\/\/\S+)/);
  return { child, url };
}

/** Asks for a room, with a pass or without. */
function opened(url, pass) {
  const body = readFileSync(join(repository, 'decks/demo.json'), 'utf8');
  const headers = { 'Content-Type': 'application/json' };
  if (pass !== '') headers.Authorization = `Bearer ${pass}`;
  return fetch(`${url}/api/rooms`, { method: 'POST', headers, body });
}

test('from nothing to a room with links in 30 s; an upgrade keeps the settings; removed it leaves the data, purged nothing', async (t) => {
  const root = bareDebian(t);
  const file = `/tmp/${basename(made('candour', '.deb'))}`;
  copyFileSync(made('candour', '.deb'), join(root.root, file));
  root.run('apt-get', 'update', '--quiet');
  const started = Date.now();
  root.run('apt-get', 'install', '--yes', '--no-install-recommends', file);
  const installed = Date.now() - started;

  const server = root.spawn(
    '/usr/bin/candour',
    'serve',
    '--config',
    '/etc/candour/candour.toml',
    '--listen',
    '127.0.0.1:0',
    '--deck',
    '/usr/share/candour/decks/demo.json',
  );
  t.after(() => server.kill('SIGKILL'));
  await untilSaid(server, /\/j\/[^\s]+/);
  const seconds = (Date.now() - started) / 1000;
  t.diagnostic(`a room with links after ${seconds} s, of which apt took ${installed / 1000}`);
  // A busy machine downloads and unpacks no faster; CANDOUR_SLOW=1 is for one that also compiles.
  assert.ok(seconds < (process.env.CANDOUR_SLOW ? 180 : 30), `${seconds} s`);
  assert.equal(await ended(server), 0);

  assert.match(
    root.run('candour', '--version'),
    /^candour \d.*\ncommit [0-9a-f]{40}.*\nweb client sha256:/,
  );
  assert.match(
    root.run('getent', 'passwd', 'candour'),
    /:\/var\/lib\/candour:\/usr\/sbin\/nologin$/m,
  );
  assert.ok(existsSync(join(root.root, 'lib/systemd/system/candour.service')));
  assert.ok(existsSync(join(root.root, 'var/lib/candour/keys')));

  // Root makes a pass while the server runs as its own user, which must be able to read it.
  root.run('chown', '-R', 'candour:candour', '/var/lib/candour');
  const [, pass] = /\n {2}(\S{22})\n/.exec(
    root.run('candour', 'pass', 'add', 'wards', '--data', '/var/lib/candour'),
  );
  assert.match(root.run('ls', '-l', '/var/lib/candour/passes'), /^-rw-------.* candour candour /);
  const guarded = await startAsItsUser(t, root, '--open-rooms', 'pass');
  assert.equal((await opened(guarded.url, '')).status, 401);
  assert.equal((await opened(guarded.url, pass)).status, 201);
  root.run('candour', 'pass', 'remove', 'wards', '--data', '/var/lib/candour');
  assert.equal((await opened(guarded.url, pass)).status, 401);
  assert.equal(await ended(guarded.child), 0);

  const settings = join(root.root, 'etc/candour/candour.toml');
  appendFileSync(settings, 'keep-sealed = "30d"\n');
  // What apt asks when both have changed, and nobody is there to answer (docs/operators.md).
  root.run('dpkg', '--force-confold', '--install', laterPackage(root, file));
  assert.match(root.run('dpkg-query', '--show', 'candour'), /99\.0/);
  assert.match(readFileSync(settings, 'utf8'), /^keep-sealed = "30d"$/m);
  assert.match(readFileSync(`${settings}.dpkg-dist`, 'utf8'), /came later/);

  root.run('apt-get', 'remove', '--yes', 'candour');
  assert.ok(!existsSync(join(root.root, 'usr/bin/candour')));
  assert.ok(existsSync(settings) && existsSync(join(root.root, 'var/lib/candour/keys')));
  root.run('apt-get', 'purge', '--yes', 'candour');
  for (const left of [
    'etc/candour',
    'var/lib/candour',
    'usr/share/candour',
    'usr/share/doc/candour',
  ])
    assert.ok(!existsSync(join(root.root, left)), left);
});
