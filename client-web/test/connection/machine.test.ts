import { describe, expect, it } from 'vitest';
import type { RefusalCode, ServerMessage, Submit } from '@protocol/messages';
import {
  backoff,
  initial,
  resync,
  step,
  times,
  wakeAt,
  type Effect,
  type Input,
  type State,
} from '../../src/connection/machine';
import { golden } from '../golden';

/** A machine with a hand on its clock and its dice. */
class Bench {
  now = 1_000;
  dice = 0.5;
  state: State;
  did: Effect[] = [];

  constructor(kept: Submit[] = []) {
    this.state = initial(kept);
  }
  feed(input: Input): Effect[] {
    const next = step(this.state, input, this.now, () => this.dice);
    this.state = next.state;
    this.did.push(...next.effects);
    return next.effects;
  }
  hear(message: ServerMessage) {
    return this.feed({ type: 'message', message });
  }
  refuse(code: RefusalCode, more: { id?: string; retry_after_s?: number } = {}) {
    return this.hear({ type: 'refusal', code, message: 'No.', allowed: '', ...more });
  }
  /** Lets time pass until the machine wants to be woken, and wakes it. */
  sleep(): Effect[] {
    const due = wakeAt(this.state);
    if (due === null) throw new Error('Nothing is due.');
    this.now = due;
    return this.feed({ type: 'tick' });
  }
  live(): this {
    this.feed({ type: 'start' });
    this.feed({ type: 'opened' });
    this.hear(welcome);
    return this;
  }
}

const welcome: ServerMessage = {
  type: 'welcome',
  version: 1,
  role: 'participant',
  room: { code: 'ABCDEFGH', title: 'A room', language: 'en' },
};
const pong: ServerMessage = { type: 'pong' };
const snapshot = golden<ServerMessage>('snapshot_join_screen');
const answer = (id: string, question = 'mood'): Submit => ({
  type: 'submit',
  id,
  question,
  round: 1,
  announcement: 0,
  response: { kind: 'choice', picks: '10' },
});
const does = (effects: Effect[]) => effects.map((effect) => effect.do);

describe('a line that opens', () => {
  it('says hello when the socket is open, and is live after welcome', () => {
    const bench = new Bench();
    expect(does(bench.feed({ type: 'start' }))).toEqual(['open']);
    expect(does(bench.feed({ type: 'opened' }))).toEqual(['hello']);
    bench.hear(welcome);
    expect(bench.state.phase.name).toBe('live');
  });

  it('gives up on a socket that does not open, and on a server that does not welcome', () => {
    const opening = new Bench();
    opening.feed({ type: 'start' });
    expect(does(opening.sleep())).toEqual(['drop']);
    expect(opening.state.phase.name).toBe('waiting');

    const greeting = new Bench();
    greeting.feed({ type: 'start' });
    greeting.feed({ type: 'opened' });
    expect(does(greeting.sleep())).toEqual(['drop']);
  });
});

describe('the ping rule', () => {
  it('asks after 25 s of silence and gives up 10 s later', () => {
    const bench = new Bench().live();
    const since = bench.now;
    expect(does(bench.sleep())).toEqual(['ping']);
    expect(bench.now - since).toBe(25_000);
    expect(does(bench.sleep())).toEqual(['drop']);
    expect(bench.now - since).toBe(35_000);
    expect(bench.state.phase.name).toBe('waiting');
  });

  it('stays when anything is heard', () => {
    const bench = new Bench().live();
    bench.sleep();
    bench.hear(pong);
    expect(wakeAt(bench.state)).toBe(bench.now + times.quiet);
  });

  it('asks first when a phone slept through both times', () => {
    const bench = new Bench().live();
    bench.now += 600_000;
    expect(does(bench.feed({ type: 'tick' }))).toEqual(['ping']);
  });

  it('asks at once, and waits less long, when the page is looked at again or the network changed', () => {
    for (const type of ['visible', 'offline', 'online'] as const) {
      const bench = new Bench().live();
      expect(does(bench.feed({ type }))).toEqual(['ping']);
      expect(wakeAt(bench.state)).toBe(bench.now + times.pongWhenLookedAt);
    }
  });
});

