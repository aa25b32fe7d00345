import { shortcutKey, type KeyPress } from '../staff/shortcuts';

export type FacilitatorAction =
  'next' | 'back' | 'open_or_close' | 'reveal_or_conceal' | 'join' | 'dark' | 'tables' | 'help';

/** A clicker sends Page Down and Page Up, some send arrows. */
const actions: Readonly<Record<string, FacilitatorAction>> = {
  ArrowRight: 'next',
  PageDown: 'next',
  ' ': 'next',
  ArrowLeft: 'back',
  PageUp: 'back',
  o: 'open_or_close',
  r: 'reveal_or_conceal',
  q: 'join',
  b: 'dark',
  '.': 'dark',
  n: 'tables',
  '?': 'help',
};

/** While a dialog asks something, a clicker must not drive the room behind it. */
const inDialogs: readonly FacilitatorAction[] = ['help'];

export function facilitatorAction(press: KeyPress): FacilitatorAction | null {
  const key = shortcutKey(press);
  const action = key === null ? undefined : actions[key];
  if (action === undefined) return null;
  const asked = press.target instanceof Element && press.target.closest('dialog') !== null;
  return asked && !inDialogs.includes(action) ? null : action;
}

/** For the help, in the order in which they are wanted. */
export const facilitatorKeys: readonly (readonly [string, string])[] = [
  ['→ Space PgDn', 'The next step: the large button'],
  ['← PgUp', 'One slide back'],
  ['O', 'Open or close the question; while it closes, keep it open'],
  ['R', 'Show or hide the results'],
  ['Q', 'How to join, on the projector; and the slide again'],
  ['B or .', 'The projector dark; and the slide again'],
  ['N', 'Numbers: tables in place of pictures, on this desk'],
  ['?', 'These keys'],
];
export const whereKeysWork =
  'These keys work on this page. The projector has keys of its own, in its own window: press ? there.';
