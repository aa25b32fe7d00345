/**
 * A sign-in before the studio, as docs/operators.md sets it up: Debian's Apache with mod_auth_openidc before a Candour, and npm's
 * oidc-provider as whoever knows people. Who builds decks signs in; who takes part is asked for nothing and carries nothing.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { request } from 'node:https';
import { after, before, describe, test } from 'node:test';
import { exampleOf, freePort, programOf, startProxy } from './proxies.mjs';
import { demoDeck, startServerAt } from './server.mjs';

const missing = ['apache2', 'openssl'].find((program) => programOf(program) === undefined);
// Where ./dev has installed them nothing may be left out unnoticed.
const skip =
  missing !== undefined &&
  process.env.CANDOUR_SKIP !== 'never' &&
  `SKIPPED: ${missing} is not installed (./dev test e2e does that)`;

const polls = 'polls.example.org';
const studio = 'studio.example.org';
const person = 'CANARY-PERSON';
const address = '127.77.203.9';
const agent = 'Canary/4711';

/** Whoever knows people: its own pages ask for a name and any password. */
async function startSignIn() {
  const { default: Provider } = await import('oidc-provider');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: 'candour',
        client_secret: 'CHANGE-THIS',
        redirect_uris: [`https://${studio}/studio/signed-in`],
      },
    ],
    cookies: { keys: ['a key of this test'] },
  });
  const server = createServer(provider.callback()).listen(port, '127.0.0.1');
  await once(server, 'listening');
  const stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return { url, stop };
}

/** A browser, as far as a sign-in sees one: cookies by host and path, no page. */
class Visitor {
  cookies = [];

  constructor(proxy) {
    this.proxy = proxy;
  }

  /** One request, and no step further. `url` is as in an address bar. */
  async ask(url, { method = 'GET', headers = {}, body } = {}) {
    const to = new URL(url);
    const carried = this.cookies
      .filter(({ host, path }) => host === to.hostname && to.pathname.startsWith(path))
      .map(({ name, value }) => `${name}=${value}`);
    const all = {
      'User-Agent': agent,
      // As a browser asks for a page, and as a page asks.
      Accept: method === 'GET' ? 'text/html,*/*;q=0.8' : '*/*',
      ...(carried.length > 0 && { Cookie: carried.join('; ') }),
      ...headers,
    };
    const answer =
      to.protocol === 'https:'
        ? await this.#secure(to, method, all, body)
        : await plain(to, method, all, body);
    for (const line of [answer.headers['set-cookie'] ?? []].flat()) this.#keep(to, line);
    return answer;
  }

  /** Goes wherever it is led, from GET to GET. */
  async open(url, more) {
    let answer = await this.ask(url, more);
    for (let i = 0; [302, 303].includes(answer.status); i += 1) {
      assert.ok(i < 12, `led in circles: ${answer.url}`);
      answer = await this.ask(new URL(answer.headers.location, answer.url).href);
    }
    return answer;
  }

  /** Fills in what the sign-in asks, until it asks no more. */
  async signIn(name) {
    let answer = await this.open(`https://${studio}/studio`);
    for (let i = 0; answer.url.includes('/interaction/'); i += 1) {
      assert.ok(i < 4, answer.body);
      const prompt = /name="prompt" value="(\w+)"/.exec(answer.body)[1];
      const action = /action="([^"]+)"/.exec(answer.body)[1];
      answer = await this.open(new URL(action, answer.url).href, {
        method: 'POST',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: `prompt=${prompt}&login=${name}&password=any`,
      });
    }
    return answer;
  }

  #keep(to, line) {
    const [pair, ...about] = line.split(/;\s*/);
    const [name, ...rest] = pair.split('=');
    const path = about.find((each) => /^path=/i.test(each))?.slice(5) ?? '/';
    this.cookies = this.cookies.filter((each) => each.name !== name || each.host !== to.hostname);
    const kept = { host: to.hostname, path, name, value: rest.join('='), about: about.join('; ') };
    if (!/expires=Thu, 01 Jan 1970|max-age=0/i.test(line)) this.cookies.push(kept);
  }

  async #secure(to, method, headers, body) {
    const asked = request({
      ...{ host: '127.0.0.1', port: this.proxy.port, localAddress: address },
      ...{ servername: to.hostname, rejectUnauthorized: false, agent: false },
      ...{ method, path: `${to.pathname}${to.search}` },
      headers: { Host: to.hostname, ...headers },
    });
    const answered = once(asked, whicheverAnswers(asked));
    asked.end(body);
    const [answer] = await answered;
    // Whoever is refused need not be heard out.
    asked.on('error', () => undefined);
    answer.setEncoding('utf8');
    let text = '';
    if (answer.statusCode !== 101) for await (const part of answer) text += part;
    else answer.socket.destroy();
    return { url: to.href, status: answer.statusCode, headers: answer.headers, body: text };
  }
}

