/** What `./dev package` made, and what the tests of it share. Run by `./dev test package`, as root. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
const packages = join(repository, 'build/package');
export const out = join(packages, 'amd64');
/** The architectures of which there are packages: amd64, and arm64 when `./dev package arm64` was run. */
export const architectures = ['amd64', 'arm64'].filter((name) => existsSync(join(packages, name)));

/** The text that a program printed. Throws with all that it said when it fails. */
export function run(program, words = [], options = {}) {
  const done = spawnSync(program, words, {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    ...options,
  });
  if (done.error) throw done.error;
  if (done.status !== 0)
    throw new Error(
      `${program} ${words.join(' ')} ended with ${done.status ?? done.signal}:\n${done.stdout}${done.stderr}`,
    );
  return done.stdout;
}

/** The one file of that program and ending which was made. */
export function made(program, ending, architecture = 'amd64') {
  const folder = join(packages, architecture);
  const found = readdirSync(folder).filter(
    (file) => file.startsWith(`${program}_`) && file.endsWith(ending),
  );
  if (found.length !== 1) throw new Error(`${folder} has ${found.length} of ${program}_*${ending}`);
  return join(folder, found[0]);
}

/** A folder that is gone when the test is over. */
export function folderFor(t) {
  const folder = mkdtempSync(join(tmpdir(), 'candour-package-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A Debian in which next to nothing is installed, and how to run something in it. */
export function bareDebian(t) {
  const root = folderFor(t);
  run(join(repository, 'cmake/package/bare-root'), [root]);
  return {
    root,
    run: (program, ...words) => run('chroot', [root, program, ...words], { env: environment }),
    spawn: (program, ...words) =>
      spawn('chroot', [root, program, ...words], {
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
  };
}
const environment = {
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  DEBIAN_FRONTEND: 'noninteractive',
  LC_ALL: 'C.UTF-8',
};

/** A copy of the package, in the same Debian, that dpkg takes for a later one; its program and settings are other files. */
export function laterPackage(root, file) {
  const script = `set -e; cd /tmp; rm -rf later; dpkg-deb --raw-extract ${file} later
    sed -i 's/^Version: .*/Version: 99.0/' later/DEBIAN/control
    printf later >> later/usr/bin/candour
    echo '# A setting that came later.' >> later/etc/candour/candour.toml
    dpkg-deb --root-owner-group -Znone --build later later.deb`;
  root.run('sh', '-c', script);
  return '/tmp/later.deb';
}

/** What the child says until it matches; rejects when it ends before that. */
export function untilSaid(child, pattern, patience = 30_000) {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(
      () => reject(new Error(`not said in time: ${pattern}\n${said}`)),
      patience,
    );
    const listen = (bytes) => {
      said += bytes;
      const found = pattern.exec(said);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code} before it said ${pattern}:\n${said}`));
    });
  });
}

/** Ends a child by SIGTERM, and says its exit code. */
export function ended(child) {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve(child.exitCode);
    child.once('exit', (code) => resolve(code));
    child.kill('SIGTERM');
  });
}

/**
 * promtool comes with Debian's Prometheus, which starts as a service where it is installed: here it is only
 * unpacked.
 */
export function promtool() {
  const folder = join(repository, 'build/package/tools');
  const program = join(folder, 'usr/bin/promtool');
  if (!existsSync(program)) {
    mkdirSync(folder, { recursive: true });
    run('apt-get', ['download', 'prometheus'], { cwd: folder });
    const [file] = readdirSync(folder).filter((name) => name.startsWith('prometheus_'));
    execFileSync('dpkg-deb', ['--extract', join(folder, file), folder]);
  }
  return program;
}