describe('coming back', () => {
  it('waits with full jitter under a bound that doubles up to 20 s', () => {
    const bounds = Array.from({ length: 8 }, (_, failures) => backoff(failures, () => 1));
    expect(bounds).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
    expect(backoff(5, () => 0)).toBe(0);
  });

  it('waits longer each time the line does not hold', () => {
    const bench = new Bench();
    bench.feed({ type: 'start' });
    const waits = Array.from({ length: 4 }, () => {
      bench.feed({ type: 'closed', code: 1006 });
      const wait = (wakeAt(bench.state) ?? 0) - bench.now;
      bench.sleep();
      return wait;
    });
    expect(waits).toEqual([250, 500, 1_000, 2_000]);
  });

  it('does not take a welcome alone for a good line', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'closed', code: 1006 });
    bench.sleep();
    bench.feed({ type: 'opened' });
    bench.hear(welcome);
    bench.feed({ type: 'closed', code: 1006 });
    expect(bench.state.failures).toBe(2);
    bench.sleep();
    bench.feed({ type: 'opened' });
    bench.hear(welcome);
    bench.now += times.held;
    bench.feed({ type: 'closed', code: 1006 });
    expect(bench.state.failures).toBe(1);
  });

  it('spreads over 5 s after a restart', () => {
    const bench = new Bench().live();
    bench.dice = 0.9;
    bench.feed({ type: 'closed', code: 1001 });
    expect(wakeAt(bench.state)).toBe(bench.now + 4_500);
  });

  it('hurries when the network is back or the page is looked at', () => {
    const online = new Bench().live();
    online.state = { ...online.state, failures: 6 };
    online.feed({ type: 'closed', code: 1006 });
    online.feed({ type: 'online' });
    expect(wakeAt(online.state)).toBe(online.now + 500);

    const visible = new Bench().live();
    visible.feed({ type: 'closed', code: 1006 });
    expect(does(visible.feed({ type: 'visible' }))).toEqual(['open']);
  });

  it.each([
    [1000, 'done'],
    [4000, 'room_ended'],
    [4003, 'refused_too_often'],
    [4004, 'room_gone'],
  ])('does not come back after %i', (code, reason) => {
    const bench = new Bench().live();
    bench.feed({ type: 'closed', code });
    expect(bench.state.phase).toEqual({ name: 'ended', reason });
    expect(wakeAt(bench.state)).toBeNull();
    expect(bench.feed({ type: 'visible' })).toEqual([]);
  });

  it.each([1001, 1006, 1009, 1011, 1012, 4001, 4002, 4999])('comes back after %i', (code) => {
    const bench = new Bench().live();
    bench.feed({ type: 'closed', code });
    expect(bench.state.phase.name).toBe('waiting');
  });
});

