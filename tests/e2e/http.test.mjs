/** What crosses the wire by HTTP, from outside: pages, decks, health, and each refusal. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { demoDeck, openRoom, postDeck, startServer } from './server.mjs';

let server;
before(async () => {
  server = await startServer('--metrics');
});
after(() => server?.stop());

const get = (path, options) => fetch(server.url + path, options);

async function isRefusal(answer, status, code) {
  const body = await answer.json();
  assert.equal(answer.status, status, JSON.stringify(body));
  assert.match(answer.headers.get('content-type'), /^application\/json/);
  assert.equal(body.type, 'refusal');
  assert.equal(body.code, code);
  assert.match(body.message, /^[A-Z].*[.]$/, 'a sentence for a person');
}

describe('opening a room', () => {
  test('a good deck answers 201 with code and three links', async () => {
    const answer = await postDeck(server, demoDeck);
    assert.equal(answer.status, 201);
    const { type, code, links } = await answer.json();
    assert.equal(type, 'room_opened');
    assert.match(code, /^[2-9A-HJ-NP-Z]{8}$/);
    for (const [role, letter] of [
      ['join', 'j'],
      ['facilitator', 'f'],
      ['projector', 'p'],
    ])
      assert.match(links[role], new RegExp(`^${server.url}/${letter}/${code}#[\\w-]{22}$`));
  });

  test('a bad deck gets every fault at once, each with its path and what is allowed', async () => {
    const answer = await postDeck(server, {
      format: 'candour.deck/1',
      title: '',
      slides: [
        {
          kind: 'scale',
          id: 'a',
          prompt: 'A',
          statements: [{ id: 's', text: 'S' }],
          range: { min: 0, max: 120 },
        },
        { kind: 'choice', id: 'a', prompt: 'B', options: [{ id: 'one', text: 'One' }] },
        { kind: 'word_cloud', id: 'C!', prompt: 'C', entries: 11 },
        { kind: 'quiz', id: 'd' },
      ],
    });
    assert.equal(answer.status, 422);
    const { type, message, errors } = await answer.json();
    assert.equal(type, 'deck_refused');
    assert.match(message, new RegExp(`\\b${errors.length}\\b`));
    const at = errors.map((error) => error.at);
    for (const path of [
      '$.title',
      '$.slides[0].range.max',
      '$.slides[1].id',
      '$.slides[1].options',
      '$.slides[2].id',
      '$.slides[2].entries',
      '$.slides[3].kind',
    ])
      assert.ok(at.includes(path), `${path} among ${at}`);
    for (const error of errors) {
      assert.match(error.message, /[.]$/);
      assert.ok(error.allowed.length > 0);
    }
  });

  test('what is no JSON is a bad deck too', async () => {
    const answer = await postDeck(server, '{"format":');
    assert.equal(answer.status, 422);
    assert.equal((await answer.json()).type, 'deck_refused');
  });

  test('another content type is refused', async () =>
    isRefusal(
      await postDeck(server, demoDeck, { 'Content-Type': 'text/plain' }),
      415,
      'unsupported_media',
    ));

  test('more than 4 MB is refused', async () => {
    const answer = await postDeck(server, JSON.stringify(demoDeck).padEnd(4_300_000));
    await isRefusal(answer, 413, 'message_too_large');
  });

  test("another site's page cannot open a room", async () => {
    const answer = await postDeck(server, demoDeck, { Origin: 'https://elsewhere.example' });
    assert.equal(answer.status, 403);
  });
});

describe('pages', () => {
  const pages = ['/', '/j/ABCDEFGH', '/f/ABCDEFGH', '/p/ABCDEFGH'];

  for (const page of pages) {
    test(`${page} is HTML under a policy without inline script or style`, async () => {
      const answer = await get(page);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type'), /^text\/html/);
      const policy = answer.headers.get('content-security-policy');
      assert.match(policy, /default-src 'none'/);
      assert.match(policy, /script-src 'self'/);
      assert.match(policy, /frame-ancestors 'none'/);
      assert.doesNotMatch(policy, /unsafe-|\*/);
      assert.equal(answer.headers.get('x-content-type-options'), 'nosniff');
      assert.equal(answer.headers.get('referrer-policy'), 'no-referrer');
      assert.equal(answer.headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.match(answer.headers.get('permissions-policy'), /camera=\(\)/);
      assert.equal(answer.headers.get('cache-control'), 'no-store');
      assert.equal(answer.headers.get('set-cookie'), null);
      const html = await answer.text();
      assert.doesNotMatch(html, /<style|\sstyle=|<script(?![^>]*\ssrc=)|\son\w+=/);
    });
  }

  test('their files are kept for good under names that change with them', async () => {
    const html = await (await get('/')).text();
    const [, script] = /<script[^>]*src="([^"]+)"/.exec(html);
    const answer = await get(script);
    assert.equal(answer.status, 200);
    assert.match(answer.headers.get('content-type'), /javascript/);
    assert.match(answer.headers.get('cache-control'), /immutable/);
    const again = await get(script, { headers: { 'If-None-Match': answer.headers.get('etag') } });
    assert.equal(again.status, 304);
  });
});

describe('refusals', () => {
  test('a page that there is not', async () => isRefusal(await get('/nowhere'), 404, 'not_found'));
  test('a picture that there is not', async () => {
    const room = await openRoom(server, demoDeck);
    await isRefusal(await get(`/media/${room.code}/agreement`), 404, 'not_found');
  });
  test('a path out of the site', async () =>
    isRefusal(await get('/..%2f..%2fetc/passwd'), 404, 'not_found'));
  test('reading what is for posting', async () => {
    const answer = await get('/api/rooms');
    assert.equal(answer.headers.get('allow'), 'POST');
    await isRefusal(answer, 405, 'wrong_method');
  });
  test('posting to a page', async () =>
    isRefusal(await get('/', { method: 'POST' }), 405, 'wrong_method'));
});

describe('health', () => {
  test('/livez and /readyz say yes', async () => {
    assert.equal((await get('/livez')).status, 200);
    assert.equal((await get('/readyz')).status, 200);
  });

  test('/metrics are Prometheus text that names nobody', async () => {
    const room = await openRoom(server, demoDeck);
    const text = await (await get('/metrics')).text();
    assert.match(text, /^# TYPE candour_\w+ (counter|gauge|histogram)$/m);
    assert.doesNotMatch(text, new RegExp(`${room.code}|127\\.0\\.0\\.1`));
  });

  test('/metrics are for those who asked for them', async () => {
    const quiet = await startServer();
    try {
      await isRefusal(await fetch(`${quiet.url}/metrics`), 404, 'not_found');
    } finally {
      await quiet.stop();
    }
  });

  test('a server that is asked to end says goodbye and ends well', async () => {
    const short = await startServer();
    assert.equal(await short.stop(), 0);
  });
});
