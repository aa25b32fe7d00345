/** The image for containers: its size, what stands in it, and that its server runs as it would in a container. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { test as always } from 'node:test';
import { gzipSync } from 'node:zlib';
import { freePort } from '../e2e/proxies.mjs';
import { openRoom } from '../e2e/server.mjs';
import { architectures, ended, folderFor, made, repository, run, untilSaid } from './made.mjs';
import { modest, podman } from './podman.mjs';

/**
 * Made by `./dev package image`, and not in the CI's time: CANDOUR_PACKAGE=all ./dev test package. For each
 * architecture of which there is a package; that of this machine runs as it would in a container, the other under qemu.
 */
const skip =
  process.env.CANDOUR_PACKAGE === 'all' ? false : 'the image is tested with CANDOUR_PACKAGE=all';
const test = (name, body) => always(name, { skip }, body);

/** How long an emulated program may take on a machine that has other things to do. */
const patience = 120_000;

/** The one layer and the configuration of the image. */
function unpacked(t, architecture) {
  const folder = folderFor(t);
  const image = made('candour', '.docker.tar', architecture);
  run('tar', ['--extract', `--file=${image}`, `--directory=${folder}`]);
  const [manifest] = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  assert.equal(manifest.Layers.length, 1);
  return {
    folder,
    layer: join(folder, manifest.Layers[0]),
    config: JSON.parse(readFileSync(join(folder, manifest.Config), 'utf8')).config,
  };
}

