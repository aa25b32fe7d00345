/**
 * The built pages by themselves, without a server of rooms: for tests of how things look. A page is drawn in a frame of
 * the studio's preview, which makes up its room (client-web/src/studio/preview).
 */
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { launch } from './chromium.mjs';

const dist = fileURLToPath(new URL('../../client-web/dist/', import.meta.url));
const types = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.html': 'text/html; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};
const parent =
  '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
  '<title>Preview</title><body style="margin:0">';

/** `site.url`, and `site.stop()`. */
export async function startSite() {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    response.setHeader('content-type', types['.html']);
    if (pathname === '/') return response.end(parent);
    if (pathname === '/favicon.ico') return response.end();
    const page = {
      '/studio/preview': 'preview.html',
      '/f/ABCDEFGH': 'facilitator.html',
      '/p/ABCDEFGH': 'projector.html',
    }[pathname];
    const file = join(dist, page ?? normalize(pathname));
    if (!file.startsWith(dist) || !existsSync(file)) {
      response.statusCode = 404;
      return response.end();
    }
    response.setHeader('content-type', types[extname(file)] ?? 'application/octet-stream');
    response.end(readFileSync(file));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    stop: () => new Promise((resolve) => server.close(resolve)),
  };
}

/** The pages, a browser and what they complain of, for all tests of a file; the last of them is that they do not. */
export function setUp() {
  const world = { site: null, browser: null, complaints: [] };
  before(async () => {
    world.site = await startSite();
    world.browser = await launch();
  });
  after(async () => {
    await world.browser?.close();
    await world.site?.stop();
  });
  return world;
}

/** A frame (`phone`, `projector`, `desk` or `measure`) as large as the window, once it hears. */
export async function openFrame(page, site, name) {
  await page.goto(site.url);
  await page.evaluate(async (frameName) => {
    globalThis.heard = [];
    const frame = document.createElement('iframe');
    frame.style.cssText = 'border:0;display:block;inline-size:100vw;block-size:100vh';
    await new Promise((resolve) => {
      addEventListener('message', ({ data }) => {
        globalThis.heard.push(data);
        if (data.type === 'ready') resolve();
      });
      frame.src = `/studio/preview#${frameName}`;
      document.body.append(frame);
    });
  }, name);
  return page.frames().at(-1);
}

/** An example of the contract. */
export const golden = (name) =>
  JSON.parse(
    readFileSync(new URL(`../../protocol/golden/server/${name}.json`, import.meta.url), 'utf8'),
  );

/** A desk whose server is made up of the contract's examples. */
export async function openDesk(page, site, snapshot = golden('snapshot_facilitator'), report) {
  await page.routeWebSocket('**/ws', (socket) => {
    const say = (message) => socket.send(JSON.stringify(message));
    socket.onMessage((text) => {
      const { type } = JSON.parse(text);
      if (type === 'ping') say(golden('pong'));
      if (type !== 'hello') return;
      say(golden('welcome_facilitator'));
      say(snapshot);
      if (report !== undefined) say(report);
    });
  });
  await page.goto(`${site.url}/f/ABCDEFGH#${'A'.repeat(43)}`);
  await page.locator('main').waitFor();
}

/** That of a room that has ended: the report, of a longer event if need be. */
export async function openReport(page, site, report = golden('report')) {
  await openDesk(page, site, { ...golden('snapshot_facilitator'), phase: 'ended' }, report);
  await page.getByRole('button', { name: 'Download CSV' }).waitFor();
}

/** The wall of a room whose server is made up of the contract's examples; `say` is that server, and `breakOff` its end. */
export async function openWall(page, site, snapshot) {
  let line;
  let isGone = false;
  await page.routeWebSocket('**/ws', (socket) => {
    if (isGone) return socket.close({ code: 1012 });
    line = socket;
    const say = (message) => socket.send(JSON.stringify(message));
    socket.onMessage((text) => {
      const { type } = JSON.parse(text);
      if (type === 'ping') say(golden('pong'));
      if (type !== 'hello') return;
      say(golden('welcome_projector'));
      say(snapshot);
    });
  });
  await page.goto(`${site.url}/p/ABCDEFGH#${'A'.repeat(22)}`);
  await page.locator('.projection').waitFor();
  return {
    say: (message) => line.send(JSON.stringify(message)),
    breakOff: () => {
      isGone = true;
      return line.close({ code: 1012 });
    },
  };
}

export function tell(page, message) {
  return page.evaluate(
    (said) => document.querySelector('iframe').contentWindow.postMessage(said, location.origin),
    message,
  );
}

/** Shows a slide of a deck. */
export function show(page, slide, more = {}) {
  const deck = { format: 'candour.deck/1', title: 'A ward', language: 'en', slides: [slide] };
  const shown = { deck, slide: slide.id, phase: 'open', answered: false, revealed: true, ...more };
  return tell(page, { type: 'show', shown });
}
