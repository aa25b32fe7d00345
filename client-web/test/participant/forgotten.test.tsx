/** A browser that forgets its person does so in all its tabs: awake, asleep, and where it keeps nothing. */
import { act, screen } from '@testing-library/preact';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContentSlide } from '@protocol/messages';
import { keepingFor } from '../../src/participant/keeping';
import { tellForgotten } from '../../src/participant/other-tabs';
import { browserStorages } from '../../src/participant/storages';
import { FakeSocket } from './fake-socket';
import {
  ack,
  code,
  comeBack,
  join,
  lobby,
  openAt,
  pick,
  press,
  reload,
  say,
  secret,
  see,
  seeNo,
  setUp,
  settle,
  wait,
  welcome,
} from './page-bench';
import { choice, snapshotOf, text } from './slides';

setUp();

/** What another object of the same name posts comes in at once. */
class Channel {
  static all: Channel[] = [];
  onmessage?: (event: { data: unknown }) => void;
  constructor(readonly name: string) {
    Channel.all.push(this);
  }
  postMessage(data: unknown) {
    Channel.all
      .filter((other) => other !== this && other.name === this.name)
      .forEach((other) => other.onmessage?.({ data }));
  }
  close() {
    Channel.all = Channel.all.filter((other) => other !== this);
  }
}
const blocked = () => {
  throw new DOMException('The operation is insecure.', 'SecurityError');
};

beforeEach(() => {
  Channel.all = [];
  vi.stubGlobal('BroadcastChannel', Channel);
});

const ticketOf = (letter: string) => letter.repeat(43);
const welcomeOf = (letter: string) => ({ ...welcome, ticket: ticketOf(letter) });
const kept = () => keepingFor(code, browserStorages());
/** What the page does there; `tells`: this tab is awake, and hears of it. */
async function forgetElsewhere(tells = true) {
  kept().forgetPerson(kept().ticket());
  if (tells) await act(() => tellForgotten(code));
  await settle();
}
/** The next person, in the tab that forgot the one before. */
function nextPerson() {
  kept().setTicket(ticketOf('n'));
  kept().setDraft('more#1', { kind: 'free_text', texts: ['Of the next person.'] });
}
async function answered() {
  await join(snapshotOf(choice));
  await pick('On a ward');
  await press('Send');
  await ack();
  see('Your answer counts');
}
const submits = () =>
  FakeSocket.all.flatMap(({ sent }) => sent).filter(({ type }) => type === 'submit');
const hide = (hidden: boolean) => {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
  return act(() => void document.dispatchEvent(new Event('visibilitychange')));
};
const wakeUp = () => act(() => void window.dispatchEvent(new Event('pageshow')));

const agreement: ContentSlide = {
  ...{ kind: 'content', id: 'agreement', title: 'What we agree on', markdown: 'We listen.' },
  warning: 'This is about loss.',
};

describe('a second tab', () => {
  it('forgets too, and comes in as the new person', async () => {
    await answered();
    const before = FakeSocket.last;
    await forgetElsewhere();
    seeNo('Your answer counts');
    expect(before.readyState).toBe(FakeSocket.CLOSED);
    expect(FakeSocket.last).not.toBe(before);
    await act(() => FakeSocket.last.open());
    expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
    expect(FakeSocket.last.heard('hello')).toHaveProperty('secret', secret);
    await say(welcomeOf('n'), snapshotOf(choice));
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('On a ward').checked).toBe(false);
  });

  it('is told by the page that forgets', async () => {
    await join(lobby);
    const told: unknown[] = [];
    new Channel(`candour:${code}`).onmessage = ({ data }) => told.push(data);
    await press('I am somebody else');
    await press('Forget me');
    expect(told).toEqual([null]);
  });

  it('never sends what waits in it under another ticket', async () => {
    await join(snapshotOf(choice));
    await act(() => FakeSocket.last.breakOff());
    await pick('On a ward');
    await press('Send');
    see('Saved on this phone, waiting for the line');
    await forgetElsewhere();
    await act(() => FakeSocket.last.open());
    await say(welcomeOf('n'), snapshotOf(choice));
    await wait(10_000);
    expect(submits()).toEqual([]);
    expect(screen.getByLabelText<HTMLInputElement>('On a ward').checked).toBe(false);
  });

  it('does not take away what the next person has begun', async () => {
    await answered();
    await forgetElsewhere(false);
    nextPerson();
    await act(() => tellForgotten(code));
    await settle();
    expect(kept().ticket()).toBe(ticketOf('n'));
    expect(kept().draft('more#1')).toBeDefined();
  });

  it('in which nobody looks waits with coming in, so that one person is not counted as two', async () => {
    await answered();
    await hide(true);
    try {
      const sockets = FakeSocket.all.length;
      await forgetElsewhere();
      expect(document.body.textContent).not.toContain('On a ward');
      expect(FakeSocket.all).toHaveLength(sockets);
      await hide(false);
      await settle();
      expect(FakeSocket.all).toHaveLength(sockets + 1);
    } finally {
      await hide(false);
    }
  });

  it('that comes in at the same moment takes the ticket that was first', async () => {
    await openAt(`/j/${code}`);
    await act(() => FakeSocket.last.open());
    expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
    kept().setTicket(ticketOf('a'));
    await say(welcomeOf('b'));
    await settle();
    await act(() => FakeSocket.last.open());
    expect(FakeSocket.last.heard('hello')).toHaveProperty('ticket', ticketOf('a'));
    expect(kept().ticket()).toBe(ticketOf('a'));
  });
});

