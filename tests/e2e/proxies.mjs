/** The proxies of docs/operators.md: the real programs with the examples as they stand there. */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const manual = readFileSync(new URL('../../docs/operators.md', import.meta.url), 'utf8');

/** How long starting and stopping may take on a machine that has other things to do. */
const patience = 20_000;

/** What operators copy. Throws when the page has no such block any more, or two. */
export function exampleOf(proxy) {
  const blocks = [...manual.matchAll(new RegExp(`^\`\`\`${proxy}\n(.*?)^\`\`\`$`, 'gms'))];
  if (blocks.length !== 1) throw new Error(`docs/operators.md has ${blocks.length} for ${proxy}`);
  return blocks[0][1];
}

/** Where the program is, or undefined. Debian keeps nginx where a user's PATH does not look. */
export function programOf(proxy) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
  return folders.map((folder) => join(folder, proxy)).find((path) => existsSync(path));
}

/** `text` with each line replaced that must be: it has to be there, once. */
function substitute(text, replacements) {
  for (const [line, other] of replacements) {
    const parts = text.split(line);
    if (parts.length !== 2) throw new Error(`the example has ${parts.length - 1} times: ${line}`);
    text = parts.join(other);
  }
  return text;
}

/** The name, the port and the certificate cannot be an operator's; all else is the example. */
const set = {
  // As Debian's apache2.conf, with the log of sites that have none of their own; the modules are what the guide switches on.
  apache2: ({ example, folder, port, upstream, signIn }) => ({
    text: `ServerRoot ${folder}
PidFile ${folder}/apache.pid
DefaultRuntimeDir ${folder}
ServerName 127.0.0.1
User www-data
Group www-data
${apacheModules.map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
Listen 127.0.0.1:${port}
ErrorLog ${folder}/error.log
LogFormat "%v:%p %h %l %u %t \\"%r\\" %>s %O \\"%{Referer}i\\" \\"%{User-Agent}i\\"" vhost_combined
LogFormat "%h %l %u %t \\"%r\\" %>s %O" common
CustomLog ${folder}/access.log vhost_combined
SSLCertificateFile ${folder}/certificate.pem
SSLCertificateKeyFile ${folder}/key.pem
${substitute(
  example
    .replaceAll('<VirtualHost *:443>', `<VirtualHost 127.0.0.1:${port}>`)
    .replaceAll('http://127.0.0.1:8080/', `http://127.0.0.1:${upstream}/`),
  [['https://sign-in.example.org/.well-known', `${signIn}/.well-known`]],
)}
`,
    command: (file) => ['-f', file, '-D', 'FOREGROUND'],
  }),
  nginx: ({ example, folder, port, upstream }) => ({
    // As Debian's nginx.conf, which logs everything that a site does not forbid.
    text: `pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
access_log ${folder}/access.log;
ssl_certificate ${folder}/certificate.pem;
ssl_certificate_key ${folder}/key.pem;
${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((of) => `${of}_temp_path ${folder}/${of};`).join('\n')}
${substitute(example, [
  ['listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`],
  ['server_name polls.example.org;', 'server_name 127.0.0.1;'],
  ['http://127.0.0.1:8080;', `http://127.0.0.1:${upstream};`],
])}
}
`,
    command: (file) => ['-e', 'stderr', '-p', folder, '-c', file, '-g', 'daemon off;'],
  }),
  caddy: ({ example, folder, port, upstream }) => {
    // No port 80, nothing asked of a certificate authority, none of its own in this machine's list.
    const quiet = '{\n    admin off\n    auto_https off\n    default_bind 127.0.0.1\n';
    const site = substitute(example, [
      [
        'polls.example.org {',
        `https://127.0.0.1:${port} {\n    tls ${folder}/certificate.pem ${folder}/key.pem`,
      ],
      ['127.0.0.1:8080', `127.0.0.1:${upstream}`],
    ]);
    return {
      text: site.startsWith('{\n') ? site.replace('{\n', quiet) : `${quiet}}\n${site}`,
      command: (file) => ['run', '--config', file, '--adapter', 'caddyfile'],
    };
  },
};

const apacheModules = [
  ...['mpm_event', 'authn_core', 'authz_core', 'authz_user', 'ssl', 'socache_shmcb', 'headers'],
  ...['rewrite', 'proxy', 'proxy_http', 'auth_openidc'],
];

export async function freePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

/** Whether somebody listens. */
function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => resolve(true) ?? socket.destroy());
    socket.on('error', () => resolve(false));
  });
}

function makeCertificate(folder) {
  const to = ['-keyout', join(folder, 'key.pem'), '-out', join(folder, 'certificate.pem')];
  const of = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-days', '2'];
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...curve, ...to, ...of], { stdio: 'pipe' });
}

/** Every byte in every file below a folder. */
function everythingIn(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .map((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return everythingIn(path);
      return entry.isFile() ? readFileSync(path, 'latin1') : '';
    })
    .join('\n');
}

/**
 * Runs a proxy with this configuration before a Candour on port `upstream`. `proxy.port` is where it listens;
 * `await proxy.stop()` ends it and resolves to all that it has written, to wherever it was.
 */
export async function startProxy(name, example, upstream, more = {}) {
  const folder = mkdtempSync(join(tmpdir(), `candour-${name}-`));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  makeCertificate(folder);
  const port = await freePort();
  const { text, command } = set[name]({ example, folder, port, upstream, ...more });
  const file = join(folder, 'configuration');
  writeFileSync(file, text);
  const home = join(folder, 'home');
  mkdirSync(home);
  const child = spawn(programOf(name), command(file), {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH, HOME: home },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('latin1').on('data', (bytes) => (said += bytes));
  const take = () => child.kill('SIGKILL');
  process.once('exit', take);
  let over = false;
  const ended = once(child, 'close').finally(() => {
    over = true;
    process.off('exit', take);
  });
  const deadline = Date.now() + patience;
  while (!(await answers(port))) {
    if (over || Date.now() > deadline) {
      take();
      throw new Error(`${name} does not start. It said:\n${said}\nof\n${text}`);
    }
    await sleep(20);
  }
  return {
    port,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(take, patience);
      await ended;
      clearTimeout(timer);
      const written = `${said}\n${everythingIn(folder)}`;
      rmSync(folder, { recursive: true });
      return written;
    },
  };
}
