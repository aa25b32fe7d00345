/** The participant's page on a bench: a socket that the test holds, a clock that it turns, and a person's hands. */
import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import axe from 'axe-core';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { ServerMessage, Snapshot } from '@protocol/messages';
import { App } from '../../src/participant/app';
import { browserStorages } from '../../src/participant/storages';
import { FakeSocket } from './fake-socket';
import { choice, snapshotOf } from './slides';

export const code = 'K7MPX4QA';
export const secret = 'abcdefghijklmnopqrstu_';
export const welcome: ServerMessage = {
  type: 'welcome',
  version: 1,
  role: 'participant',
  room: { code, title: 'Listening to the ward', language: 'en' },
  ticket: 't'.repeat(43),
};
export const lobby: Snapshot = {
  ...snapshotOf(choice),
  slide: null,
  position: null,
  question: null,
};

/** Before and after each test of a file. */
export function setUp() {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', FakeSocket);
    vi.stubGlobal('scrollTo', () => undefined);
    HTMLDialogElement.prototype.showModal = function () {
      this.open = true;
    };
    FakeSocket.all = [];
    localStorage.clear();
    sessionStorage.clear();
  });
  afterEach(() => {
    cleanup();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

/** And what the page fetches because of it has come. */
export async function say(...messages: ServerMessage[]) {
  await act(() => messages.forEach((message) => FakeSocket.last.say(message)));
  await act(() => vi.dynamicImportSettled());
  await act(() => Promise.resolve());
}
export const wait = (ms: number) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
export const settle = () => wait(0);

export async function openAt(path: string) {
  history.replaceState(null, '', path);
  render(<App storages={browserStorages()} />);
  await settle();
}
export async function join(...messages: ServerMessage[]) {
  await openAt(`/j/${code}#${secret}`);
  await act(() => FakeSocket.last.open());
  await say(welcome, ...messages);
}
export async function reload() {
  cleanup();
  render(<App storages={browserStorages()} />);
  await settle();
  await act(() => FakeSocket.last.open());
}
/** The line breaks, and a new one opens soon. */
export async function comeBack() {
  await act(() => FakeSocket.last.breakOff());
  await wait(1_000);
  await act(() => FakeSocket.last.open());
}
export const click = (element: Element | undefined) =>
  act(() => {
    if (!element) throw new Error('There is nothing to press.');
    fireEvent.click(element);
  });
export const type = (element: Element, value: string) =>
  act(() => {
    fireEvent.input(element, { target: { value } });
  });
export const press = (name: string) => click(screen.getByRole('button', { name }));
/** A panel is fetched when it is asked for. */
export const openPanel = async (name: string) => {
  await press(name);
  await act(() => vi.dynamicImportSettled());
  await settle();
};
export const pick = (label: string) => click(screen.getByLabelText(label));
export const write = (label: string, value: string) => type(screen.getByLabelText(label), value);
export const ack = () => say({ type: 'ack', id: FakeSocket.last.heard('submit').id });
export const see = (sentence: string | RegExp) => expect(screen.getByText(sentence)).toBeTruthy();
export const seeNo = (sentence: string | RegExp) => expect(screen.queryByText(sentence)).toBeNull();

export async function expectAccessible() {
  vi.useRealTimers();
  // jsdom has no layout, so colours are measured in contrast.test.ts instead.
  const result = await axe.run(document.body, { rules: { 'color-contrast': { enabled: false } } });
  expect(result.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
}
