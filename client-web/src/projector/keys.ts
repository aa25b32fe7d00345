import { shortcutKey, type KeyPress } from '../staff/shortcuts';

export type ProjectorAction =
  'qr' | 'full_screen' | 'tables' | 'help' | 'next_card' | 'previous_card';

const actions: Readonly<Record<string, ProjectorAction>> = {
  q: 'qr',
  f: 'full_screen',
  t: 'tables',
  '?': 'help',
  ArrowRight: 'next_card',
  ArrowLeft: 'previous_card',
};

export function projectorAction(press: KeyPress): ProjectorAction | null {
  const key = shortcutKey(press);
  return key === null ? null : (actions[key] ?? null);
}

/** For the help, in the order in which they are wanted. */
export const projectorKeys: readonly (readonly [string, string])[] = [
  ['Q', 'The QR code as large as it goes'],
  ['F', 'Full screen'],
  ['T', 'Figures as a table in place of the picture'],
  ['← →', 'Bring one answer after the other to the middle'],
  ['Esc', 'Back'],
];