describe('a hello that is refused', () => {
  const greeting = () => {
    const bench = new Bench();
    bench.feed({ type: 'start' });
    bench.feed({ type: 'opened' });
    return bench;
  };

  it.each([
    ['bad_ticket', 'forget_ticket'],
    ['wrong_secret', 'forget_secret'],
  ] as const)('is said again once without what was wrong: %s', (code, forget) => {
    const bench = greeting();
    expect(does(bench.refuse(code))).toEqual([forget, 'hello']);
    bench.refuse(code);
    expect(bench.state.phase.name).toBe('ended');
  });

  it('ends it when the code is wrong', () => {
    const bench = greeting();
    expect(does(bench.refuse('room_not_found'))).toEqual(['drop']);
    expect(bench.state.phase).toEqual({ name: 'ended', reason: 'hello_refused' });
  });

  it('is said again when the server says when', () => {
    const bench = greeting();
    bench.refuse('room_full', { retry_after_s: 30 });
    expect(wakeAt(bench.state)).toBe(bench.now + 30_000);
    expect(does(bench.sleep())).toEqual(['hello']);
  });

  it.each(['not_kept', 'room_full', 'server_full', 'too_many_requests'] as const)(
    'is put off by %s, until a welcome or until there is no server any more',
    (code) => {
      const bench = greeting();
      expect(bench.state.putOff).toBe(false);
      bench.refuse(code, { retry_after_s: 5 });
      expect(bench.state.putOff).toBe(true);
      bench.sleep(); // the second hello has no answer yet
      expect(bench.state.putOff).toBe(true);
      const before = bench.state;
      bench.hear(welcome);
      expect(bench.state.putOff).toBe(false);
      bench.state = before;
      bench.feed({ type: 'closed', code: 1006 });
      expect(bench.state.putOff).toBe(false);
    },
  );

  it('stays put off when the server closes after saying so, until the next try fails', () => {
    const bench = greeting();
    bench.refuse('room_full', { retry_after_s: 30 });
    bench.feed({ type: 'closed', code: 1013 });
    expect(bench.state.putOff).toBe(true);
    bench.sleep();
    expect(bench.state.putOff).toBe(true);
    bench.feed({ type: 'closed', code: 1006 });
    expect(bench.state.putOff).toBe(false);
  });

  it('is not said sooner because the line broke meanwhile', () => {
    const bench = greeting();
    bench.refuse('server_full', { retry_after_s: 30 });
    bench.feed({ type: 'closed', code: 4001 });
    expect(wakeAt(bench.state)).toBe(bench.now + 30_000);
  });
});

describe('an answer', () => {
  it('goes at once when the line is live, and is kept until its ack', () => {
    const bench = new Bench().live();
    const message = answer('a');
    expect(bench.feed({ type: 'keep', message })).toEqual([{ do: 'send', message }]);
    expect(bench.state.kept).toEqual([message]);
    bench.hear({ type: 'ack', id: 'a' });
    expect(bench.state.kept).toEqual([]);
  });

  it('waits for the line, and is said again with the same id after every welcome', () => {
    const bench = new Bench([answer('from before the reload', 'where')]);
    expect(bench.feed({ type: 'keep', message: answer('a') })).toEqual([]);
    bench.live();
    const sent = () =>
      bench.did.flatMap((effect) => (effect.do === 'send' ? effect.message.id : []));
    expect(sent()).toEqual(['from before the reload', 'a']);
    bench.feed({ type: 'closed', code: 1006 });
    bench.sleep();
    bench.feed({ type: 'opened' });
    bench.hear(welcome);
    expect(sent()).toEqual(['from before the reload', 'a', 'from before the reload', 'a']);
  });

  it('is not said any more once a newer one to the same question is there', () => {
    const bench = new Bench();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.feed({ type: 'keep', message: answer('b') });
    expect(bench.state.kept.map(({ id }) => id)).toEqual(['b']);
  });

  it('is not said again after a welcome when another tab has taken care of it', () => {
    const bench = new Bench([answer('a'), answer('b', 'where')]);
    bench.feed({ type: 'start' });
    bench.feed({ type: 'opened' });
    expect(bench.feed({ type: 'let_go', ids: ['a'] })).toEqual([]);
    expect(bench.hear(welcome)).toEqual([{ do: 'send', message: answer('b', 'where') }]);
  });

  it('is let go when it is refused', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.refuse('question_closed', { id: 'a' });
    expect(bench.state.kept).toEqual([]);
  });

  it('is said again later when the server could not keep it just now', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.refuse('not_kept', { id: 'a', retry_after_s: 3 });
    expect(wakeAt(bench.state)).toBe(bench.now + 3_000);
    expect(bench.sleep()).toEqual([{ do: 'send', message: answer('a') }]);
  });

  it('is said again later when it was too much at once, also where that is said without an id', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.refuse('too_many_requests', { retry_after_s: 1 });
    expect(wakeAt(bench.state)).toBe(bench.now + 1_000);
    expect(bench.sleep()).toEqual([{ do: 'send', message: answer('a') }]);
  });

  it('is not said again for a refusal without an id that is about something else', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.refuse('bad_message', {});
    expect(bench.state.resendAt).toBeNull();
    expect(bench.state.kept).toEqual([answer('a')]);
  });
});