/** A request that asks for another protocol may be answered by either. */
function whicheverAnswers(asked) {
  asked.on('upgrade', (answer) => asked.emit('answered', answer));
  asked.on('response', (answer) => asked.emit('answered', answer));
  return 'answered';
}

async function plain(to, method, headers, body) {
  const answer = await fetch(to, { method, headers, body, redirect: 'manual' });
  return {
    url: to.href,
    status: answer.status,
    headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
    body: await answer.text(),
  };
}

const upgrade = {
  Connection: 'Upgrade',
  Upgrade: 'websocket',
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA==',
  'Sec-WebSocket-Protocol': 'candour.v1',
};

describe('a sign-in before the studio, as docs/operators.md sets it up', { skip }, () => {
  let candour;
  let signIn;
  let proxy;
  before(async () => {
    // With a public address it says that one, so its port is chosen here.
    const port = await freePort();
    candour = await startServerAt(
      port,
      ...['--metrics', '--public-url', `https://${polls}`, '--allow-host', studio],
      ...['--trusted-proxies', '127.0.0.1'],
    );
    signIn = await startSignIn();
    proxy = await startProxy('apache2', exampleOf('apache'), port, { signIn: signIn.url });
  });
  after(async () => {
    await proxy?.stop();
    signIn?.stop();
    await candour?.stop();
  });

  test('whoever takes part, leads or projects is asked for nothing, and gets no cookie', async () => {
    const visitor = new Visitor(proxy);
    for (const path of ['/', '/j/CANARY77', '/f/CANARY77', '/p/CANARY77', '/livez', '/readyz']) {
      const answer = await visitor.ask(`https://${polls}${path}`);
      assert.equal(answer.status, 200, path);
    }
    const page = await visitor.ask(`https://${polls}/`);
    const script = /src="(\/assets\/[^"]+)"/.exec(page.body)[1];
    assert.equal((await visitor.ask(`https://${polls}${script}`)).status, 200);
    const socket = await visitor.ask(`https://${polls}/ws`, { headers: upgrade });
    assert.equal(socket.status, 101);
    assert.deepEqual(visitor.cookies, []);
  });

  test('what builds decks and opens rooms is at the other name, behind the sign-in', async () => {
    const visitor = new Visitor(proxy);
    for (const path of ['/studio', '/studio/preview', '/w/abc', '/api/decks/check']) {
      const answer = await visitor.ask(`https://${polls}${path}`);
      assert.equal(answer.status, 302, path);
      assert.equal(answer.headers.location, `https://${studio}${path}`);
    }
    for (const path of ['/studio', '/studio/preview', '/assets/any.js']) {
      const answer = await visitor.ask(`https://${studio}${path}`);
      assert.equal(answer.status, 302, path);
      assert.ok(answer.headers.location.startsWith(`${signIn.url}/`), answer.headers.location);
    }
    for (const headers of [{}, { Cookie: 'mod_auth_openidc_session=any' }]) {
      const refused = await visitor.ask(`https://${studio}/api/rooms`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body: JSON.stringify(demoDeck),
      });
      assert.equal(refused.status, 401);
    }
  });

  test('a workspace’s link is not led away, as its secret would go along', async () => {
    const answer = await new Visitor(proxy).ask(`https://${studio}/w/abc`);
    assert.equal(answer.status, 401);
    assert.equal(answer.headers.location, undefined);
    assert.match(answer.body, /Sign in<\/a> in another tab, then load this page again/);
  });

  test('nobody takes part under the name that knows them', async () => {
    const visitor = new Visitor(proxy);
    for (const path of ['/', '/j/ABCD2345', '/f/ABCD2345', '/p/ABCD2345']) {
      const answer = await visitor.ask(`https://${studio}${path}`);
      assert.equal(answer.status, 302, path);
      assert.equal(answer.headers.location, `https://${polls}${path}`);
    }
    assert.equal((await visitor.ask(`https://${studio}/ws`, { headers: upgrade })).status, 404);
  });

  test('who has signed in checks a deck and opens a room, whose links are at the free name', async () => {
    const visitor = new Visitor(proxy);
    const page = await visitor.signIn(person);
    assert.equal(page.status, 200);
    // With the port, as it is not 443 here.
    const { hostname, pathname } = new URL(page.url);
    assert.deepEqual([hostname, pathname], [studio, '/studio']);
    assert.equal((await visitor.ask(`https://${studio}/w/abc`)).status, 200);
    const post = (path, body) =>
      visitor.ask(`https://${studio}${path}`, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Origin: `https://${studio}` },
        body,
      });
    assert.equal((await post('/api/decks/check', JSON.stringify(demoDeck))).status, 200);
    const opened = await post('/api/rooms', JSON.stringify(demoDeck));
    assert.equal(opened.status, 201, opened.body);
    for (const link of Object.values(JSON.parse(opened.body).links))
      assert.equal(new URL(link).hostname, polls);
    const [session, ...others] = visitor.cookies.filter(({ host }) => host.endsWith('example.org'));
    assert.deepEqual(others, []);
    assert.equal(session.host, studio);
    // For that name alone (no Domain), not for scripts, and not by plain http.
    assert.doesNotMatch(session.about, /domain=/i);
    assert.match(session.about, /HttpOnly/i);
    assert.match(session.about, /Secure/i);
  });

  test('the figures are for the operator alone, under both names', async () => {
    for (const name of [polls, studio])
      assert.equal((await new Visitor(proxy).ask(`https://${name}/metrics`)).status, 404, name);
  });
});

