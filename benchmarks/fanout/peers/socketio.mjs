/** socket.io with WebSocket alone; answers as in ws.mjs. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const counts = new Map();
let io;
const http = createServer((request, response) => {
  if (request.method !== 'POST') return;
  const body = [];
  request.on('data', (bytes) => body.push(bytes));
  request.on('end', () => {
    io.emit('tally', Buffer.concat(body).toString());
    response.end();
  });
});
io = new Server(http, { transports: ['websocket'], perMessageDeflate: false });
io.on('connection', (socket) => {
  socket.on('submit', ({ id, response }) => {
    counts.set(response.picks, (counts.get(response.picks) ?? 0) + 1);
    socket.emit('ack', id);
  });
});
http.listen({ port: 0, host: '127.0.0.1', backlog: 4096 }, () => {
  console.log(`listening on ${http.address().port}`);
});
