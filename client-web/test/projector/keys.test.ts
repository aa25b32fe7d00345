import { describe, expect, it } from 'vitest';
import { projectorAction } from '../../src/projector/keys';
import type { KeyPress } from '../../src/staff/shortcuts';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  target: document.body,
  ...more,
});

describe('the projector’s keys', () => {
  it.each([
    ['q', 'qr'],
    ['Q', 'qr'],
    ['f', 'full_screen'],
    ['n', 'tables'],
    ['t', 'theme'],
    ['b', 'dark'],
    ['B', 'dark'],
    ['.', 'dark'],
    ['Escape', 'back'],
    ['?', 'help'],
    ['ArrowRight', 'next_card'],
    ['ArrowLeft', 'previous_card'],
    ['ArrowDown', 'next_page'],
    ['ArrowUp', 'previous_page'],
  ])('%s means %s', (key, action) => {
    expect(projectorAction(press(key))).toBe(action);
  });

  it.each(['PageDown', 'PageUp', ' ', 'o', 'r'])('knows %s for a key of the desk', (key) => {
    expect(projectorAction(press(key))).toBe('of_the_desk');
  });

  it('leave a dialog alone, which closes by Escape itself', () => {
    const dialog = document.createElement('dialog');
    expect(projectorAction(press('Escape', { target: dialog }))).toBeNull();
    expect(projectorAction(press('?', { target: dialog }))).toBe('help');
  });

  it('leaves the browser its own', () => {
    expect(projectorAction(press('f', { ctrlKey: true }))).toBeNull();
    expect(projectorAction(press('q', { metaKey: true }))).toBeNull();
    expect(projectorAction(press('t', { altKey: true }))).toBeNull();
    expect(projectorAction(press('F5'))).toBeNull();
  });

  it('counts a key that is held down once', () => {
    expect(projectorAction(press('q', { repeat: true }))).toBeNull();
  });

  it('is off while somebody types', () => {
    const field = document.createElement('input');
    expect(projectorAction(press('q', { target: field }))).toBeNull();
  });
});
