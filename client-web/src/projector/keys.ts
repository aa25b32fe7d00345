import { shortcutKey, type KeyPress } from '../staff/shortcuts';

export type ProjectorAction =
  | 'qr'
  | 'full_screen'
  | 'tables'
  | 'theme'
  | 'dark'
  | 'help'
  | 'next_card'
  | 'previous_card'
  | 'next_page'
  | 'previous_page'
  | 'back'
  /** A key that leads the room, and does so on the desk alone. */
  | 'of_the_desk';

const actions: Readonly<Record<string, ProjectorAction>> = {
  q: 'qr',
  f: 'full_screen',
  n: 'tables',
  t: 'theme',
  b: 'dark',
  '.': 'dark',
  '?': 'help',
  ArrowRight: 'next_card',
  ArrowLeft: 'previous_card',
  ArrowDown: 'next_page',
  ArrowUp: 'previous_page',
  Escape: 'back',
  o: 'of_the_desk',
  r: 'of_the_desk',
  PageDown: 'of_the_desk',
  PageUp: 'of_the_desk',
  ' ': 'of_the_desk',
};

export function projectorAction(press: KeyPress): ProjectorAction | null {
  const key = shortcutKey(press);
  const action = key === null ? undefined : actions[key];
  if (action === undefined) return null;
  // A dialog closes by Escape itself, and its own keys go on working.
  const asked = press.target instanceof Element && press.target.closest('dialog') !== null;
  return asked && action !== 'help' ? null : action;
}

/** For the help, in the order in which they are wanted. */
export const projectorKeys: readonly (readonly [string, string])[] = [
  ['F', 'Full screen'],
  ['Q', 'How to join, as large as it goes'],
  ['B or .', 'Dark, and back'],
  ['T', 'Light or dark colours'],
  ['N', 'Numbers: a table in place of the picture'],
  ['↓ ↑', 'The next page of what does not fit on one, and the one before'],
  ['← →', 'Bring one answer after the other to the middle'],
  ['Esc', 'Back'],
];
export const whereKeysWork =
  'These keys work in this window. Slides are shown, and questions opened and closed, on the facilitator’s desk: press those keys there.';
