/**
 * Podman, unpacked from Debian's packages and not installed, with a storage of its own. Needs root, and a kernel that
 * lets it make containers.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { folderFor, repository, run } from './made.mjs';

const packages = ['podman', 'conmon', 'crun'];

function unpacked() {
  const folder = join(repository, 'build/package/tools');
  if (!packages.every((name) => existsSync(join(folder, 'usr/bin', name)))) {
    mkdirSync(folder, { recursive: true });
    run('apt-get', ['download', ...packages], { cwd: folder });
    for (const name of packages) {
      const file = readdirSync(folder).find((each) => each.startsWith(`${name}_`));
      run('dpkg-deb', ['--extract', join(folder, file), folder]);
    }
  }
  return (name) => join(folder, 'usr/bin', name);
}

/**
 * What each command runs in. crun wants one hierarchy of cgroups; where a machine has the old ones too, it gets to see the
 * new one alone. And it gives a container's /dev/null to the container's user: to that one, and not the machine's.
 */
const apart = `[ "$(stat --file-system --format=%T /sys/fs/cgroup)" = cgroup2fs ] ||
    mount -t cgroup2 cgroup2 /sys/fs/cgroup
  [ -e "$1" ] || cp --archive /dev/null "$1"
  mount --bind "$1" /dev/null; shift; exec "$@"`;

/** What a container gets: nothing that a machine without systemd, or one that is a container itself, cannot give. */
export const modest = [
  ...['--network', 'host', '--cgroups', 'disabled', '--no-healthcheck'],
  ...['--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=4096:4096'],
];

/** `run` gives what a command printed, `spawn` the command itself. All containers and images are gone after the test. */
export function podman(t) {
  const program = unpacked();
  // Hooks run in the order in which they were named: the containers go before their folder.
  t.after(() => engine.run('rm', '--force', '--all'));
  const folder = folderFor(t);
  const places = ['root', 'runroot', 'tmpdir'].flatMap((name) => [`--${name}`, join(folder, name)]);
  const own = ['--storage-driver', 'vfs', '--cgroup-manager', 'cgroupfs'];
  const parts = ['--runtime', program('crun'), '--conmon', program('conmon')];
  const start = ['--mount', 'sh', '-c', apart, 'sh', join(folder, 'null'), program('podman')];
  const words = (...more) => [...start, ...places, ...own, ...parts, ...more];
  const engine = {
    run: (...more) => run('unshare', words(...more)),
    spawn: (...more) => spawn('unshare', words(...more), { stdio: 'pipe' }),
  };
  return engine;
}
