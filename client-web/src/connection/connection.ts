/** The shell around the machine: the one place where there is a socket, a clock and a timer. */
import type {
  Ack,
  ClientMessage,
  Control,
  Hello,
  Mine,
  MineRequest,
  Refusal,
  ServerMessage,
  Texts,
  TextsRequest,
} from '@protocol/messages';
import { newId } from '../shared/ids';
import type { EndReason } from './close-codes';
import { frameText } from './frame-text';
import { readFrame } from './frames';
import {
  initial,
  resync,
  step,
  wakeAt,
  type Effect,
  type Input,
  type Kept,
  type State,
} from './machine';

export type Line =
  | { name: 'connecting' } // for the first time
  | { name: 'live' }
  | { name: 'broken'; never?: true } // we are coming back; `never`: it has not been live yet, in several tries
  | { name: 'put_off' } // the server is there and has said why it does not let us in yet; we say hello again
  | { name: 'ended'; reason: EndReason };

/** What is asked once and not said again when the line breaks: after a minute it might not be meant any more. */
type WithoutId<M> = M extends unknown ? Omit<M, 'id'> : never;
export type Question = WithoutId<Control | MineRequest | TextsRequest>;
export type Reply = Ack | Refusal | Mine | Texts | { type: 'lost' };

export interface Options {
  /** Called at each hello, as the ticket may have come or gone meanwhile. */
  hello: () => Hello;
  onMessage: (message: ServerMessage) => void;
  onLine: (line: Line) => void;
  /** Somebody looks at the page again; it may have been asleep for long. */
  onSeen?: () => void;
  /** This one is not said any more: it was acked, refused, replaced, or let go. */
  onGone?: (id: string) => void;
  /** Whether this one is still to be said, or another tab of the phone has taken care of it. */
  isKept?: (id: string) => boolean;
  onForget?: (what: 'ticket' | 'secret') => void;
  kept?: readonly Kept[];
  url?: string;
}

export interface Connection {
  /** An answer: it is said until the server has acked or refused it. */
  keep: (message: Kept) => void;
  ask: (question: Question) => Promise<Reply>;
  resync: () => void;
  /** Somebody looks at the page: a line that died silently is found soon, one that is down is tried at once. */
  look: () => void;
  /** Comes back at once, even after an end. */
  retry: () => void;
  leave: () => void;
}

const subprotocol = 'candour.v1';

/** The page itself came from this server a moment ago: when no line holds so often, something between them lets none through. */
const triesUntilDoubt = 3;

