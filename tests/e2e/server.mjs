/** A running `candour serve`, as anybody starts it: by its command line, on a free port. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export const binary = process.env.CANDOUR ?? here('../../build/release/candour');
export const demoDeck = JSON.parse(readFileSync(here('../../decks/demo.json'), 'utf8'));

const anyPort = ['--listen', '127.0.0.1:0'];

/** How long starting and stopping may take on a machine that has other things to do. */
const patience = 20_000;

/**
 * Starts a server that keeps nothing. `server.url` is where it listens, `server.said()` what it printed so far.
 * `await server.stop()` ends it and resolves to its exit code.
 */
export function startServer(...more) {
  return start(binary, ['--memory', ...anyPort, ...more]);
}

/** One that keeps its rooms in a folder. A port that is named stays the same after a restart. */
export function startServerOn(folder, port = 0) {
  return start(binary, ['--data', folder, '--listen', `127.0.0.1:${port}`]);
}

/** The same, on a port of one's own: with a public address a server says that one, and not where it listens. */
export function startServerAt(port, ...more) {
  return start(binary, ['--memory', '--listen', `127.0.0.1:${port}`, ...more]);
}

/** One that keeps its rooms in a folder, with a room for the deck in this file. */
export function startServerForDeck(folder, deck, ...more) {
  return start(binary, ['--data', folder, '--deck', deck, ...anyPort, ...more]);
}

/** A server that keeps nothing, and may open no more than so many files. */
export function startServerWithFiles(files, ...more) {
  const limited = ['-c', `ulimit -n ${files}; exec "$0" "$@"`, binary];
  return start('sh', ['--memory', ...anyPort, ...more], limited);
}

/** The same, for a server that gets no more address space than so many kB (RLIMIT_AS). */
export function startServerWithMemory(kilobytes, ...more) {
  const limited = ['-c', `ulimit -v ${kilobytes}; exec "$0" "$@"`, binary];
  return start('sh', ['--memory', ...anyPort, ...more], limited);
}

async function start(program, settings, before = []) {
  const child = spawn(program, [...before, 'serve', ...settings], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  // A test that ends unforeseen leaves no server behind.
  const take = () => child.kill('SIGKILL');
  process.once('exit', take);
  const ended = once(child, 'exit').then(([code, signal]) => {
    process.off('exit', take);
    return code ?? signal;
  });
  const url = await new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`candour serve ${why}. It said:\n${said}`));
    const timer = setTimeout(() => fail('does not say where it listens'), patience);
    const listen = (bytes) => {
      said += bytes;
      const found = /listening on (https?:\/\/\S+)/.exec(said);
      if (found === null) return;
      clearTimeout(timer);
      resolve(found[1]);
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.on('error', (error) => fail(`does not start: ${error.message}`));
    ended.then((code) => fail(`ended at once with ${code}`));
  }).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return {
    url,
    pid: child.pid,
    said: () => said,
    /** What it has said, once that has this. */
    async saidOnce(pattern) {
      const signal = AbortSignal.timeout(patience);
      while (!pattern.test(said))
        await Promise.race([
          once(child.stdout, 'data', { signal }),
          once(child.stderr, 'data', { signal }),
        ]).catch(() => {
          throw new Error(`candour serve did not say ${pattern}. It said:\n${said}`);
        });
      return said;
    },
    /** As when the power fails: no goodbye. */
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patience);
      const code = await ended;
      clearTimeout(timer);
      return code;
    },
  };
}

/** POST /api/rooms. Its answer, whatever it is. */
export function postDeck(server, deck, headers = {}) {
  return fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: typeof deck === 'string' ? deck : JSON.stringify(deck),
  });
}

/** Opens a room for the deck: its code and links, and the two capabilities from these. */
export async function openRoom(server, deck, headers = {}) {
  const answer = await postDeck(server, deck, headers);
  const opened = await answer.json();
  if (answer.status !== 201) throw new Error(`no room was opened: ${JSON.stringify(opened)}`);
  const fragment = (link) => new URL(link).hash.slice(1);
  return {
    code: opened.code,
    links: opened.links,
    secret: fragment(opened.links.join),
    facilitator: fragment(opened.links.facilitator),
    projector: fragment(opened.links.projector),
  };
}