for (const architecture of architectures) {
  test(`${architecture}: the image is under 60 MB compressed`, (t) => {
    const { layer } = unpacked(t, architecture);
    const bytes = gzipSync(readFileSync(layer), { level: 6 }).length;
    t.diagnostic(
      `${(bytes / 1e6).toFixed(1)} MB compressed, ${(statSync(layer).size / 1e6).toFixed(1)} MB unpacked`,
    );
    assert.ok(bytes < 60e6, `${bytes}`);
    assert.ok(existsSync(made('candour', '.oci.tar', architecture)));
  });

  test(`${architecture}: no root, one volume, a health check, and a zone that may be set`, (t) => {
    const { config } = unpacked(t, architecture);
    assert.equal(config.User, '65532:65532');
    assert.deepEqual(Object.keys(config.Volumes), ['/data']);
    assert.deepEqual(config.Entrypoint, ['/usr/bin/candour']);
    assert.match(config.Healthcheck.Test.join(' '), /\/usr\/bin\/candour ready/);
    assert.ok(config.Env.includes('TZ=UTC'));
  });

  test(`${architecture}: nothing else can be started, no shell, no package manager, nothing with its owner's rights`, (t) => {
    const { layer } = unpacked(t, architecture);
    const files = run('tar', ['--list', '--verbose', `--file=${layer}`])
      .trim()
      .split('\n');
    const programs = files.filter(
      (line) => /(^|\/)s?bin\//.test(line.split(/\s+/)[5]) && line.startsWith('-'),
    );
    assert.deepEqual(
      programs.map((line) => line.split(/\s+/)[5].replace(/^\.?\//, '')),
      ['usr/bin/candour'],
    );
    assert.deepEqual(
      files.filter((line) => /^-..s|^-.....s/.test(line)),
      [],
    );
  });
}

/**
 * A container without a container's engine: the layer as a root that cannot be written, one folder that can, and a
 * user who is not root. `unshare` makes its mounts vanish with it. What another architecture's program runs under comes
 * in beside it, in /tmp.
 */
const container = `set -e
  mount --bind "$1" "$1"; mount --bind "$2" "$1/data"; mount --bind "$3" "$1/tmp"
  mount -o remount,ro,bind "$1/tmp"; mount -o remount,ro,bind "$1"
  root=$1; shift 3; exec chroot --userspec=65532:65532 "$root" "$@"`;

/** What stands before a program of that architecture, and a folder with it for /tmp. */
function emulation(folder, architecture) {
  const tools = join(folder, 'tools');
  mkdirSync(tools);
  if (architecture !== 'arm64') return { tools, before: [] };
  copyFileSync('/usr/bin/qemu-aarch64-static', join(tools, 'qemu'));
  return { tools, before: ['/tmp/qemu'] };
}

for (const architecture of architectures)
  test(`${architecture}: its server has a room on a root that cannot be written, keeps it in the volume, and is found healthy`, async (t) => {
    const { layer, folder } = unpacked(t, architecture);
    const { tools, before } = emulation(folder, architecture);
    const root = join(folder, 'root');
    const data = join(folder, 'volume');
    mkdirSync(root);
    const owned = ['--same-owner', '--preserve-permissions'];
    run('tar', ['--extract', ...owned, `--file=${layer}`, `--directory=${root}`]);
    // A new volume is what the image has in its place, as engines make it.
    run('cp', ['--archive', '--no-target-directory', join(root, 'data'), data]);
    run('chmod', ['755', folder]);
    const inside = (env, ...words) => {
      const places = [root, data, tools];
      const start = ['--mount', 'sh', '-c', container, 'sh', ...places, ...before];
      return spawn('unshare', [...start, '/usr/bin/candour', ...words], {
        env: { PATH: process.env.PATH, CANDOUR_DATA: '/data', ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    };
    const settings = { CANDOUR_LISTEN: '127.0.0.1:0', TZ: 'Asia/Kathmandu' };
    const server = inside(settings, 'serve');
    t.after(() => server.kill('SIGKILL'));
    const [, address] = await untilSaid(server, /listening on http:\/\/([\d.]+:\d+)/, patience);
    const health = inside({ CANDOUR_LISTEN: address }, 'ready');
    const healthy = once(health, 'exit');
    await untilSaid(health, /^ready/, patience);
    assert.equal((await healthy)[0], 0);
    assert.equal((await fetch(`http://${address}/`)).status, 200);
    const deck = JSON.parse(readFileSync(join(repository, 'decks/demo.json'), 'utf8'));
    const { links } = await openRoom({ url: `http://${address}` }, deck);
    assert.match(links.join, /\/j\/[A-Z0-9]{8}#/);
    assert.equal(readdirSync(join(data, 'keys')).length, 1);
    assert.ok(existsSync(join(data, 'candour.db')));
    assert.ok(existsSync(join(root, 'usr/share/zoneinfo/Asia/Kathmandu')));
    assert.equal(await ended(server), 0);
    const gone = inside({ CANDOUR_LISTEN: address }, 'ready');
    await untilSaid(gone, /nothing answers/, patience);
  });

/** As compose.yaml says it, but for what needs systemd or a machine of one's own. */
const asComposed = ['--read-only', '--cap-drop', 'all', '--security-opt', 'no-new-privileges'];

test('podman runs it: a room is kept in a new volume, and goes on in the next container', async (t) => {
  const engine = podman(t);
  engine.run('load', '--input', made('candour', '.docker.tar'));
  const address = `127.0.0.1:${await freePort()}`;
  const url = `http://${address}`;
  const start = async (name) => {
    const words = ['--name', name, ...modest, ...asComposed, '--volume', 'rooms:/data'];
    const listen = ['--env', `CANDOUR_LISTEN=${address}`];
    const server = engine.spawn('run', ...words, ...listen, 'localhost/candour:latest');
    t.after(() => server.kill('SIGKILL'));
    await untilSaid(server, /listening on/, patience);
    return { ended: once(server, 'exit').then(([exit]) => exit) };
  };
  const first = await start('first');
  // What compose.yaml asks for the health.
  assert.equal(engine.run('exec', 'first', '/usr/bin/candour', 'ready'), 'ready\n');
  const deck = JSON.parse(readFileSync(join(repository, 'decks/demo.json'), 'utf8'));
  const { code } = await openRoom({ url }, deck);
  engine.run('stop', 'first');
  assert.equal(await first.ended, 0);

  const second = await start('second');
  const room = await fetch(`${url}/api/rooms/${code}`);
  assert.equal((await room.json()).phase, 'live');
  engine.run('stop', 'second');
  assert.equal(await second.ended, 0);
  assert.equal(statSync('/dev/null').uid, 0, 'what is the machine’s stays so');
});
