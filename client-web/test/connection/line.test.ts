import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { ServerMessage } from '@protocol/messages';
import { connect } from '../../src/connection/connection';
import { FakeSocket } from '../participant/fake-socket';

const welcome: ServerMessage = {
  type: 'welcome',
  version: 1,
  role: 'projector',
  room: { code: 'ABCDEFGH', title: 'A room', language: 'en' },
  links: { join: '/j/ABCDEFGH', projector: null },
};
const unread: ServerMessage = {
  type: 'refusal',
  code: 'not_kept',
  message: 'The server cannot read what it has kept.',
  allowed: '',
  retry_after_s: 4,
};
let lines: string[];
let leave: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
  lines = [];
  const connection = connect({
    hello: () => ({
      type: 'hello',
      version: 1,
      role: 'projector',
      code: 'ABCDEFGH',
      capability: 'x',
    }),
    onMessage: () => undefined,
    onLine: (line) => lines.push('never' in line ? 'never' : line.name),
  });
  leave = connection.leave;
});
afterEach(() => {
  leave();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const comeBack = () => {
  FakeSocket.last.breakOff();
  vi.advanceTimersByTime(1_000);
  FakeSocket.last.open();
};

it('says of a server that is there and does not let us in that we are put off, not that the line is down', () => {
  FakeSocket.last.open();
  FakeSocket.last.say(welcome);
  comeBack();
  FakeSocket.last.say(unread);
  expect(lines).toEqual(['live', 'broken', 'put_off']);
  vi.advanceTimersByTime(4_000);
  expect(FakeSocket.last.sent.filter(({ type }) => type === 'hello')).toHaveLength(2);
  FakeSocket.last.say(welcome);
  expect(lines).toEqual(['live', 'broken', 'put_off', 'live']);
});

it('says that the line is down once the server that put us off is gone', () => {
  FakeSocket.last.open();
  FakeSocket.last.say(unread);
  vi.advanceTimersByTime(4_000);
  FakeSocket.last.breakOff();
  expect(lines).toEqual(['put_off', 'broken']);
});

/** As behind a proxy that lets no WebSocket through: the try ends before anything was opened. */
const refuseTheLine = () => {
  FakeSocket.last.breakOff();
  vi.advanceTimersByTime(4_000); // longer than the first pauses, shorter than a try may take
};

it('says after three tries that came to nothing that no line may be let through, and goes on trying', () => {
  refuseTheLine();
  refuseTheLine();
  expect(lines).toEqual(['broken']);
  const tries = FakeSocket.all.length;
  refuseTheLine();
  expect(lines).toEqual(['broken', 'never']);
  expect(FakeSocket.all.length).toBeGreaterThan(tries);
  FakeSocket.last.open();
  FakeSocket.last.say(welcome);
  expect(lines).toEqual(['broken', 'never', 'live']);
});

it('says it of no line that has been live once', () => {
  FakeSocket.last.open();
  FakeSocket.last.say(welcome);
  for (let i = 0; i < 5; ++i) refuseTheLine();
  expect(lines).toEqual(['live', 'broken']);
});
