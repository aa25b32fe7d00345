/** One connection to a room by the plain WebSocket client `ws`, as protocol/README.md says. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';

/** How long an answer may take on a machine that has other things to do; and who has joined is counted every 10 s. */
const patience = 20_000;

/** 128 random bits in base64url. */
export const newId = () => randomBytes(16).toString('base64url');

export class Wire {
  #socket;
  #arrived = [];
  #waiting = new Set();
  /** The newest snapshot, with what later tallies changed. */
  #state = null;

  static async open(server, protocol = 'candour.v1') {
    const socket = new WebSocket(`${server.url.replace(/^http/, 'ws')}/ws`, protocol);
    const wire = new Wire(socket);
    await once(socket, 'open');
    return wire;
  }

  constructor(socket) {
    this.#socket = socket;
    socket.on('message', (bytes, isBinary) => {
      const message = isBinary ? { type: 'binary frame' } : JSON.parse(String(bytes));
      this.#arrived.push(message);
      this.#fold(message);
      for (const look of [...this.#waiting]) look();
    });
    this.closed = once(socket, 'close').then(([code]) => code);
    // The code says it all; without a listener an error would end the process.
    socket.on('error', () => undefined);
  }

  /** An object as JSON, a submit as a page would send it; a string or bytes as they are. */
  send(message) {
    const raw = typeof message === 'string' || Buffer.isBuffer(message);
    this.#socket.send(raw ? message : JSON.stringify(this.#asAPage(message)));
  }

  /** Under the newest announcement that came, and words and texts in lengths of 512 bytes. */
  #asAPage(message) {
    if (message.type !== 'submit') return message;
    const asked = this.#state?.question;
    const announcement = asked?.id === message.question ? asked.announcement : 0;
    const full = { ...message, announcement };
    if (!['word_cloud', 'free_text'].includes(message.response?.kind)) return full;
    const bytes = Buffer.byteLength(JSON.stringify({ ...full, pad: '' }));
    return { ...full, pad: ' '.repeat((512 - (bytes % 512)) % 512) };
  }

  /** The first message that has not been taken yet and fits: of a type, or by a test of one's own. */
  take(fits) {
    const test = typeof fits === 'string' ? (message) => message.type === fits : fits;
    return this.#when(`nothing came that fits ${fits}`, () => {
      const index = this.#arrived.findIndex(test);
      return index < 0 ? undefined : this.#arrived.splice(index, 1)[0];
    });
  }

  /** The room as this connection knows it, as soon as it is as `test` says. */
  sees(test) {
    return this.#when(`the room was never seen as ${test}`, () =>
      this.#state !== null && test(this.#state) ? this.#state : undefined,
    );
  }

  #fold(message) {
    if (message.type === 'snapshot') this.#state = message;
    if (message.type !== 'tally' || message.revision !== this.#state?.revision) return;
    this.#state = { ...this.#state, tally: message.tally, withheld: message.withheld };
  }

  #when(complaint, find) {
    return new Promise((resolve, reject) => {
      const done = (settle, value) => {
        clearTimeout(timer);
        this.#waiting.delete(look);
        settle(value);
      };
      const look = () => {
        const found = find();
        if (found !== undefined) done(resolve, found);
      };
      const timer = setTimeout(() => {
        const told = this.#arrived.map((message) => JSON.stringify(message)).join('\n');
        done(reject, new Error(`${complaint}; what came:\n${told}`));
      }, patience);
      this.#waiting.add(look);
      look();
    });
  }

  /** Sends a message and waits for what answers it: by its id where it has one. */
  async ask(message) {
    this.send(message);
    return this.take((reply) => reply.id === message.id && answers.has(reply.type));
  }

  async hello(fields) {
    this.send({ type: 'hello', version: 1, ...fields });
    return this.take((reply) => reply.type === 'welcome' || reply.type === 'refusal');
  }

  /** Asks for the whole state. */
  async resync() {
    this.#arrived = this.#arrived.filter(({ type }) => type !== 'snapshot');
    this.send({ type: 'resync' });
    return this.take('snapshot');
  }

  /** Everything that was sent before has been answered when this returns. */
  async ping() {
    this.send({ type: 'ping' });
    return this.take('pong');
  }

  async close() {
    this.#socket.close(1000);
    return this.closed;
  }
}

const answers = new Set(['ack', 'refusal', 'mine', 'texts']);

/** Connections of a test, all closed at its end. */
export function wires(test, server, room) {
  const open = async () => {
    const wire = await Wire.open(server);
    test.after(() => wire.close());
    return wire;
  };
  const join = async (fields) => {
    const wire = await open();
    const welcome = await wire.hello({ code: room.code, ...fields });
    if (welcome.type !== 'welcome') throw new Error(`turned away: ${JSON.stringify(welcome)}`);
    return Object.assign(wire, { welcome, first: await wire.take('snapshot') });
  };
  return {
    open,
    participant: (fields = {}) => join({ role: 'participant', ...fields }),
    facilitator: async () => {
      const wire = await join({ role: 'facilitator', capability: room.facilitator });
      const control = (action, fields = {}) =>
        wire.ask({ type: 'control', id: newId(), action, ...fields });
      return Object.assign(wire, { control });
    },
    projector: () => join({ role: 'projector', capability: room.projector }),
  };
}
