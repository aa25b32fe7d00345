import { act, render, screen } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import { App } from '../../src/participant/app';
import { browserStorages } from '../../src/participant/storages';
import { FakeSocket } from './fake-socket';
import {
  code,
  comeBack,
  expectAccessible,
  join,
  lobby,
  openAt,
  press,
  reload,
  say,
  secret,
  see,
  seeNo,
  settle,
  setUp,
  wait,
  welcome,
  write,
} from './page-bench';
import { snapshotOf, text } from './slides';

setUp();

describe('typing a code', () => {
  it('takes it with hyphen and in lower case, and joins', async () => {
    await openAt('/');
    await write('Room code', 'k7mp-x4qa');
    await press('Join');
    await act(() => FakeSocket.last.open());
    expect(window.location.pathname).toBe(`/j/${code}`);
    expect(FakeSocket.last.subprotocol).toBe('candour.v1');
    expect(FakeSocket.last.heard('hello')).toEqual({
      type: 'hello',
      version: 1,
      role: 'participant',
      code,
    });
  });

  it('says which characters no code has', async () => {
    await openAt('/');
    await write('Room code', 'K7MPX4Q0');
    await press('Join');
    await act(() => vi.dynamicImportSettled());
    await settle();
    see(/No code has “0” in it/);
    expect(FakeSocket.all).toHaveLength(0);
  });

  it.each([
    ['Cyrillic letters', 'К7МР-Х4QА'],
    ['a sentence', 'Code: k7mp x4qa'],
  ])('takes %s, after a second look', async (_, typed) => {
    await openAt('/');
    await write('Room code', typed);
    await press('Join');
    await act(() => vi.dynamicImportSettled());
    await settle();
    expect(window.location.pathname).toBe(`/j/${code}`);
  });

  it('a facilitator’s pasted link goes to the desk', async () => {
    const goTo = vi.fn();
    history.replaceState(null, '', '/');
    render(<App storages={browserStorages()} goTo={goTo} />);
    const key = secret.repeat(2).slice(0, 43);
    await write('Room code', `https://poll.example/f/${code}#${key}`);
    expect(goTo).toHaveBeenCalledWith(`/f/${code}#${key}`);
    expect(window.location.pathname).toBe('/');
    expect(JSON.stringify({ ...sessionStorage })).not.toContain(secret);
  });

  it('comes back with the server’s sentence when no room has the code', async () => {
    await openAt('/j/22222222');
    await act(() => FakeSocket.last.open());
    await say({ type: 'refusal', code: 'room_not_found', message: 'There is none.', allowed: '' });
    see(/There is none\. Check it against/);
    expect(screen.getByLabelText<HTMLInputElement>('Room code').value).toBe('2222-2222');
    expect(window.location.pathname).toBe('/');
  });

  it('is accessible', async () => {
    await openAt('/');
    await expectAccessible();
  });
});

describe('joining by link', () => {
  it('takes the secret out of the address bar and says it in hello, also after a reload', async () => {
    await join(lobby);
    expect(window.location.href).not.toContain(secret);
    expect(FakeSocket.last.heard('hello')).toMatchObject({ secret });
    see('You are in');
    await reload();
    expect(FakeSocket.last.heard('hello')).toMatchObject({ secret, ticket: 't'.repeat(43) });
  });

  it('says hello again without a ticket that is not of this room', async () => {
    localStorage.setItem(`candour:${code}`, JSON.stringify({ ticket: 'old' }));
    await openAt(`/j/${code}`);
    await act(() => FakeSocket.last.open());
    expect(FakeSocket.last.heard('hello')).toMatchObject({ ticket: 'old' });
    await say({ type: 'refusal', code: 'bad_ticket', message: 'No.', allowed: '' });
    expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
  });

  it('says why when the room is full, and that it tries again', async () => {
    await openAt(`/j/${code}`);
    await act(() => FakeSocket.last.open());
    await say({
      type: 'refusal',
      code: 'room_full',
      message: 'This room is full.',
      allowed: '',
      retry_after_s: 30,
    });
    see('This room is full.');
    see('This page tries again by itself.');
  });
});

describe('on a network that lets no live connection through', () => {
  it('says so, and what to try, once it has tried a few times', async () => {
    await openAt(`/j/${code}`);
    for (let i = 0; i < 3; ++i) {
      seeNo(/may not let live connections through/);
      await act(() => FakeSocket.last.breakOff());
      await wait(4_000); // longer than the first pauses, shorter than a try may take
    }
    see(/may not let live connections through: try mobile data, or another network/);
    see(/This page tries again by itself/);
    seeNo(/The line is down/);
  });
});

describe('coming back to a server that cannot read what it has kept', () => {
  const unread = {
    type: 'refusal',
    code: 'not_kept',
    message: 'The server cannot read what it has kept.',
    allowed: '',
    retry_after_s: 4,
  } as const;
  const written = () => screen.getByLabelText<HTMLTextAreaElement>('Answer 1 of up to 2').value;

  it('says so in the server’s words, and loses nothing of what was typed', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await comeBack();
    await say(unread);
    see(
      'The server cannot read what it has kept. What you write is kept on this phone until you are back in.',
    );
    seeNo(/The line is down/);
    await write('Answer 1 of up to 2', 'Half a thought');
    await press('Send');
    see('Saved on this phone, waiting for the server');
    await wait(4_000);
    await say(welcome, snapshotOf(text));
    expect(FakeSocket.last.heard('submit').response).toMatchObject({ texts: ['Half a thought'] });
    seeNo(/cannot read what it has kept/);
  });

  it('and keeps the half-written answer in its form', async () => {
    await join(snapshotOf(text));
    await write('Answer 1 of up to 2', 'Half a th');
    await comeBack();
    await say(unread);
    expect(written()).toBe('Half a th');
    await wait(4_000);
    await say(welcome, snapshotOf(text));
    expect(written()).toBe('Half a th');
  });

  it('says that the line is down when the server is gone again', async () => {
    await join(snapshotOf(text));
    await comeBack();
    await say(unread);
    await wait(4_000);
    await act(() => FakeSocket.last.breakOff());
    see(/The line is down/);
    seeNo(/cannot read what it has kept/);
  });
});
