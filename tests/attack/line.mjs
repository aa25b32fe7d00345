/** One TCP line to the server, on which a test says exactly the bytes that it wants said. */
import { connect } from 'node:net';

/** How long an answer may take on a machine that has other things to do. */
const patience = 15_000;

export class Line {
  #socket;
  #looks = new Set();
  /** All that came and was not taken. */
  bytes = Buffer.alloc(0);
  ended = false;

  /** `from`: an address of this machine, 127.x.y.z, by which the server is to know the line. */
  static open(server, from = '127.0.0.1') {
    const { hostname, port } = new URL(server.url);
    return new Promise((resolve, reject) => {
      const socket = connect({ host: hostname, port: Number(port), localAddress: from });
      socket.once('error', reject);
      socket.once('connect', () => {
        socket.off('error', reject);
        resolve(new Line(socket));
      });
    });
  }

  constructor(socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (more) => {
      this.bytes = Buffer.concat([this.bytes, more]);
      this.#look();
    });
    // A reset is one way of hanging up.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.ended = true;
      this.#look();
    });
    socket.on('end', () => {
      this.ended = true;
      this.#look();
    });
  }

  #look() {
    for (const look of [...this.#looks]) look();
  }

  say(bytes) {
    this.#socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
    return this;
  }

  /** Says that nothing more comes, and goes on listening. */
  finish() {
    this.#socket.end();
    return this;
  }

  hangUp() {
    this.#socket.destroy();
  }

  /** What `find` makes of all that came, as soon as that is something; null when the line ends first. */
  until(find, what = 'an answer', within = patience) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find(this);
        if (found === undefined && !this.ended) return;
        done();
        resolve(found ?? null);
      };
      const late = () => {
        done();
        reject(
          new Error(`waited for ${what}; came: ${JSON.stringify(this.bytes.toString('latin1'))}`),
        );
      };
      const timer = within === Infinity ? undefined : setTimeout(late, within);
      const done = () => {
        clearTimeout(timer);
        this.#looks.delete(look);
      };
      this.#looks.add(look);
      look();
    });
  }

  /** Whether the server hangs up. */
  async hungUp() {
    await this.until(() => (this.ended ? true : undefined), 'the end of the line');
    return true;
  }

  /** The next HTTP answer: its status, headers (lower case) and body; null when there is none. */
  answer({ bodiless = false } = {}) {
    return this.until(() => {
      const text = this.bytes.toString('latin1');
      const end = text.indexOf('\r\n\r\n');
      if (end < 0) return undefined;
      const [first, ...lines] = text.slice(0, end).split('\r\n');
      const status = Number(first.split(' ')[1]);
      const headers = Object.fromEntries(
        lines.map((line) => [
          line.slice(0, line.indexOf(':')).toLowerCase(),
          line.slice(line.indexOf(':') + 1).trim(),
        ]),
      );
      const empty = bodiless || status === 304 || status < 200;
      const size = empty ? 0 : Number(headers['content-length'] ?? 0);
      if (this.bytes.length < end + 4 + size) return undefined;
      const body = text.slice(end + 4, end + 4 + size);
      this.bytes = this.bytes.subarray(end + 4 + size);
      return { status, headers, body };
    }, 'an HTTP answer');
  }

  /** The next WebSocket frame of the server: opcode and payload; null when the line ends first. */
  frame({ patience: within } = {}) {
    return this.until(
      () => {
        const { bytes } = this;
        if (bytes.length < 2) return undefined;
        let size = bytes[1] & 0x7f;
        let at = 2;
        if (size === 126) {
          if (bytes.length < 4) return undefined;
          size = bytes.readUInt16BE(2);
          at = 4;
        } else if (size === 127) {
          if (bytes.length < 10) return undefined;
          size = Number(bytes.readBigUInt64BE(2));
          at = 10;
        }
        if (bytes.length < at + size) return undefined;
        const payload = bytes.subarray(at, at + size);
        const opcode = bytes[0] & 0x0f;
        this.bytes = bytes.subarray(at + size);
        return { opcode, payload };
      },
      'a frame',
      within,
    );
  }

  /** The next message of the server, as JSON; null when the line ends first. */
  async message() {
    const next = await this.frame();
    return next === null || next.opcode !== 1 ? null : JSON.parse(next.payload.toString('utf8'));
  }
}
