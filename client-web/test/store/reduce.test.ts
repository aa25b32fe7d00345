import { describe, expect, it } from 'vitest';
import type {
  ChoiceTally,
  Refusal,
  RefusalCode,
  ServerMessage,
  Snapshot,
  Submit,
  TallyUpdate,
} from '@protocol/messages';
import { reduce, type LocalMessage } from '../../src/store/reduce';
import { emptyView, ownKey, type View } from '../../src/store/view';

const tallyOf = (people: number): ChoiceTally => ({
  kind: 'choice',
  people,
  options: [people, 0],
});
const snapshot: Snapshot = {
  type: 'snapshot',
  revision: 7,
  phase: 'live',
  present: 15,
  joined: 14,
  locked: false,
  slide: {
    kind: 'choice',
    id: 'where',
    prompt: 'Where do you work?',
    options: [
      { id: 'ward', text: 'On a ward' },
      { id: 'office', text: 'In an office' },
    ],
    select: 'one',
    level: 'open',
    results: 'live',
  },
  position: { index: 0, count: 1 },
  question: {
    id: 'where',
    round: 2,
    phase: 'open',
    revealed: true,
    announcement: 0,
    joined: 14,
    joined_at_opening: 14,
    offers: 0,
    k: 1,
  },
  tally: tallyOf(1),
  withheld: null,
};
const tally = (more: Partial<TallyUpdate>): TallyUpdate => ({
  type: 'tally',
  revision: 7,
  question: 'where',
  round: 2,
  tally: tallyOf(5),
  withheld: null,
  ...more,
});
const submit: Submit = {
  type: 'submit',
  id: 'first',
  question: 'where',
  round: 2,
  announcement: 0,
  response: { kind: 'choice', picks: '10' },
};
const refusal = (code: RefusalCode, id?: string): Refusal => ({
  type: 'refusal',
  code,
  message: 'No.',
  allowed: '',
  ...(id !== undefined && { id }),
});
const key = ownKey('where', 2);
const after = (...messages: (ServerMessage | LocalMessage)[]): View =>
  messages.reduce(reduce, emptyView);

describe('tallies', () => {
  it('lays a tally of the same revision into the snapshot', () => {
    expect(after(snapshot, tally({})).snapshot?.tally).toEqual(tallyOf(5));
  });

  it('lays in what a facilitator alone is told', () => {
    expect(after(snapshot, tally({ progress: 'few' })).snapshot?.progress).toBe('few');
  });

  it('drops an older one', () => {
    const before = after(snapshot);
    expect(reduce(before, tally({ revision: 6 }))).toBe(before);
  });

  it('drops a newer one and knows that it is behind, until the next snapshot', () => {
    const behind = after(snapshot, tally({ revision: 8 }));
    expect(behind.stale).toBe(true);
    expect(behind.snapshot?.tally).toEqual(tallyOf(1));
    expect(reduce(behind, tally({ revision: 9 }))).toBe(behind);
    expect(reduce(behind, { ...snapshot, revision: 9 }).stale).toBe(false);
  });

  it('drops one of another question or round', () => {
    const before = after(snapshot);
    expect(reduce(before, tally({ question: 'mood' }))).toBe(before);
    expect(reduce(before, tally({ round: 1 }))).toBe(before);
  });

  it('drops one that comes before any snapshot', () => {
    expect(after(tally({}))).toBe(emptyView);
  });
});

describe('snapshots and presence', () => {
  it('takes a snapshot as the whole state, even an older one after a restart', () => {
    const restarted = { ...snapshot, revision: 2, tally: null };
    expect(after(snapshot, restarted).snapshot).toBe(restarted);
  });

  it('lays presence into the snapshot', () => {
    expect(after(snapshot, { type: 'presence', present: 40 }).snapshot?.present).toBe(40);
  });

  it('remembers that nothing can be kept until it can, or until the next welcome', () => {
    const fails: ServerMessage = { type: 'log', keeps: false };
    const welcome: ServerMessage = {
      type: 'welcome',
      version: 1,
      role: 'participant',
      room: { code: 'ABCDEFGH', title: 'A room', language: 'en' },
    };
    expect(after(snapshot, fails).keeps).toBe(false);
    expect(after(snapshot, fails, { type: 'log', keeps: true }).keeps).toBe(true);
    expect(after(snapshot, fails, welcome).keeps).toBe(true);
  });
});

