/** What the panel with earlier slides says. */
export const earlier = {
  title: 'Earlier slides',
  means: 'What you have seen in this room, to read again. Nobody is told that you look.',
  /** Behind the warning of a slide. */
  show: 'Show it',
  close: 'Close',
};
