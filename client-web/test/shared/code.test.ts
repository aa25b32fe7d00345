import { describe, expect, it } from 'vitest';
import { readAddress, readEntry, spokenCode, strangeCharacters } from '../../src/shared/code';
import { newId } from '../../src/shared/ids';

const secret = 'abcdefghijklmnopqrstu_';

describe('what somebody types', () => {
  it.each([
    'K7MPX4QA',
    'k7mpx4qa',
    'K7MP-X4QA',
    ' k7mp x4qa ',
    'K7MP–X4QA',
    'k7mp.x4qa',
    'Ｋ７ＭＰＸ４ＱＡ',
  ])('takes %s', (typed) => {
    expect(readEntry(typed)).toEqual({ code: 'K7MPX4QA' });
  });

  it('takes a pasted link, with and without its secret', () => {
    expect(readEntry(`https://poll.example/j/k7mpx4qa#${secret}`)).toEqual({
      code: 'K7MPX4QA',
      secret,
    });
    expect(readEntry('poll.example/j/K7MP-X4QA')).toEqual({ code: 'K7MPX4QA' });
    expect(readEntry('https://poll.example/j/K7MPX4QA#too-short')).toEqual({ code: 'K7MPX4QA' });
  });

  it.each(['', 'K7MPX4Q', 'K7MPX4QAA', 'K7MPX4Q0', 'IIIIIIII', 'https://poll.example/f/K7MPX4QA'])(
    'finds no code in "%s"',
    (typed) => {
      expect(readEntry(typed)).toBeNull();
    },
  );

  it('names the characters that no code has', () => {
    expect(strangeCharacters('k0mp-xi1o')).toEqual(['0', 'I', '1', 'O']);
  });

  it('groups as it is read out, from the first character to the last', () => {
    expect(['K', 'K7MP', 'K7MPX', 'k7mpx4qa'].map(spokenCode)).toEqual([
      'K',
      'K7MP',
      'K7MP-X',
      'K7MP-X4QA',
    ]);
  });
});

describe('the address bar', () => {
  it('has the code in the path and the secret in the fragment', () => {
    expect(readAddress({ pathname: '/j/k7mpx4qa', hash: `#${secret}` })).toEqual({
      code: 'K7MPX4QA',
      secret,
    });
    expect(readAddress({ pathname: '/p/K7MPX4QA', hash: '#<script>' })).toEqual({
      code: 'K7MPX4QA',
    });
    expect(readAddress({ pathname: '/', hash: '' })).toBeNull();
    expect(readAddress({ pathname: '/j/nonsense', hash: '' })).toBeNull();
    expect(readAddress({ pathname: '/j/%E0%A4%A', hash: '' })).toBeNull();
  });
});

it('a message id has the contract’s form', () => {
  for (let i = 0; i < 100; i++) expect(newId()).toMatch(/^[A-Za-z0-9_-]{22}$/);
});
