/** Raw requests, in the sections of RFC 9112 and RFC 9110, and what they say of each: to the released server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { demoDeck, startServer } from '../e2e/server.mjs';
import { Line } from './line.mjs';
import { runTable } from './table.mjs';
import { handshake } from './websocket.mjs';

let server;
let host;
before(async () => {
  server = await startServer('--allow-host', 'ward-pc, polls.ward.example');
  host = new URL(server.url).host;
});
after(async () => {
  assert.equal(await server.stop(), 0);
});

/** `status`: one, several, or null for no answer at all; `lives`: whether the line is for a next request. */
const row = (name, bytes, status, lives) => ({ name, bytes, status: [status].flat(), lives });
/** "HOST" in a table stands for the server's own. */
const request = (first, fields = [], body = '') =>
  `${first}\r\nHost: HOST\r\n${fields.map((field) => `${field}\r\n`).join('')}\r\n${body}`;
const get = (fields, body) => request('GET /livez HTTP/1.1', fields, body);
const post = (fields, body) =>
  request('POST /api/rooms HTTP/1.1', ['Content-Type: application/json', ...fields], body);

async function check({ bytes, status, lives }) {
  const line = await Line.open(server);
  try {
    line.say(bytes.replaceAll('HOST', host));
    if (status.includes(null)) line.finish();
    const bodiless = bytes.startsWith('HEAD');
    const answer = await line.answer({ bodiless });
    assert.ok(
      status.includes(answer?.status ?? null),
      `answered with ${answer?.status ?? 'nothing'}, and not ${status}`,
    );
    if (answer === null || answer.status < 200) return;
    if (answer.status >= 400 && !bodiless) {
      const refusal = JSON.parse(answer.body);
      assert.ok(['refusal', 'deck_refused'].includes(refusal.type), answer.body);
      assert.ok(refusal.message.length > 0);
    }
    assert.match(answer.headers['content-security-policy'] ?? '', /default-src 'none'/);
    if (lives === true) {
      line.say(get().replaceAll('HOST', host));
      assert.equal((await line.answer())?.status, 200, 'a next request is answered');
    }
    if (lives === false) {
      assert.equal(answer.headers.connection, 'close');
      assert.ok(await line.hungUp());
      assert.equal(line.bytes.length, 0, 'and nothing else is answered');
    }
  } finally {
    line.hangUp();
  }
}

