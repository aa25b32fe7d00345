/**
 * Measures Candour beside other servers, all at the same time on this machine and in turn:
 *
 *   node benchmarks/fanout/run.mjs [--connections 2000] [--rounds 7] [--answer-over 5]
 *     [--only floor,candour] [--peer NAME,PORT,PID] [--write]
 *
 * A peer of yours takes WebSockets at /ws, and sends everybody what is POSTed to /publish. Servers share one
 * core and the client has another, where there are two. Whatever is not installed is left out, and said.
 */
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { cpus, release, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '../..');
const build = join(root, 'build/release');
const { values: asked } = parseArgs({
  options: {
    connections: { type: 'string', default: '2000' },
    rounds: { type: 'string', default: '7' },
    'answer-over': { type: 'string', default: '5' },
    only: { type: 'string' },
    peer: { type: 'string', multiple: true, default: [] },
    write: { type: 'boolean', default: false },
  },
});
const two = cpus().length > 1;
const folder = mkdtempSync(join(tmpdir(), 'candour-bench-'));
const children = [];

/** Starts a program on the servers' core with as many files as it may have. */
function start(...command) {
  const pinned = two ? ['taskset', '-c', '0', ...command] : command;
  const child = spawn('sh', ['-c', 'ulimit -n $(ulimit -Hn); exec "$@"', 'sh', ...pinned], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  return child;
}

/** What follows "listening on" in what it prints. */
function port(child) {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout.on('data', (bytes) => {
      said += bytes;
      const found = /listening on (?:http:\/\/[\d.]+:)?(\d+)/.exec(said);
      if (found) resolve(found[1]);
    });
    child.on('exit', (code) => reject(new Error(`a server ended with ${code}: ${said}`)));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

const servers = {
  async floor() {
    const child = start(join(build, 'bench_floor'));
    return { port: await port(child), pid: child.pid, version: 'a bare send() loop' };
  },
  async candour() {
    const data = join(folder, 'data');
    const child = start(join(build, 'candour'), 'serve', '--listen', '127.0.0.1:0', '--data', data);
    return { port: await port(child), pid: child.pid, version: commit() };
  },
  async nchan() {
    const nginx = '/usr/sbin/nginx';
    const module = '/usr/lib/nginx/modules/ngx_nchan_module.so';
    if (!existsSync(nginx) || !existsSync(module)) return null;
    const free = await freePort();
    const file = join(folder, 'nchan.conf');
    const template = readFileSync(join(here, 'peers/nchan.conf'), 'utf8');
    writeFileSync(file, template.replaceAll('PORT', free).replaceAll('FOLDER', folder));
    const child = start(nginx, '-c', file, '-p', folder);
    // The worker does the work; it is the master's only child once it listens.
    let worker;
    for (let i = 0; i < 50 && !worker; ++i) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      worker = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8').trim();
    }
    return { port: free, pid: worker, version: debian('libnginx-mod-nchan') };
  },
  async ws() {
    return node('ws', 'ws.mjs');
  },
  async 'socket.io'() {
    return node('socket.io', 'socketio.mjs');
  },
};

async function node(name, file) {
  const about = join(here, 'peers/node_modules', name, 'package.json');
  if (!existsSync(about)) return null;
  const child = start(process.execPath, join(here, 'peers', file));
  const { version } = JSON.parse(readFileSync(about, 'utf8'));
  return {
    port: await port(child),
    pid: child.pid,
    version: `${version}, Node ${process.version}`,
  };
}

function commit() {
  const head = execFileSync('git', ['-C', root, 'rev-parse', '--short', 'HEAD'], {
    encoding: 'utf8',
  });
  return head.trim();
}

function debian(name) {
  return execFileSync('dpkg-query', ['-W', '-f', '${Version}', name], { encoding: 'utf8' });
}

const dialects = {
  floor: 'plain',
  ws: 'plain',
  nchan: 'nchan',
  candour: 'candour',
  'socket.io': 'socket.io',
};

async function measure() {
  const wanted = asked.only?.split(',') ?? Object.keys(servers);
  const versions = {};
  const peers = [];
  for (const name of wanted) {
    const server = await servers[name]();
    if (!server) {
      console.error(`${name} is not installed: left out.`);
      continue;
    }
    versions[name] = server.version;
    peers.push(`${name},${dialects[name]},${server.port},${server.pid}`);
  }
  for (const other of asked.peer) {
    const [name, otherPort, pid] = other.split(',');
    versions[name] = 'given by address';
    peers.push(`${name},plain,${otherPort},${pid ?? 0}`);
  }
  const bench = [
    ...(two ? ['taskset', '-c', '1'] : []),
    join(build, 'bench_fanout'),
    ...['--connections', asked.connections, '--rounds', asked.rounds],
    ...['--answer-over', asked['answer-over']],
    ...peers.flatMap((peer) => ['--peer', peer]),
  ];
  const said = execFileSync(bench[0], bench.slice(1), {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const found = said
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return { found, versions };
}

function report({ found, versions }) {
  const floor = found.find(({ name }) => name === 'floor')?.cpu_us;
  const count = Number(asked.connections).toLocaleString('en');
  const rows = found.map((peer) =>
    [
      peer.name,
      peer.cpu_us.toFixed(1),
      floor ? (peer.cpu_us / floor).toFixed(2) : '',
      `${Math.round(peer.user_share * 100)}%`,
      peer.spread_ms.toFixed(0),
      peer.join_cpu_us.toFixed(0),
      peer.join_s.toFixed(2),
      (peer.memory_bytes / 1000).toFixed(1),
      peer.answer_cpu_us?.toFixed(1) ?? '',
      peer.ack_p50_ms?.toFixed(0) ?? '',
      peer.ack_p99_ms?.toFixed(0) ?? '',
    ].join(' | '),
  );
  const load = readFileSync('/proc/loadavg', 'utf8').split(' ').slice(0, 2).join(' and ');
  return `# Fan-out, joins and answers: ${new Date().toISOString().slice(0, 10)}

${cpus().length} cores (${cpus()[0].model.trim()}), Linux ${release()}; the servers on one core, the client on another; load average ${load}.
${Object.entries(versions)
  .map(([name, version]) => `${name}: ${version}`)
  .join('; ')}.

${count} connections to each, ${asked.rounds} rounds of 5 broadcasts of 200 bytes, in turn; medians. Answers over ${asked['answer-over']} s; candour's are durable, the others' are counted in memory.

| | CPU us / delivery | to the floor | of it user | ms from first to last | CPU us / join | all in, s | kB / idle line | CPU us / answer | ack ms, half | ack ms, 99 of 100 |
|---|---|---|---|---|---|---|---|---|---|---|
${rows.map((row) => `| ${row} |`).join('\n')}
`;
}

try {
  const text = report(await measure());
  console.log(text);
  if (asked.write) {
    const results = join(root, 'benchmarks/results');
    mkdirSync(results, { recursive: true });
    writeFileSync(join(results, `${new Date().toISOString().slice(0, 10)}-fanout.md`), text);
  }
} finally {
  for (const child of children) child.kill('SIGTERM');
  rmSync(folder, { recursive: true, force: true });
}