describe('a tab that was asleep meanwhile', () => {
  it('shows nothing of the one before when it is looked at, also without a line', async () => {
    await answered();
    await forgetElsewhere(false);
    see('Your answer counts');
    await wakeUp();
    await settle();
    seeNo('Your answer counts');
  });

  it('nor when its line comes back under the ticket of the next person', async () => {
    await answered();
    await forgetElsewhere(false);
    nextPerson();
    await comeBack();
    expect(FakeSocket.last.heard('hello')).toHaveProperty('ticket', ticketOf('n'));
    await say(welcomeOf('n'), snapshotOf(choice));
    await settle();
    seeNo('Your answer counts');
    await act(() => FakeSocket.last.open());
    await say(welcomeOf('n'), snapshotOf(choice));
    expect(screen.queryByRole('button', { name: 'Take it back' })).toBeNull();
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
    expect(kept().draft('more#1')).toBeDefined();
  });

  it('nor sends then what waited in it', async () => {
    await join(snapshotOf(choice));
    await pick('On a ward');
    await press('Send');
    await act(() => FakeSocket.last.breakOff());
    const count = submits().length;
    await forgetElsewhere(false);
    nextPerson();
    await wait(1_000);
    await act(() => FakeSocket.last.open());
    await say(welcomeOf('n'));
    await settle();
    await act(() => FakeSocket.last.open());
    await say(welcomeOf('n'), snapshotOf(choice));
    expect(submits()).toHaveLength(count);
  });

  it('or closed, and is opened again, asks the next person before it shows what has a warning', async () => {
    await join({ ...lobby, slide: agreement });
    await press('Show it');
    // The tab that forgets cannot reach what another one has to itself.
    const ofThisTab = { ...sessionStorage } as Record<string, string>;
    await forgetElsewhere(false);
    Object.entries(ofThisTab).forEach(([name, value]) => sessionStorage.setItem(name, value));
    nextPerson();
    await reload();
    await say(welcomeOf('n'), { ...lobby, slide: agreement });
    see('This is about loss.');
    expect(sessionStorage.getItem(`candour:${code}:seen`)).toBeNull();
  });

  it('and is looked at while nothing was forgotten goes on as it was', async () => {
    await answered();
    const sockets = FakeSocket.all.length;
    await wakeUp();
    await settle();
    see('Your answer counts');
    expect(FakeSocket.all).toHaveLength(sockets);
  });
});

describe('a browser that blocks cookies', () => {
  it('and channels still tells its tabs by the storage that it has', async () => {
    vi.stubGlobal('BroadcastChannel', blocked);
    await answered();
    await forgetElsewhere();
    const event = { key: `candour:${code}`, oldValue: '{}', newValue: null };
    await act(() => void window.dispatchEvent(new StorageEvent('storage', event)));
    await settle();
    seeNo('Your answer counts');
  });

  it('and channels, and storage: the page works, says to close other tabs, and forgets', async () => {
    vi.stubGlobal('BroadcastChannel', blocked);
    const storages = ['localStorage', 'sessionStorage'] as const;
    const had = storages.map((name) => Object.getOwnPropertyDescriptor(window, name));
    storages.forEach((name) =>
      Object.defineProperty(window, name, { get: blocked, configurable: true }),
    );
    try {
      await answered();
      await say(lobby);
      await press('I am somebody else');
      see('If this browser keeps nothing, close the other tabs too.');
      await press('Forget me');
      await settle();
      await act(() => FakeSocket.last.open());
      expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
      await say(welcomeOf('n'), snapshotOf(choice));
      seeNo('Your answer counts');
    } finally {
      storages.forEach((name, i) => {
        const property = had[i];
        if (property) Object.defineProperty(window, name, property);
      });
    }
  });

  it('and storage alone tells its tabs by the channel', async () => {
    const had = Object.getOwnPropertyDescriptor(window, 'localStorage');
    Object.defineProperty(window, 'localStorage', { get: blocked, configurable: true });
    try {
      await answered();
      await act(() => tellForgotten(code));
      await settle();
      seeNo('Your answer counts');
      await act(() => FakeSocket.last.open());
      expect(FakeSocket.last.heard('hello')).not.toHaveProperty('ticket');
    } finally {
      if (had) Object.defineProperty(window, 'localStorage', had);
    }
  });
});

describe('what the server does not hold', () => {
  it('is not said to have been taken back', async () => {
    await answered();
    await press('Take it back');
    const { id } = FakeSocket.last.heard('withdraw');
    const no = {
      type: 'refusal',
      code: 'nothing_to_withdraw',
      message: 'No.',
      allowed: '',
    } as const;
    await say({ ...no, id });
    see('The server holds no answer from this phone, so there is nothing to take back.');
    seeNo(/You took your answer back/);
    expect(screen.getByRole('button', { name: 'Send' })).toBeTruthy();
  });
});

it('a page that has a draft in it does not carry it over to the next person', async () => {
  await join(snapshotOf(text));
  await act(() => undefined);
  kept().setDraft('more#1', { kind: 'free_text', texts: ['Mine.'] });
  await forgetElsewhere();
  await act(() => FakeSocket.last.open());
  await say(welcomeOf('n'), snapshotOf(text));
  expect(screen.getByLabelText<HTMLTextAreaElement>('Answer 1 of up to 2').value).toBe('');
});
