/** What is said of something that is no room code. */
export const entry = {
  unfinished: (missing: number) =>
    `A code has 8 characters; ${missing === 1 ? 'one is' : `${missing} are`} missing.`,
  tooLong: 'A code has 8 characters; this is longer.',
  empty: 'Type the room’s code first.',
  strange: (characters: string[]) =>
    `No code has ${characters.join(' or ')} in it. ` +
    'The letters I and O and the digits 0 and 1 are never used.',
};
