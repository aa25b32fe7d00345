/** WebSocket frames and handshakes as bytes, right ones and wrong ones (RFC 6455). */
import { Line } from './line.mjs';

export const opcodes = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 };

const mask = Buffer.from([0x37, 0xfa, 0x21, 0x3d]);

/**
 * A client's frame. `lengthAs` writes its length in so many bits, whatever is usual; `length` says another one than the
 * payload has.
 */
export function frame(
  opcode,
  payload = '',
  { fin = true, rsv = 0, masked = true, lengthAs, length } = {},
) {
  const body = typeof payload === 'string' ? Buffer.from(payload, 'utf8') : Buffer.from(payload);
  const said = BigInt(length ?? body.length);
  const bits = lengthAs ?? (said < 126n ? 7 : said < 65_536n ? 16 : 64);
  const flag = masked ? 0x80 : 0;
  const head = Buffer.alloc(bits === 7 ? 2 : bits === 16 ? 4 : 10);
  head[0] = (fin ? 0x80 : 0) | (rsv << 4) | opcode;
  if (bits === 7) head[1] = flag | Number(said);
  if (bits === 16) {
    head[1] = flag | 126;
    head.writeUInt16BE(Number(said), 2);
  }
  if (bits === 64) {
    head[1] = flag | 127;
    head.writeBigUInt64BE(said, 2);
  }
  if (!masked) return Buffer.concat([head, body]);
  return Buffer.concat([head, mask, body.map((byte, i) => byte ^ mask[i % 4])]);
}

export function closeFrame(code, reason = '', options) {
  const payload = Buffer.alloc(2);
  payload.writeUInt16BE(code);
  const why = typeof reason === 'string' ? Buffer.from(reason, 'utf8') : Buffer.from(reason);
  return frame(opcodes.close, Buffer.concat([payload, why]), options);
}

export function handshake(host, changes = {}) {
  const headers = {
    Host: host,
    Upgrade: 'websocket',
    Connection: 'Upgrade',
    'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Protocol': 'candour.v1',
    ...changes,
  };
  const lines = Object.entries(headers)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET /ws HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A line on which the handshake is done. */
export async function openSocket(server, from, headers) {
  const line = await Line.open(server, from);
  const bytes = handshake(new URL(server.url).host, headers);
  const answer = await line.say(bytes).answer({ bodiless: true });
  if (answer?.status !== 101) throw new Error(`no handshake: ${JSON.stringify(answer)}`);
  return line;
}

/** Sends one message as JSON (a text stays as it is). */
export function send(line, message) {
  line.say(frame(opcodes.text, typeof message === 'string' ? message : JSON.stringify(message)));
}
