import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keepingFor, keptRooms } from '../../src/participant/keeping';
import { forgetOldRooms } from '../../src/participant/old-rooms';
import { browserStorages } from '../../src/participant/storages';

const storages = browserStorages();
const day = (date: string) => vi.setSystemTime(`${date}T23:30:00Z`);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  sessionStorage.clear();
});
afterEach(() => {
  vi.useRealTimers();
  document.body.replaceChildren();
});

describe('a room that was not used for a while', () => {
  it('is remembered for 7 days, by the day alone', () => {
    day('2026-11-22');
    keepingFor('ABCDEFGH', storages).setTicket('ticket');
    expect(localStorage.getItem('candour:ABCDEFGH')).toBe('{"ticket":"ticket","day":"2026-11-22"}');
    day('2026-11-29');
    forgetOldRooms(storages);
    expect(keepingFor('ABCDEFGH', storages).ticket()).toBe('ticket');
  });

  it('is forgotten after that, with all that was kept of it', () => {
    day('2026-11-22');
    const keeping = keepingFor('ABCDEFGH', storages);
    keeping.setTicket('ticket');
    keeping.markSent('mood#1');
    keeping.setSecret('secret');
    keeping.setWarned('story', 'sat out');
    day('2026-11-30');
    keepingFor('HGFEDCBA', storages).setTicket('of today');
    forgetOldRooms(storages);
    expect(keptRooms(storages)).toEqual(['HGFEDCBA']);
    expect(Object.keys(sessionStorage).join()).not.toContain('ABCDEFGH');
  });

  it('has its days begin anew with each use', () => {
    day('2026-11-22');
    const keeping = keepingFor('ABCDEFGH', storages);
    keeping.setTicket('ticket');
    day('2026-11-28');
    keeping.setTicket('ticket'); // a welcome
    day('2026-12-05');
    forgetOldRooms(storages);
    expect(keeping.ticket()).toBe('ticket');
  });

  it.each(['', ',"day":"2099-01-01"', ',"day":"Sunday"'])(
    'and was used on no day of the past (%s) has its days begin now',
    (wrong) => {
      localStorage.setItem('candour:ABCDEFGH', `{"ticket":"ticket"${wrong}}`);
      day('2026-11-22');
      forgetOldRooms(storages);
      expect(keepingFor('ABCDEFGH', storages).day()).toBe('2026-11-22');
      day('2026-11-30');
      forgetOldRooms(storages);
      expect(localStorage).toHaveLength(0);
    },
  );

  it('leaves alone what is not its own', () => {
    localStorage.setItem('candour', 'x');
    localStorage.setItem('other:ABCDEFGH', 'x');
    day('2026-11-22');
    forgetOldRooms(storages);
    expect(localStorage).toHaveLength(2);
  });

  it('is forgotten when the page starts', async () => {
    localStorage.setItem('candour:ABCDEFGH', '{"ticket":"ticket","day":"2026-11-22"}');
    day('2026-11-30');
    document.body.innerHTML = '<div id="app"></div>';
    await import('../../src/participant/main');
    expect(localStorage).toHaveLength(0);
  });
});
