/** protocol/openapi.yaml holds: it is a good OpenAPI 3.1 document, and real answers are what it says. By a validator of another make. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { request } from 'node:http';
import { after, before, test } from 'node:test';
import { registerSchema, validate } from '@hyperjump/json-schema/openapi-3-1';
import { parse } from 'yaml';
import { startServer } from './server.mjs';

const protocol = new URL('../../protocol/', import.meta.url);
const api = parse(readFileSync(new URL('openapi.yaml', protocol), 'utf8'));

/** All of the contract's schemas, under the names by which they refer to each other. */
for (const name of readdirSync(new URL('schema/', protocol), { recursive: true })) {
  if (!name.endsWith('.json')) continue;
  registerSchema(JSON.parse(readFileSync(new URL(`schema/${name}`, protocol), 'utf8')));
}

let server;
before(async () => {
  server = await startServer();
});
after(() => server?.stop());

const at = (reference) =>
  reference
    .slice(2)
    .split('/')
    .reduce((part, name) => part[name], api);
const resolved = (part) => (part?.$ref?.startsWith('#/') ? at(part.$ref) : part);

async function holds(path, method, answer) {
  const response = resolved(api.paths[path][method].responses[String(answer.status)]);
  assert.ok(response, `${method} ${path} answered ${answer.status}, which is not described`);
  if (answer.status === 204) return;
  const [type] = (answer.headers.get('content-type') ?? '').split(';');
  assert.ok(type in response.content, `${path} answered with ${type}`);
  const body = await answer.text();
  const { schema, example } = response.content[type];
  if (example !== undefined) assert.equal(body, example);
  if (schema === undefined) return;
  const result = await validate(schema.$ref, JSON.parse(body));
  assert.ok(result.valid, `${path}: ${body}`);
}

test('the description is a good OpenAPI 3.1 document', async () => {
  const result = await validate('https://spec.openapis.org/oas/3.1/schema-base', api);
  assert.ok(result.valid, JSON.stringify(result));
});

test('the example of each operation with a body fits its schema', async () => {
  for (const operations of Object.values(api.paths))
    for (const { requestBody } of Object.values(operations)) {
      if (requestBody === undefined) continue;
      const content = resolved(requestBody).content['application/json'];
      if (content === undefined) continue; // a box is bytes
      const { schema, example } = content;
      assert.ok((await validate(schema.$ref, example)).valid);
    }
});

test('real answers are what it says: a good deck, a faulty one, none, the wrong type, another site', async () => {
  const { example } = api.components.requestBodies.Deck.content['application/json'];
  const rows = [
    [JSON.stringify(example), {}, [201, 200]],
    [JSON.stringify({ ...example, title: '', slides: [] }), {}, [422, 422]],
    ['no json', {}, [422, 422]],
    ['{}', { 'Content-Type': 'text/plain' }, [415, 415]],
    ['{}', { Origin: 'https://evil.example' }, [403, 403]],
    ['x'.repeat(4_194_561), {}, [413, 413]],
  ];
  for (const [body, headers, statuses] of rows)
    for (const [i, path] of ['/api/rooms', '/api/decks/check'].entries()) {
      const answer = await fetch(server.url + path, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', ...headers },
        body,
      });
      assert.equal(answer.status, statuses[i], `${path}: ${body.slice(0, 80)}`);
      await holds(path, 'post', answer);
    }
  const { example: room } = api.components.requestBodies.Room.content['application/json'];
  for (const body of [room, { ...room, locks: {} }]) {
    const answer = await fetch(`${server.url}/api/rooms`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
    assert.equal(answer.status, body === room ? 201 : 422);
    await holds('/api/rooms', 'post', answer);
  }
  for (const path of ['/livez', '/readyz', '/metrics'])
    await holds(path, 'get', await fetch(server.url + path));
  const opened = await fetch(`${server.url}/api/rooms`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(example),
  });
  const { code } = await opened.json();
  for (const each of [code, 'ABCDEFGH'])
    await holds('/api/rooms/{code}', 'get', await fetch(`${server.url}/api/rooms/${each}`));
  const none = await fetch(`${server.url}/media/ABCDEFGH/agreement`);
  await holds('/media/{code}/{slide}', 'get', none);
});