test(
  'Candour is not told who has signed in, and the proxy writes nobody down',
  { skip },
  async () => {
    const heard = [];
    const upstream = createServer((asked, answer) => {
      heard.push(asked.rawHeaders.join('\n'));
      answer.end('{}');
    }).listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const signIn = await startSignIn();
    const visit = async (example) => {
      heard.length = 0;
      const proxy = await startProxy('apache2', example, upstream.address().port, {
        signIn: signIn.url,
      });
      try {
        const visitor = new Visitor(proxy);
        await visitor.signIn(person);
        await visitor.ask(`https://${studio}/api/rooms`, {
          headers: { 'X-Forwarded-For': '10.9.8.7' },
        });
        await visitor.ask(`https://${polls}/j/CANARY77`, {
          headers: { Cookie: 'who=CANARY-PERSON' },
        });
        await visitor.ask(`https://${polls}/`, { headers: { Host: 'a b' } });
      } finally {
        heard.written = await proxy.stop();
      }
    };
    try {
      const example = exampleOf('apache');
      await visit(example);
      assert.ok(heard.length >= 3, `${heard.length} requests arrived`);
      for (const headers of heard) {
        assert.doesNotMatch(
          headers,
          /^cookie$|oidc|remote.user|authorization|10\.9\.8\.7|CANARY-PERSON/im,
        );
        assert.match(
          headers,
          new RegExp(`^X-Forwarded-For\n${address.replaceAll('.', '\\.')}$`, 'm'),
        );
      }
      for (const trace of [address, agent, person, 'CANARY77'])
        assert.ok(!heard.written.includes(trace), `${trace} in:\n${heard.written}`);

      // And each of these lines is needed.
      await visit(
        example.replaceAll(/^ *(OIDCPassClaimsAs|RequestHeader|CustomLog|ErrorLog) .*\n/gm, ''),
      );
      const all = heard.join('\n');
      assert.match(all, /^cookie$/im);
      assert.match(all, /oidc_claim_sub\nCANARY-PERSON/i);
      assert.match(all, /10\.9\.8\.7/);
      for (const trace of [address, agent, person, 'CANARY77'])
        assert.ok(heard.written.includes(trace), `no ${trace} in:\n${heard.written}`);
    } finally {
      signIn.stop();
      upstream.closeAllConnections();
      upstream.close();
    }
  },
);
