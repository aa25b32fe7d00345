/** Somebody with a line to a room, true or made up: says hello, and remembers what the room looked like and when. */
import { randomBytes } from 'node:crypto';
import { asAPage } from './page.mjs';
import { openSocket, send } from './websocket.mjs';

const patience = 40_000;
const newId = () => randomBytes(16).toString('base64url');

export class Person {
  #line;
  #waiting = new Set();
  /** Every message that came, with its time in ms and its length on the line. */
  heard = [];
  /** The newest snapshot, with what later tallies changed. */
  room = null;

  /** `fields`: of the hello, besides role and code. */
  static async come(server, room, role = 'participant', fields = {}) {
    const person = new Person(await openSocket(server));
    const hello = { type: 'hello', version: 1, role, code: room.code, ...fields };
    if (role === 'participant')
      hello.secret = fields.ticket === undefined ? room.secret : undefined;
    else hello.capability = room[role];
    send(person.#line, hello);
    person.welcome = await person.next((one) => ['welcome', 'refusal'].includes(one.type));
    if (person.welcome.type === 'welcome') await person.sees(() => true);
    return person;
  }

  constructor(line) {
    this.#line = line;
    this.listening = this.#listen();
  }

  async #listen() {
    for (;;) {
      const frame = await this.#line.frame({ patience: Infinity });
      if (frame === null || frame.opcode === 8) return;
      if (frame.opcode !== 1) continue;
      const message = JSON.parse(frame.payload.toString('utf8'));
      this.heard.push({ at: performance.now(), bytes: frame.payload.length, message });
      if (message.type === 'snapshot') this.room = message;
      if (message.type === 'tally' && message.revision === this.room?.revision)
        this.room = { ...this.room, tally: message.tally, withheld: message.withheld };
      for (const look of [...this.#waiting]) look();
    }
  }

  #when(find, complaint) {
    return new Promise((resolve, reject) => {
      const look = () => {
        const found = find();
        if (found === undefined) return;
        clearTimeout(timer);
        this.#waiting.delete(look);
        resolve(found);
      };
      const timer = setTimeout(
        () => reject(new Error(`${complaint}; the room: ${JSON.stringify(this.room)}`)),
        patience,
      );
      this.#waiting.add(look);
      look();
    });
  }

  /** The first message from now on, or from `from` on, that fits. */
  next(fits, from = this.heard.length) {
    return this.#when(
      () => this.heard.slice(from).find(({ message }) => fits(message))?.message,
      `nothing came that fits ${fits}`,
    );
  }

  /** The room, as soon as it is as `test` says. */
  sees(test) {
    return this.#when(
      () => (this.room !== null && test(this.room) ? this.room : undefined),
      `the room was never as ${test}`,
    );
  }

  say(message) {
    send(this.#line, message);
  }

  /** Says it, and waits for what came of it: "ack", a refusal's code, or the answer itself. */
  async ask(message) {
    const id = newId();
    const from = this.heard.length;
    this.say(asAPage({ ...message, id }));
    const answer = await this.next((one) => one.id === id, from);
    if (answer.type === 'refusal') return answer.code;
    return answer.type === 'ack' ? 'ack' : answer;
  }

  control(action, fields = {}) {
    return this.ask({ type: 'control', action, ...fields });
  }

  /** To the newest round, under the newest announcement unless another one is said. */
  answer(question, response, announcement = this.room.question.announcement) {
    const { round } = this.room.question;
    return this.ask({ type: 'submit', question, round, announcement, response });
  }

  withdraw(question) {
    return this.ask({ type: 'withdraw', question, round: this.room.question.round });
  }

  async leave() {
    this.#line.hangUp();
    await this.listening;
  }
}