/** A path of that pattern, by the examples that its description has. */
const filled = (pattern) =>
  pattern.replace(/\{(\w+)\}/g, (_, name) => {
    const described = [
      ...(api.paths[pattern].parameters ?? []),
      ...(api.paths[pattern].get?.parameters ?? []),
    ];
    return described.map(resolved).find((each) => each.name === name).example;
  });
const isRefusal = async (text) =>
  (await validate('https://candour.invalid/v1/server/refusal.json', JSON.parse(text))).valid;

test('a method that a path does not have is refused by the names of those that it has', async () => {
  for (const [pattern, operations] of Object.entries(api.paths)) {
    const path = filled(pattern);
    const has = Object.keys(operations).filter((key) => key !== 'parameters');
    if (has.includes('get')) has.push('head');
    for (const method of ['get', 'head', 'post', 'put', 'delete', 'patch', 'options']) {
      if (has.includes(method)) continue;
      const answer = await fetch(server.url + path, { method: method.toUpperCase() });
      assert.equal(answer.status, 405, `${method} ${path}`);
      const allowed = answer.headers.get('allow').toLowerCase().split(', ');
      assert.deepEqual(allowed.sort(), [...has].sort(), `${method} ${path}`);
      if (method !== 'head') assert.ok(await isRefusal(await answer.text()), `${method} ${path}`);
    }
    if (!has.includes('get')) continue;
    const [got, head] = await Promise.all(
      ['GET', 'HEAD'].map((method) => fetch(server.url + path, { method })),
    );
    assert.equal(head.status, got.status, path);
    assert.equal(await head.text(), '');
    await got.text();
  }
});

test('a body where none is described may have 1,024 bytes', async () => {
  for (const [pattern, operations] of Object.entries(api.paths)) {
    const path = filled(pattern);
    for (const method of ['post', 'put', 'delete']) {
      if (operations[method]?.requestBody !== undefined) continue;
      const ask = (size, headers = {}) =>
        fetch(server.url + path, { method: method.toUpperCase(), body: 'x'.repeat(size), headers });
      // Another site's page is known by its Origin; a member's token is asked for before a body is read.
      const larger = await ask(1_025, { Origin: 'https://evil.example' });
      assert.equal(larger.status, 413, `${method} ${path}`);
      if (operations[method] !== undefined) await holds(pattern, method, larger);
      else assert.ok(await isRefusal(await larger.text()));
      const small = await ask(1_024);
      assert.notEqual(small.status, 413, `${method} ${path}`);
      await small.text();
    }
  }
});

test('what is refused before an operation is reached is a refusal, as the default of each says', async () => {
  const raw = (headers) =>
    new Promise((resolve, reject) => {
      request(`${server.url}/api/rooms/ABCDEFGH`, { headers }, async (answer) => {
        resolve([answer.statusCode, (await answer.toArray()).join('')]);
      })
        .on('error', reject)
        .end();
    });
  for (const [headers, status] of [
    [{ Host: 'evil.example' }, 421],
    [{ Host: 'a b' }, 400],
    [{ 'X-Long': 'x'.repeat(9_000) }, 431],
    [{ 'Transfer-Encoding': 'gzip' }, 501],
  ]) {
    const [was, body] = await raw(headers);
    assert.equal(was, status);
    assert.ok(await isRefusal(body), body);
  }
  for (const operations of Object.values(api.paths))
    for (const [method, { responses }] of Object.entries(operations))
      if (method !== 'parameters')
        assert.equal(resolved(responses.default), api.components.responses.Refused);
});

