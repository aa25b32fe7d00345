/** ws, as its documentation broadcasts; answers are parsed, counted and acked, and kept nowhere. */
import { createServer } from 'node:http';
import { WebSocketServer, WebSocket } from 'ws';

const clients = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const counts = new Map();
const http = createServer((request, response) => {
  const body = [];
  request.on('data', (bytes) => body.push(bytes));
  request.on('end', () => {
    const text = Buffer.concat(body);
    for (const client of clients.clients)
      if (client.readyState === WebSocket.OPEN) client.send(text, { binary: false });
    response.end();
  });
});
http.on('upgrade', (request, socket, head) => {
  clients.handleUpgrade(request, socket, head, (client) => {
    client.on('message', (bytes) => {
      const { id, response } = JSON.parse(bytes);
      counts.set(response.picks, (counts.get(response.picks) ?? 0) + 1);
      client.send(`ack ${id}`);
    });
    client.on('error', () => {});
  });
});
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  console.log(`listening on ${http.address().port}`);
});
