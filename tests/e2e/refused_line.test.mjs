/** A proxy that serves every page and answers each WebSocket with 403, as those of some hospitals do. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { eventually, launch } from './chromium.mjs';
import { Phone } from './roles.mjs';
import { demoDeck, openRoom, startServer } from './server.mjs';

/** In front of the server; `lets(true)` has it let WebSockets through. */
async function startRefusingProxy(server) {
  const { hostname, port } = new URL(server.url);
  let open = false;
  let refused = 0;
  const proxy = createServer((asked, answer) => {
    const { method, headers, url: path } = asked;
    const onwards = request({ hostname, port, method, headers, path }, (got) => {
      answer.writeHead(got.statusCode, got.headers);
      got.pipe(answer);
    });
    asked.pipe(onwards);
  });
  proxy.on('upgrade', (asked, socket) => {
    socket.on('error', () => undefined);
    if (!open) {
      refused += 1;
      return socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    }
    const onwards = connect(port, hostname, () => {
      const fields = Object.entries(asked.headers).map(([name, value]) => `${name}: ${value}\r\n`);
      onwards.write(`GET ${asked.url} HTTP/1.1\r\n${fields.join('')}\r\n`);
      onwards.pipe(socket).pipe(onwards);
    });
    onwards.on('error', () => socket.destroy());
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  return {
    url: `http://127.0.0.1:${proxy.address().port}`,
    lets: (through) => (open = through),
    refused: () => refused,
    stop: () => {
      proxy.closeAllConnections();
      proxy.close();
    },
  };
}

test('behind a proxy that refuses WebSockets the pages say so, go on trying, and get in once they may', async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const room = await openRoom(server, demoDeck);
  const proxy = await startRefusingProxy(server);
  t.after(() => proxy.stop());
  const browser = await launch();
  t.after(() => browser.close());
  const complaints = [];
  const there = (link) => link.replace(server.url, proxy.url);

  const ada = await Phone.open(browser, 'Ada', complaints);
  await ada.page.goto(there(room.links.join));
  await ada.says('This network may not let live connections through: try mobile data');
  const { page: desk } = await Phone.open(browser, 'facilitator', complaints);
  await desk.goto(there(room.links.facilitator));
  await desk.getByText('may not let such connections (WebSockets) through').waitFor();

  const before = proxy.refused();
  await eventually('the pages go on trying', () => proxy.refused() > before);
  proxy.lets(true);
  await ada.says('There is nothing to do just now.');
  await desk.getByRole('button', { name: 'Show the first slide' }).first().waitFor();
  // Chromium says by itself that a line was refused, and nothing else may be complained of.
  assert.deepEqual(
    complaints.filter((complaint) => !/WebSocket connection to/.test(complaint)),
    [],
  );
});
