import { beforeEach, describe, expect, it } from 'vitest';
import type { Submit } from '@protocol/messages';
import { keepingFor } from '../../src/participant/keeping';
import { browserStorages } from '../../src/participant/storages';

const message: Submit = {
  type: 'submit',
  id: 'a',
  question: 'mood',
  round: 1,
  announcement: 0,
  response: { kind: 'word_cloud', words: ['heard'] },
};

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
});

describe('what the phone keeps', () => {
  it('is there after a reload', () => {
    const before = keepingFor('ABCDEFGH', browserStorages());
    before.setTicket('ticket');
    before.keep(message);
    before.setDraft('mood#1', message.response);
    before.markSent('where#1');
    before.setWarned('story', 'sat out');
    const after = keepingFor('ABCDEFGH', browserStorages());
    expect(after.ticket()).toBe('ticket');
    expect(after.kept()).toEqual([message]);
    expect(after.draft('mood#1')).toEqual(message.response);
    expect(after.wasSent('where#1')).toBe(true);
    expect(after.warned('story')).toBe('sat out');
  });

  it('is of all tabs: one adds to it and takes from it what it knows', () => {
    const [one, other] = [browserStorages(), browserStorages()].map((storages) =>
      keepingFor('ABCDEFGH', storages),
    );
    const elsewhere: Submit = { ...message, id: 'b', question: 'where' };
    one?.keep(message);
    other?.keep(elsewhere);
    expect(one?.kept()).toEqual([message, elsewhere]);
    one?.letGo('a');
    expect(other?.kept()).toEqual([elsewhere]);
  });

  it('has one word on a question, the newest, whichever tab said it', () => {
    const [one, other] = [browserStorages(), browserStorages()].map((storages) =>
      keepingFor('ABCDEFGH', storages),
    );
    one?.keep(message);
    other?.keep({ ...message, id: 'b' });
    expect(one?.kept().map(({ id }) => id)).toEqual(['b']);
  });

  it('is apart for each room', () => {
    keepingFor('ABCDEFGH', browserStorages()).setTicket('ticket');
    expect(keepingFor('HGFEDCBA', browserStorages()).ticket()).toBeUndefined();
  });

  it('is gone without a trace when the room is forgotten', () => {
    const keeping = keepingFor('ABCDEFGH', browserStorages());
    keeping.setSecret('secret');
    keeping.setTicket('ticket');
    keeping.setDraft('mood#1', message.response);
    keeping.setWarned('story', 'shown');
    keeping.forget();
    keeping.letGo('a'); // what comes in late leaves nothing behind either
    expect(localStorage).toHaveLength(0);
    expect(sessionStorage).toHaveLength(0);
  });

  it('survives what somebody else wrote there', () => {
    localStorage.setItem('candour:ABCDEFGH', '{"ticket":');
    const keeping = keepingFor('ABCDEFGH', browserStorages());
    expect(keeping.ticket()).toBeUndefined();
    keeping.setTicket('ticket');
    expect(keeping.ticket()).toBe('ticket');
  });

  it('is in memory when the browser forbids storage', () => {
    const forbidden = {
      getItem: () => {
        throw new DOMException('no', 'SecurityError');
      },
    };
    const original = Object.getOwnPropertyDescriptor(window, 'localStorage');
    Object.defineProperty(window, 'localStorage', { value: forbidden, configurable: true });
    try {
      const keeping = keepingFor('ABCDEFGH', browserStorages());
      keeping.setTicket('ticket');
      expect(keeping.ticket()).toBe('ticket');
    } finally {
      if (original) Object.defineProperty(window, 'localStorage', original);
    }
  });
});