test('real answers about workspaces are what it says', async () => {
  const id = Buffer.alloc(16, 1).toString('base64url');
  const token = Buffer.alloc(32, 2);
  const { example } = api.components.requestBodies.Workspace.content['application/json'];
  const token_hash = createHash('sha256').update(token).digest('base64url');
  const workspace = { ...example, links: [{ ...example.links[0], token_hash }] };
  const patterns = {
    '': '/api/workspaces/{workspace}',
    '/boxes/b': '/api/workspaces/{workspace}/boxes/{box}',
    '/boxes/b/versions': '/api/workspaces/{workspace}/boxes/{box}/versions',
    '/boxes/b/versions/1': '/api/workspaces/{workspace}/boxes/{box}/versions/{version}',
  };
  const box = Buffer.alloc(2_000, 3);
  const json = JSON.stringify(workspace);
  const rows = [
    ['post', '', json, {}, 201],
    ['post', '', json, {}, 412],
    ['post', '', '{}', {}, 422],
    ['get', '', undefined, {}, 200],
    ['get', '', undefined, { Authorization: 'Bearer x' }, 404],
    ...Object.keys(patterns).map((where) => [
      ...['get', where, undefined, { Origin: 'https://evil.example' }, 403],
    ]),
    ['put', '', 'x'.repeat(262_145), { 'If-Match': '"1"' }, 413],
    ['put', '/boxes/b', Buffer.alloc(4_750_001), { 'If-None-Match': '*' }, 413],
    ['put', '', json, {}, 428],
    ['put', '', json, { 'If-Match': '"1"' }, 200],
    ['put', '/boxes/b', box, { 'If-None-Match': '*' }, 201],
    ['put', '/boxes/b', box, { 'If-None-Match': '*' }, 412],
    ['put', '/boxes/b', Buffer.alloc(3), { 'If-Match': '"1"' }, 400],
    ['put', '/boxes/b', json, { 'If-Match': '"1"', 'Content-Type': 'text/plain' }, 415],
    ['post', '/boxes/b', box, { 'If-Match': '"1"' }, 200],
    ['get', '/boxes/b', undefined, {}, 200],
    ['get', '/boxes/b/versions', undefined, {}, 200],
    ['get', '/boxes/b/versions/1', undefined, {}, 200],
    ['delete', '/boxes/b', undefined, { 'If-Match': '"1"' }, 412],
    ['delete', '/boxes/b', undefined, { 'If-Match': '"2"' }, 204],
    ['get', '/boxes/b', undefined, {}, 404],
    ['delete', '', undefined, { Origin: 'https://evil.example' }, 403],
    ['delete', '', undefined, {}, 204],
  ];
  for (const [method, where, body, headers, status] of rows) {
    const path = where.replace('/boxes/b', `/boxes/${'b'.repeat(21)}A`);
    const answer = await fetch(`${server.url}/api/workspaces/${id}${path}`, {
      method: method.toUpperCase(),
      headers: {
        Authorization: `Bearer ${token.toString('base64url')}`,
        ...(body !== undefined && {
          'Content-Type': where === '' ? 'application/json' : 'application/octet-stream',
        }),
        ...headers,
      },
      body,
    });
    assert.equal(answer.status, status, `${method} ${where}: ${await answer.clone().text()}`);
    await holds(patterns[where], method, answer);
  }
  for (const malformed of ['x', `${id}A`, 'é'])
    for (const method of ['get', 'post', 'put', 'delete']) {
      const answer = await fetch(`${server.url}/api/workspaces/${malformed}`, {
        method: method.toUpperCase(),
        headers: {
          Authorization: `Bearer ${token.toString('base64url')}`,
          'Content-Type': 'application/json',
        },
        ...(['post', 'put'].includes(method) && { body: json }),
      });
      assert.equal(answer.status, 404, `${method} ${malformed}`);
      await holds('/api/workspaces/{workspace}', method, answer);
    }
});
