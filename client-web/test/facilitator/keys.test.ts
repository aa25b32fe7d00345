import { describe, expect, it } from 'vitest';
import { facilitatorAction } from '../../src/facilitator/keys';
import type { KeyPress } from '../../src/staff/shortcuts';

const press = (key: string, target: Element = document.body): KeyPress => ({
  key,
  ctrlKey: false,
  altKey: false,
  metaKey: false,
  repeat: false,
  target,
});

describe('the facilitator’s keys', () => {
  it.each([
    ['ArrowRight', 'next'],
    ['PageDown', 'next'],
    [' ', 'next'],
    ['ArrowLeft', 'back'],
    ['PageUp', 'back'],
    ['o', 'open_or_close'],
    ['O', 'open_or_close'],
    ['r', 'reveal_or_conceal'],
    ['q', 'join'],
    ['b', 'dark'],
    ['.', 'dark'],
    ['n', 'tables'],
    ['?', 'help'],
  ])('%s means %s', (key, action) => {
    expect(facilitatorAction(press(key))).toBe(action);
  });

  it.each(['input', 'textarea', 'select'])('are off in a %s', (name) => {
    expect(facilitatorAction(press('ArrowRight', document.createElement(name)))).toBeNull();
    expect(facilitatorAction(press('r', document.createElement(name)))).toBeNull();
  });

  it('leave Space to the button that has the focus, but not a clicker’s key', () => {
    const button = document.createElement('button');
    expect(facilitatorAction(press(' ', button))).toBeNull();
    expect(facilitatorAction(press('PageDown', button))).toBe('next');
  });

  it('do not drive the room from inside a dialog', () => {
    const dialog = document.createElement('dialog');
    const button = document.createElement('button');
    dialog.append(button);
    expect(facilitatorAction(press('PageDown', button))).toBeNull();
    expect(facilitatorAction(press('o', button))).toBeNull();
    expect(facilitatorAction(press('?', button))).toBe('help');
  });
});