test('RFC 9112, 2 and 3: lines, methods, targets and versions', async () => {
  const rows = [
    row('a request', get(), 200, true),
    row('a query', request('GET /livez?a=b&c HTTP/1.1'), 200, true),
    row('HEAD', request('HEAD /livez HTTP/1.1'), 200),
    row('an absolute target', request('GET http://HOST/livez HTTP/1.1'), 200, true),
    row('an absolute target in capitals', request('GET HTTP://HOST/livez HTTP/1.1'), 200, true),
    row('an absolute target by TLS', request('GET https://HOST/livez HTTP/1.1'), 200, true),
    row('an absolute target without a path', request('GET http://HOST HTTP/1.1'), 200, true),
    row('an absolute target with a query alone', request('GET http://HOST?a HTTP/1.1'), 200, true),
    row(
      'an absolute target of another server',
      request('GET http://evil.example/livez HTTP/1.1'),
      421,
      false,
    ),
    row(
      'an absolute target with a user',
      request('GET http://a:b@HOST/livez HTTP/1.1'),
      400,
      false,
    ),
    row('an absolute target without a host', request('GET http:///livez HTTP/1.1'), 400, false),
    row('an asterisk', request('OPTIONS * HTTP/1.1'), [404, 405]),
    row('an authority', request('CONNECT HOST HTTP/1.1'), [400, 404, 405, 501]),
    row('HTTP/1.0', 'GET /livez HTTP/1.0\r\n\r\n', 200, false),
    row('HTTP/1.0 that lives', 'GET /livez HTTP/1.0\r\nConnection: keep-alive\r\n\r\n', 200),
    row('HTTP/2 in words', request('GET /livez HTTP/2.0'), 400, false),
    row('HTTP/0.9', 'GET /livez\r\n\r\n', 400, false),
    row('HTTP/1.2', request('GET /livez HTTP/1.2'), [200, 400, 505]),
    row('the preface of HTTP/2', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 400, false),
    row('http in small letters', request('GET /livez http/1.1'), 400, false),
    row('no version number', request('GET /livez HTTP/'), 400, false),
    row('a version of two digits', request('GET /livez HTTP/1.10'), 400, false),
    row('no target', request('GET  HTTP/1.1'), 400, false),
    row('a space too many', request('GET  /livez HTTP/1.1'), 400, false),
    row('a space in the target', request('GET /a b HTTP/1.1'), 400, false),
    row('a tab in the target', request('GET /a\tb HTTP/1.1'), 400, false),
    row('a tab for a space', request('GET\t/livez HTTP/1.1'), 400, false),
    row('a NUL in the target', request('GET /a\0b HTTP/1.1'), 400, false),
    row('a space before the method', ` ${get()}`, 400, false),
    row('an empty line before', `\r\n${get()}`, [200, 400]),
    row('a lone CR at the end of a line', get().replace('\r\n', '\r'), 400, false),
    row('a lone LF at the end of a line', get().replaceAll('\r\n', '\n'), [200, 400]),
    row('TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400, false),
    row('SSH', 'SSH-2.0-OpenSSH_9.2\r\n\r\n', 400, false),
    row('nothing', '', null),
    row('half a request', 'GET /livez HT', null),
    row('a target of 7 kB', request(`GET /${'a'.repeat(7_000)} HTTP/1.1`), 404, true),
    row('a target of 9 kB', request(`GET /${'a'.repeat(9_000)} HTTP/1.1`), [414, 431], false),
    row('a method of 9 kB', request(`${'A'.repeat(9_000)} / HTTP/1.1`), [400, 431, 501], false),
    row('two requests at once', get() + get(), 200, true),
  ];
  for (const method of [
    'POST',
    'PUT',
    'DELETE',
    'PATCH',
    'OPTIONS',
    'TRACE',
    'PROPFIND',
    'BREW',
    'G-E_T',
  ]) {
    rows.push(
      row(`${method} of what is only read`, request(`${method} /livez HTTP/1.1`), 405, true),
    );
  }
  for (const method of ['GET', 'HEAD', 'PUT', 'DELETE'])
    rows.push(row(`${method} of rooms`, request(`${method} /api/rooms HTTP/1.1`), 405));
  for (const method of ['get', 'Get'])
    rows.push(row(`the method ${method}`, request(`${method} /livez HTTP/1.1`), 405, true));
  for (const byte of [
    '(',
    ')',
    '<',
    '>',
    '@',
    ',',
    ';',
    ':',
    '\\',
    '"',
    '/',
    '[',
    ']',
    '?',
    '=',
    '{',
    '}',
    '\x00',
    '\x7f',
    '\x80',
    '\xff',
  ]) {
    rows.push(
      row(`a method with ${JSON.stringify(byte)}`, request(`GE${byte}T / HTTP/1.1`), 400, false),
    );
  }
  for (const target of [
    '/../../etc/passwd',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/..%2f..%2fetc/passwd',
    '//etc/passwd',
    '/assets/../index.html',
    '/.git/config',
    '/assets/',
    '/j/',
    '/f/',
    '/p/',
    '/j/a/b',
    '/media',
    '/media/',
    '/media/ABCDEFGH',
    '/media/ABCDEFGH/',
    '/media/ABCDEFGH/a/b',
    '/media/abc/a',
    '/index.html',
    '/facilitator.html',
    '/candour.toml',
    '/livez/',
    '/LIVEZ',
    '/%6civez',
    '/livez%00',
    '/metrics',
  ]) {
    rows.push(row(`the target ${target}`, request(`GET ${target} HTTP/1.1`), 404, true));
  }
  await runTable(rows, 100, check);
});

test('RFC 9112, 5: fields', async () => {
  const rows = [
    row('white space before the colon', get(['X : a']), 400, false),
    row('white space before the name', get([' X: a']), 400, false),
    row('a line that goes on', get(['X: a\r\n b']), [200, 400]),
    row('no colon', get(['X']), 400, false),
    row('no name', get([': a']), 400, false),
    row('no value', get(['X:']), 200, true),
    row('white space around the value', get(['X:  \t a \t ']), 200, true),
    row('a first line that goes on', 'GET /livez HTTP/1.1\r\n Host: HOST\r\n\r\n', 400, false),
    row('a lone CR in a value', get(['X: a\rb']), 400, false),
    row('a NUL in a value', get(['X: a\0b']), 400, false),
    row('8 kB of fields', get([`X: ${'a'.repeat(7_900)}`]), 200, true),
    row('9 kB of fields', get([`X: ${'a'.repeat(9_000)}`]), 431, false),
    row('a hundred fields', get(Array.from({ length: 100 }, (_, i) => `X${i}: a`)), 200, true),
    row(
      'a thousand fields',
      get(Array.from({ length: 1_000 }, (_, i) => `X${i}: abc`)),
      431,
      false,
    ),
  ];
  const token = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/;
  for (let byte = 0; byte < 256; ++byte) {
    const c = String.fromCharCode(byte);
    if (c === ':' || c === '\n' || c === '\r') continue;
    rows.push(
      row(
        `the byte ${byte} in a name`,
        get([`X${c}Y: a`]),
        token.test(c) ? 200 : 400,
        token.test(c),
      ),
    );
  }
  for (let byte = 0x21; byte < 0x100; ++byte) {
    const c = String.fromCharCode(byte);
    rows.push(
      row(
        `the byte ${byte} in a value`,
        get([`X: a${c}b`]),
        byte === 0x7f ? 400 : 200,
        byte !== 0x7f,
      ),
    );
  }
  await runTable(rows, 480, check);
});

test('RFC 9112, 3.2, and RFC 9110, 7.2: Host, and no other name than the server has', async () => {
  const to = (value) => `GET /livez HTTP/1.1\r\nHost: ${value}\r\n\r\n`;
  const rows = [
    row('no Host', 'GET /livez HTTP/1.1\r\n\r\n', 400, false),
    row('an empty Host', to(''), 400, false),
    row('two Hosts', get(['Host: HOST']), 400, false),
    row('two Hosts, one in capitals', get(['HOST: HOST'.replace('HOST:', 'HoSt:')]), 400, false),
    row(
      'HTTP/1.0 with two Hosts',
      'GET /livez HTTP/1.0\r\nHost: HOST\r\nHost: HOST\r\n\r\n',
      400,
      false,
    ),
  ];
  for (const good of [
    '127.0.0.1',
    '127.0.0.1:1',
    '10.0.0.7',
    '192.168.1.20:8080',
    '[::1]',
    '[::1]:80',
    '[fe80::1]',
    'localhost',
    'LocalHost:8080',
    'localhost.',
    'ward-pc',
    'Ward-PC:8080',
    'polls.ward.example',
    'polls.ward.example.:443',
  ]) {
    rows.push(row(`Host: ${good}`, to(good), 200, true));
  }
  for (const bad of [
    'a b',
    'HOST/',
    'HOST/path',
    '/path',
    'http://HOST',
    'me@HOST',
    'me:pass@HOST',
    'HOST?',
    'HOST#a',
    'HOST,HOST',
    'HOST, evil.example',
    'localhost:',
    'localhost:x',
    'localhost:123456',
    'localhost:-1',
    '[::1',
    '::1]',
    '[]',
    '[::1]x',
    'a\\b',
    'a"b',
    'a<b',
    'a;b',
    'local\x7fhost',
    'lo\xe9',
    'a%41',
    ':80',
    '.',
  ]) {
    rows.push(
      row(
        `Host: ${bad}`,
        to(bad),
        bad === 'localhost:' ? [200, 400] : bad === '.' ? [400, 421] : 400,
        bad === 'localhost:' ? undefined : false,
      ),
    );
  }
  for (const foreign of [
    'evil.example',
    'EVIL.example:8080',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'localhost-evil',
    'xlocalhost',
    'ward-pc.evil.example',
    'ward-pcx',
    'polls.ward.example.evil',
    'ward.example',
    'a.polls.ward.example',
    '127.0.0.1x',
    '0x7f.1x',
    '1.2.3.4.5',
    'rebind.network',
    '999.1.1.1',
  ]) {
    rows.push(row(`Host: ${foreign}`, to(foreign), 421, false));
    rows.push(
      row(
        `a deck for ${foreign}`,
        `POST /api/rooms HTTP/1.1\r\nHost: ${foreign}\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}`,
        421,
        false,
      ),
    );
    rows.push(row(`a handshake for ${foreign}`, handshake(foreign), 421, false));
  }
  await runTable(rows, 90, check);
});

test('RFC 9112, 6: how long a body is, said in exactly one way', async () => {
  const chunked = 'Transfer-Encoding: chunked';
  const rows = [];
  for (const value of [
    '-1',
    '+1',
    '1x',
    'x',
    '1.0',
    '0x1',
    '1 2',
    '1, 2',
    '18446744073709551616',
    '99999999999999999999',
    '',
    '\t',
    '"1"',
  ]) {
    rows.push(
      row(`Content-Length: ${value}`, post([`Content-Length: ${value}`], 'x'), [400, 413], false),
    );
  }
  rows.push(
    row(
      'two lengths that differ',
      post(['Content-Length: 1', 'Content-Length: 2'], '{}'),
      400,
      false,
    ),
    // Allowed to be taken for one (RFC 9110, 8.6).
    row('a list of lengths that agree', post(['Content-Length: 2,2'], '{}'), [400, 422]),
    row(
      'two lengths that agree',
      post(['Content-Length: 2', 'Content-Length: 2'], '{}'),
      [400, 422],
    ),
    row('a length of nought', post(['Content-Length: 0']), 422, true),
    row('no length at all', post([]), 422, true),
    row('a body where none belongs', get(['Content-Length: 3'], 'abc'), 200, true),
    row(
      'a body of 1 kB where none belongs',
      get(['Content-Length: 1024'], 'x'.repeat(1024)),
      200,
      true,
    ),
    row('a larger body where none belongs', get(['Content-Length: 1025'], 'x'), 413, false),
    row('a deck over 4 MB', post(['Content-Length: 4194561']), 413, false),
    row('a deck of 16 exabytes', post(['Content-Length: 18446744073709551615']), [400, 413], false),
  );
  for (const coding of [
    'gzip',
    'deflate',
    'identity',
    'x',
    'gzip, chunked',
    'identity, chunked',
    'chunke',
    'xchunked',
    '"chunked"',
    'a,b,c',
  ]) {
    rows.push(
      row(
        `Transfer-Encoding: ${coding}`,
        post([`Transfer-Encoding: ${coding}`], '0\r\n\r\n'),
        501,
        false,
      ),
    );
  }
  for (const coding of [
    'chunked, chunked',
    'chunked, gzip',
    'chunked;a=b',
    'chunked,',
    'chunkedx',
    '',
  ]) {
    rows.push(
      row(
        `Transfer-Encoding: ${coding}`,
        post([`Transfer-Encoding: ${coding}`], '0\r\n\r\n'),
        [400, 501],
        false,
      ),
    );
  }
  rows.push(
    row('chunked', post([chunked], '2\r\n{}\r\n0\r\n\r\n'), 422, true),
    row(
      'Chunked in capitals',
      post(['transfer-encoding:  CHUNKED '], '2\r\n{}\r\n0\r\n\r\n'),
      422,
      true,
    ),
    row('chunked twice, in two fields', post([chunked, chunked], '0\r\n\r\n'), 400, false),
    row('chunked and a length', post([chunked, 'Content-Length: 5'], '0\r\n\r\n'), 400, false),
    row('a length and chunked', post(['Content-Length: 5', chunked], '0\r\n\r\n'), 400, false),
    row(
      'chunked in HTTP/1.0',
      'POST /api/rooms HTTP/1.0\r\nHost: HOST\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      400,
      false,
    ),
    row(
      'a request hidden behind both',
      post([chunked, 'Content-Length: 4'], `0\r\n\r\n${get()}`),
      400,
      false,
    ),
    row(
      'a request hidden behind gzip',
      post(['Transfer-Encoding: gzip', 'Content-Length: 4'], `abcd${get()}`),
      400,
      false,
    ),
    row(
      'a vertical tab before chunked',
      post(['Transfer-Encoding:\x0bchunked'], `0\r\n\r\n${get()}`),
      [400, 501],
      false,
    ),
  );
  await runTable(rows, 45, check);
});

test('RFC 9112, 7: chunks', async () => {
  const chunks = (body) => post(['Transfer-Encoding: chunked'], body);
  const rows = [
    row('one chunk', chunks('2\r\n{}\r\n0\r\n\r\n'), 422, true),
    row('two chunks', chunks('1\r\n{\r\n1\r\n}\r\n0\r\n\r\n'), 422, true),
    row('a size in capitals', chunks(`A\r\n{"a":1234}\r\n0\r\n\r\n`), 422, true),
    row('a size with noughts before it', chunks('0002\r\n{}\r\n000\r\n\r\n'), 422, true),
    row('an extension', chunks('2;a=b\r\n{}\r\n0\r\n\r\n'), 422, true),
    row('a trailer', chunks('2\r\n{}\r\n0\r\nX: a\r\n\r\n'), 422, true),
    row('a body over 4 MB in one chunk', chunks('400101\r\n'), 413, false),
    row('a size that no number holds', chunks('ffffffffffffffffff\r\n'), [400, 413], false),
    row('a size that wraps', chunks('ffffffffffffffff\r\n'), [400, 413], false),
    row(
      'a chunk header of 20 kB',
      chunks(`2;${'a'.repeat(20_000)}\r\n{}\r\n0\r\n\r\n`),
      [400, 413, 431],
      false,
    ),
    row(
      'a trailer of 20 kB',
      chunks(`0\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`),
      [400, 413, 431],
      false,
    ),
  ];
  for (const size of ['x', '-2', '+2', ' 2', '0x2', '2x', '', '2 x', '\x00'])
    rows.push(
      row(`the size ${JSON.stringify(size)}`, chunks(`${size}\r\n{}\r\n0\r\n\r\n`), 400, false),
    );
  for (const ends of ['{}0\r\n\r\n', '{}x\r\n0\r\n\r\n', '{}\n0\r\n\r\n', '{}\r0\r\n\r\n'])
    rows.push(
      row(`a chunk that ends as ${JSON.stringify(ends)}`, chunks(`2\r\n${ends}`), 400, false),
    );
  // A body of unknown length takes as much of what one address may have in flight as the largest could need.
  await runTable(rows, 24, check, 3);
});

test('what a deck is sent as, and from where', async () => {
  const deck = JSON.stringify(demoDeck);
  const sent = (type, fields = []) =>
    request(
      'POST /api/rooms HTTP/1.1',
      [...(type === null ? [] : [`Content-Type: ${type}`]), ...fields, 'Content-Length: 2'],
      '{}',
    );
  const rows = [row('no type', sent(null), 415, true)];
  for (const type of [
    'text/plain',
    'text/html',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    'application/json2',
    'json',
    '',
    'application/xml',
    '*/*',
  ])
    rows.push(row(`the type ${type}`, sent(type), 415, true));
  for (const type of [
    'application/json',
    'Application/JSON',
    'application/json; charset=utf-8',
    'application/json ;a=b',
  ])
    rows.push(row(`the type ${type}`, sent(type), 422, true));
  for (const origin of [
    'null',
    'https://evil.example',
    'http://HOST.evil.example',
    'http://evil.example/HOST',
    'http://HOST@evil.example',
    'file://',
    'HOST',
    'http://',
    'chrome-extension://abc',
  ]) {
    rows.push(
      row(`a deck from ${origin}`, sent('application/json', [`Origin: ${origin}`]), 403, true),
    );
    rows.push(row(`a handshake from ${origin}`, handshake('HOST', { Origin: origin }), 403));
  }
  rows.push(
    row('a deck from a page of ours', sent('application/json', ['Origin: http://HOST']), 422, true),
    row('a handshake from a page of ours', handshake('HOST', { Origin: 'http://HOST' }), 101),
    row(
      '100-continue',
      post(['Expect: 100-continue', `Content-Length: ${Buffer.byteLength(deck)}`]),
      100,
    ),
    row(
      'a deck that says the type and sends another length',
      post(['Content-Length: 2'], '{}x'),
      422,
    ),
  );
  await runTable(rows, 37, check);
});

test('RFC 6455, 4: handshakes', async () => {
  const shake = (changes) => handshake('HOST', changes);
  const rows = [
    row('as it should be', shake({}), 101),
    row('no upgrade', shake({ Upgrade: null }), 426, true),
    row('another upgrade', shake({ Upgrade: 'h2c' }), 426, true),
    row('several upgrades', shake({ Upgrade: 'h2c, WebSocket' }), 101),
    row('no connection', shake({ Connection: null }), 426, true),
    row('another connection', shake({ Connection: 'keep-alive' }), 426, true),
    row('several connections', shake({ Connection: 'keep-alive, upgrade' }), 101),
    row('no version', shake({ 'Sec-WebSocket-Version': null }), 426, true),
    row('no key', shake({ 'Sec-WebSocket-Key': null }), 400, true),
    row(
      'two keys',
      shake({
        'Sec-WebSocket-Key':
          'dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
      }),
      400,
      true,
    ),
    row('no protocol', shake({ 'Sec-WebSocket-Protocol': null }), 400, true),
    row('several protocols', shake({ 'Sec-WebSocket-Protocol': 'chat, candour.v1' }), 101),
    row('a body', shake({ 'Content-Length': '2' }) + '{}', 400),
    row('a body in chunks', shake({ 'Transfer-Encoding': 'chunked' }) + '0\r\n\r\n', 400),
    row('frames before the answer', shake({}) + '\x81\x80abcd', 400),
    row('HTTP/1.0', shake({}).replace('HTTP/1.1', 'HTTP/1.0'), 400),
    row('POST', shake({}).replace('GET', 'POST'), 405, true),
    row('HEAD', shake({}).replace('GET', 'HEAD'), 405),
    row(
      'an extension that we do not have',
      shake({ 'Sec-WebSocket-Extensions': 'permessage-deflate; client_max_window_bits' }),
      101,
    ),
  ];
  for (const version of ['0', '8', '12', '14', '13, 8', '013', '13a', '-13', ''])
    rows.push(row(`version ${version}`, shake({ 'Sec-WebSocket-Version': version }), 426, true));
  for (const key of [
    '',
    'dGhl',
    'dGhlIHNhbXBsZSBub25jZQ',
    'dGhlIHNhbXBsZSBub25jZQ=',
    'dGhlIHNhbXBsZSBub25jZQ===',
    'dGhlIHNhbXBsZSBub25j',
    '!GhlIHNhbXBsZSBub25jZQ==',
    'dGhlIHNhbXBsZSBub25jZ_==',
    '====' + 'dGhlIHNhbXBsZSBub25j',
    'dGhlIHNhbXBs ZSBub25jZQ==',
    'x'.repeat(24),
    'x'.repeat(1_000),
  ])
    rows.push(row(`the key ${key.slice(0, 30)}`, shake({ 'Sec-WebSocket-Key': key }), 400, true));
  for (const protocol of [
    'candour.v2',
    'candour',
    'candour.v1x',
    'Candour.v1',
    '"candour.v1"',
    '',
    ',',
  ])
    rows.push(
      row(
        `the protocol ${protocol}`,
        shake({ 'Sec-WebSocket-Protocol': protocol }),
        protocol === 'Candour.v1' ? [101, 400] : 400,
      ),
    );
  await runTable(rows, 45, check);
});