describe('an answer whose ack does not come', () => {
  it('makes the machine doubt the line after 4 s, and give it up 4 s later', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    const said = bench.now;
    expect(bench.sleep()).toEqual([{ do: 'ping' }]);
    expect(bench.now - said).toBe(times.ack);
    expect(bench.sleep()).toEqual([{ do: 'drop' }]);
    expect(bench.now - said).toBe(times.ack + times.pongWhenLookedAt);
    expect(bench.now - said).toBeLessThanOrEqual(8_000);
  });

  it('is waited for on a line that answers', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.sleep();
    bench.hear(pong);
    const heard = bench.now;
    expect(bench.sleep()).toEqual([{ do: 'ping' }]);
    expect(bench.now - heard).toBe(times.quiet);
  });

  it('doubts nothing once it has come, nor while the server has put it off', () => {
    const bench = new Bench().live();
    bench.feed({ type: 'keep', message: answer('a') });
    bench.hear({ type: 'ack', id: 'a' });
    expect(bench.state.ackBy).toBeNull();
    bench.feed({ type: 'keep', message: answer('b') });
    bench.refuse('not_kept', { id: 'b', retry_after_s: 9 });
    expect(bench.state.ackBy).toBeNull();
    expect(bench.sleep()).toEqual([{ do: 'send', message: answer('b') }]);
    expect(bench.state.ackBy).toBe(bench.now + times.ack);
  });

  it('is doubted from the moment a new line has said it again', () => {
    const bench = new Bench([answer('a')]).live();
    expect(bench.sleep()).toEqual([{ do: 'ping' }]);
  });
});

describe('what is asked once', () => {
  const ask = (bench: Bench, id: string) => bench.feed({ type: 'asked', id });

  it('makes the machine doubt a line that does not answer, as an answer does', () => {
    const bench = new Bench().live();
    ask(bench, 'a');
    const said = bench.now;
    expect(bench.sleep()).toEqual([{ do: 'ping' }]);
    expect(bench.now - said).toBe(times.ack);
    expect(bench.sleep()).toEqual([{ do: 'drop' }]);
    expect(bench.now - said).toBe(times.ack + times.pongWhenLookedAt);
  });

  const answers: [string, ServerMessage][] = [
    ['an ack', { type: 'ack', id: 'a' }],
    ['a refusal', { type: 'refusal', id: 'a', code: 'not_allowed', message: 'No.', allowed: '' }],
    ['the records', { type: 'mine', id: 'a', records: [], pad: '' }],
  ];
  it.each(answers)('costs no ping once it is answered by %s', (_, message) => {
    const bench = new Bench().live();
    ask(bench, 'a');
    bench.hear(message);
    expect(wakeAt(bench.state)).toBe(bench.now + times.quiet);
  });

  it('is doubted for as long as one of several has no answer, of either sort', () => {
    const bench = new Bench().live();
    ask(bench, 'a');
    ask(bench, 'b');
    bench.feed({ type: 'keep', message: answer('c') });
    bench.hear({ type: 'ack', id: 'c' });
    bench.hear({ type: 'ack', id: 'b' });
    expect(does(bench.sleep())).toEqual(['ping']);
    expect(bench.now).toBe(1_000 + times.ack);
  });

  it('is answered by nothing that is said to everybody, save that a snapshot answers a resync', () => {
    const bench = new Bench().live();
    ask(bench, 'a');
    ask(bench, resync);
    bench.hear(snapshot);
    expect(bench.state.asked).toEqual(['a']);
    bench.hear({ type: 'presence', present: 10 });
    expect(does(bench.sleep())).toEqual(['ping']);
  });

  it('is not waited for on another line', () => {
    const bench = new Bench().live();
    ask(bench, 'a');
    bench.feed({ type: 'closed', code: 1006 });
    bench.sleep();
    bench.feed({ type: 'opened' });
    bench.hear(welcome);
    expect(wakeAt(bench.state)).toBe(bench.now + times.quiet);
  });
});
