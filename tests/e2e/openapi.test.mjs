/** protocol/openapi.yaml holds: it is a good OpenAPI 3.1 document, and real answers are what it says. By a validator of another make. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
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
      const { schema, example } = resolved(requestBody).content['application/json'];
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
  const none = await fetch(`${server.url}/media/ABCDEFGH/agreement`);
  await holds('/media/{code}/{slide}', 'get', none);
});