describe('one’s own answer', () => {
  it('is sending, then counts', () => {
    const sending = after(snapshot, { type: 'kept', message: submit });
    expect(sending.own[key]?.state).toBe('sending');
    const counted = reduce(sending, { type: 'ack', id: 'first' });
    expect(counted.own[key]).toEqual({
      state: 'counts',
      response: submit.response,
      written: submit.response,
      company: { announcement: 0, joined: 14 },
      released: false,
    });
  });

  it('is not moved by somebody else’s ack', () => {
    const sending = after(snapshot, { type: 'kept', message: submit });
    expect(reduce(sending, { type: 'ack', id: 'other' })).toBe(sending);
  });

  it('keeps an earlier answer that counts when its change is refused', () => {
    const view = after(
      snapshot,
      { type: 'kept', message: submit },
      { type: 'ack', id: 'first' },
      { type: 'kept', message: { ...submit, id: 'second' } },
      refusal('response_released', 'second'),
    );
    expect(view.own[key]).toMatchObject({
      state: 'refused',
      before: { state: 'counts', released: true },
    });
  });

  it('is still sending when the server only puts it off, until it is taken', () => {
    const view = after(snapshot, { type: 'kept', message: submit }, refusal('not_kept', 'first'));
    expect(view.own[key]).toMatchObject({ state: 'sending', putOff: true, before: null });
    expect(reduce(view, { type: 'ack', id: 'first' }).own[key]).toEqual({
      state: 'counts',
      response: submit.response,
      written: submit.response,
      company: { announcement: 0, joined: 14 },
      released: false,
    });
  });

  it('is gone after a withdrawal', () => {
    const view = after(
      snapshot,
      { type: 'kept', message: submit },
      { type: 'ack', id: 'first' },
      { type: 'kept', message: { type: 'withdraw', id: 'back', question: 'where', round: 2 } },
      { type: 'ack', id: 'back' },
    );
    expect(view.own[key]).toEqual({ state: 'withdrawn' });
  });

  it('is gone after a withdrawal that is said again, because its ack was lost', () => {
    const withdraw: LocalMessage = {
      type: 'kept',
      message: { type: 'withdraw', id: 'back', question: 'where', round: 2 },
    };
    const told = refusal('nothing_to_withdraw', 'back');
    const counted = after(
      snapshot,
      { type: 'kept', message: submit },
      { type: 'ack', id: 'first' },
    );
    expect([withdraw, told].reduce(reduce, counted).own[key]).toEqual({
      state: 'withdrawn',
      none: true,
    });
    // After a reload the page does not know any more what counted before.
    expect(after(snapshot, withdraw, told).own[key]).toEqual({ state: 'withdrawn', none: true });
  });

  const record = {
    ...{ question: 'where', round: 2, announcement: 1, joined: 16 },
    ...{ response: submit.response, released: false, stored: '{}' },
  };

  it('comes back after a reload, from the server', () => {
    const view = after(snapshot, {
      type: 'mine',
      id: 'm',
      records: [{ ...record, released: true }],
      pad: '',
    });
    expect(view.own[key]).toEqual({
      state: 'counts',
      response: submit.response,
      company: { announcement: 1, joined: 16 },
      released: true,
    });
  });

  it('that is on its way is not overwritten by what the server held before', () => {
    const view = after(
      snapshot,
      { type: 'kept', message: { ...submit, response: { kind: 'choice', picks: '01' } } },
      {
        type: 'mine',
        id: 'm',
        records: [record],
        pad: '',
      },
    );
    expect(view.own[key]).toMatchObject({ state: 'sending', before: { state: 'counts' } });
  });

  it('that another tab has taken care of is not known any more, and not the newer one', () => {
    const sending = after(snapshot, { type: 'kept', message: submit });
    expect(reduce(sending, { type: 'let_go', id: 'first' }).own).toEqual({});
    const newer = reduce(sending, { type: 'kept', message: { ...submit, id: 'second' } });
    expect(reduce(newer, { type: 'let_go', id: 'first' })).toBe(newer);
    const ended = reduce(sending, { ...snapshot, phase: 'ended' });
    expect(reduce(ended, { type: 'let_go', id: 'first' })).toBe(ended);
  });

  it('is known to be shown or not once the server was asked after the close', () => {
    const question = { ...snapshot.question, phase: 'closed' as const };
    const closed = { ...snapshot, question } as Snapshot;
    const view = after(closed, { type: 'mine', id: 'm', records: [record], pad: '' });
    expect(view.own[key]).toMatchObject({ state: 'counts', released: false, settled: true });
  });

  it('whose number this page does not know any more is under none', () => {
    const older = { ...submit, announcement: 4 };
    const view = after(snapshot, { type: 'kept', message: older }, { type: 'ack', id: 'first' });
    expect(view.own[key]).toMatchObject({ company: { announcement: 4, joined: null } });
  });

  it('of an earlier round is none to this one', () => {
    const view = after(snapshot, { type: 'kept', message: { ...submit, round: 1 } });
    expect(view.own[key]).toBeUndefined();
  });
});

describe('refusals without an id', () => {
  it('before welcome turn us away, and a welcome takes us in again', () => {
    const away = after(refusal('room_full'));
    expect(away.turnedAway?.code).toBe('room_full');
    const welcome: ServerMessage = {
      type: 'welcome',
      version: 1,
      role: 'participant',
      room: { code: 'ABCDEFGH', title: 'A room', language: 'en' },
    };
    expect(reduce(away, welcome).turnedAway).toBeNull();
  });
});