export function connect(options: Options): Connection {
  let state: State = initial(options.kept);
  let socket: WebSocket | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasLive = false;
  let line: Line = { name: 'connecting' };
  const asked = new Map<string, (reply: Reply) => void>();

  const say = (message: ClientMessage) => {
    if (socket?.readyState === WebSocket.OPEN) socket.send(frameText(message));
  };

  function feed(input: Input) {
    const before = state.kept;
    const next = step(state, input, performance.now(), Math.random);
    state = next.state;
    next.effects.forEach(perform);
    before.forEach((message) => {
      if (!state.kept.includes(message)) options.onGone?.(message.id);
    });
    tellLine();
    clearTimeout(timer);
    const due = wakeAt(state);
    if (due !== null) timer = setTimeout(wake, Math.max(0, due - performance.now()));
  }

  function wake() {
    letGoElsewhere();
    feed({ type: 'tick' });
  }

  /**
   * Before anything is said again. A tab that slept may hold an answer that its person has changed in another one
   * since; the server takes the last that arrives, so it would take back the newer.
   */
  function letGoElsewhere() {
    const ids = state.kept.map(({ id }) => id).filter((id) => !(options.isKept?.(id) ?? true));
    if (ids.length > 0) feed({ type: 'let_go', ids });
  }

  function perform(effect: Effect) {
    switch (effect.do) {
      case 'open':
        return open();
      case 'hello':
        return say(options.hello());
      case 'ping':
        return say({ type: 'ping' });
      case 'send':
        return say(effect.message);
      case 'drop':
        return drop();
      case 'forget_ticket':
        return options.onForget?.('ticket');
      case 'forget_secret':
        return options.onForget?.('secret');
    }
  }

  function open() {
    drop();
    const mine = new WebSocket(options.url ?? socketUrl(), subprotocol);
    socket = mine;
    // A socket that was dropped may still speak; only the present one is listened to.
    const ifCurrent = (input: () => Input) => () => {
      if (socket === mine) feed(input());
    };
    mine.onopen = ifCurrent(() => ({ type: 'opened' }));
    mine.onclose = (event) => {
      if (socket !== mine) return;
      socket = null;
      feed({ type: 'closed', code: event.code });
    };
    mine.onmessage = (event: MessageEvent<unknown>) => {
      if (socket !== mine) return;
      const message = readFrame(event.data);
      if (message === null) return;
      // First the state that a message brings (a ticket, say), then what the machine does because of it.
      options.onMessage(message);
      if (message.type === 'welcome') letGoElsewhere();
      feed({ type: 'message', message });
      if ('id' in message && message.id !== undefined) answer(message.id, message);
    };
  }

  function drop() {
    const old = socket;
    socket = null;
    old?.close(1000);
  }

  function answer(id: string, reply: Reply) {
    asked.get(id)?.(reply);
    asked.delete(id);
  }

  function tellLine() {
    const live = state.phase.name === 'live';
    wasLive ||= live;
    if (!live) {
      asked.forEach((tell) => tell({ type: 'lost' }));
      asked.clear();
    }
    const now = lineOf(state, wasLive);
    if (JSON.stringify(now) === JSON.stringify(line)) return;
    line = now;
    options.onLine(line);
  }

  const stopListening = listenToBrowser(feed, () => {
    options.onSeen?.();
    feed({ type: 'visible' });
  });
  feed({ type: 'start' });

  return {
    keep: (message) => feed({ type: 'keep', message }),
    ask: (question) =>
      new Promise((tell) => {
        if (state.phase.name !== 'live') return tell({ type: 'lost' });
        const id = newId();
        asked.set(id, tell);
        say({ ...question, id });
        feed({ type: 'asked', id });
      }),
    resync: () => {
      say({ type: 'resync' });
      feed({ type: 'asked', id: resync });
    },
    look: () => feed({ type: 'visible' }),
    retry: () => feed({ type: 'start' }),
    leave: () => {
      stopListening();
      feed({ type: 'leave' });
    },
  };
}

function lineOf(state: State, wasLive: boolean): Line {
  switch (state.phase.name) {
    case 'live':
      return { name: 'live' };
    case 'ended':
      return { name: 'ended', reason: state.phase.reason };
    case 'waiting':
    case 'opening':
    case 'greeting':
      if (state.putOff) return { name: 'put_off' };
      if (!wasLive && state.failures >= triesUntilDoubt) return { name: 'broken', never: true };
      return { name: wasLive || state.failures > 0 ? 'broken' : 'connecting' };
  }
}

function listenToBrowser(feed: (input: Input) => void, seen: () => void): () => void {
  const listeners: [EventTarget, string, () => void][] = [
    [window, 'online', () => feed({ type: 'online' })],
    [window, 'offline', () => feed({ type: 'offline' })],
    [
      document,
      'visibilitychange',
      () => {
        if (document.visibilityState === 'visible') seen();
      },
    ],
    // A page that comes out of the back-forward cache has lost its socket without being told.
    [window, 'pageshow', seen],
  ];
  listeners.forEach(([target, type, listener]) => target.addEventListener(type, listener));
  return () =>
    listeners.forEach(([target, type, listener]) => target.removeEventListener(type, listener));
}

function socketUrl(): string {
  const { protocol, host } = window.location;
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}/ws`;
}
