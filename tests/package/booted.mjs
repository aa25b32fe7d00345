/**
 * A Debian in which systemd is the first process, as on a server. It shares this machine's network, so that a test
 * reaches what it starts; its processes, mounts and cgroups are its own. Needs root.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { ended, repository, run } from './made.mjs';

/** How long a machine may take to start that shares its cores with a build. */
const patience = 300_000;

/** Of the very version of this machine's systemd, with which it shares a library; it is unpacked, and not installed. */
function nspawn() {
  const folder = join(repository, 'build/package/tools');
  const program = join(folder, 'usr/bin/systemd-nspawn');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    const version = run('dpkg-query', ['--show', '--showformat=${Version}', 'systemd']);
    run('apt-get', ['download', `systemd-container=${version}`], { cwd: folder });
    const file = readdirSync(folder).find((name) => name.startsWith('systemd-container_'));
    run('dpkg-deb', ['--extract', join(folder, file), folder]);
  }
  return program;
}

/** The first process in there, as this machine counts; undefined until there is one. */
function firstProcess(child) {
  const file = `/proc/${child.pid}/task/${child.pid}/children`;
  return existsSync(file)
    ? readFileSync(file, 'utf8').trim().split(' ')[0] || undefined
    : undefined;
}

/** Starts the Debian in `root` (bareDebian), hands it to `use`, and shuts it down. */
export async function booted(t, root, use) {
  root.run('apt-get', 'install', '--yes', '--no-install-recommends', 'systemd-sysv', 'dbus');
  // In there services start, as on a server.
  rmSync(join(root.root, 'usr/sbin/policy-rc.d'));
  const words = ['--boot', '--quiet', '--register=no', '--keep-unit', '--resolv-conf=off'];
  const child = spawn(nspawn(), [...words, '--console=pipe', `--directory=${root.root}`], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  t.after(() => child.kill('SIGKILL'));
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  const inside = (...words) => {
    const enter = ['--mount', '--pid', '--uts', '--ipc', '--cgroup'];
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LC_ALL: 'C.UTF-8' };
    return run('nsenter', [`--target=${firstProcess(child)}`, ...enter, ...words], {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive', SYSTEMD_PAGER: '' },
    });
  };
  try {
    const end = Date.now() + patience;
    while (!isUp(inside, child)) {
      if (child.exitCode !== null || Date.now() > end)
        throw new Error(`it does not start:\n${said}`);
      await pause(500);
    }
    await use({ run: inside });
  } finally {
    // It is told to shut down, as by its power button.
    if (child.exitCode === null) await ended(child);
  }
}

function isUp(inside, child) {
  if (firstProcess(child) === undefined) return false;
  try {
    return inside('systemctl', 'is-system-running') === 'running\n';
  } catch {
    return false; // not yet
  }
}
