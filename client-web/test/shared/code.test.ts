import { describe, expect, it } from 'vitest';
import { faultOf, readOddEntry } from '../../src/participant/odd-code';
import { readAddress, readEntry, spokenCode } from '../../src/shared/code';
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
    // A minus, quotes, a full stop; marks that nobody sees: zero-width space, word joiner, variation selector, fillers.
    'K7MP\u2212X4QA',
    '“K7MP X4QA”.',
    '«K7MP~X4QA»',
    'K7MP\u200bX4\u2060QA\ufe0f',
    'K7MP\u3164X4QA\u2800',
    '\u202aK7MP-X4QA\u202c',
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

  it('takes a pasted link of those who lead, which opens their page and not the room', () => {
    expect(readEntry(`https://poll.example/f/K7MPX4QA#${secret}`)).toEqual({
      code: 'K7MPX4QA',
      secret,
      page: 'f',
    });
    expect(readEntry(`The wall: https://poll.example/P/K7MPX4QA#${secret}.`)).toEqual({
      code: 'K7MPX4QA',
      secret,
      page: 'p',
    });
    // The key of today, which the desk does not open without.
    const key = secret.repeat(2).slice(0, 43);
    expect(readEntry(`https://poll.example/f/K7MPX4QA#${key}`)).toEqual({
      code: 'K7MPX4QA',
      secret: key,
      page: 'f',
    });
    // None of a participant's is as long.
    expect(readEntry(`https://poll.example/j/K7MPX4QA#${key}`)).toEqual({ code: 'K7MPX4QA' });
  });

  it('takes a link whose # a program has written as a number', () => {
    const key = secret.repeat(2).slice(0, 43);
    expect(readEntry(`https://poll.example/j/K7MPX4QA%23${secret}`)).toBeNull();
    expect(readOddEntry(`https://poll.example/j/K7MPX4QA%23${secret}`)).toEqual({
      code: 'K7MPX4QA',
      secret,
    });
    expect(readOddEntry(`https://poll.example/f/K7MPX4QA%23${key}`)).toMatchObject({ secret: key });
  });

  it.each([
    ['Cyrillic letters that look the same', 'К7МР-Х4QА'],
    ['the same in small letters', 'к7мр-х4qа'],
    ['Greek ones', 'Κ7ΜΡΧ4QΑ'],
    ['Arabic-Indic digits', 'K٧MPX٤QA'],
    ['Persian digits', 'K۷MPX۴QA'],
    ['Devanagari digits', 'K७MPX४QA'],
    ['an accent that a keyboard added', 'K7MPX4QÁ'],
    ['what it is called', 'Code: K7MP-X4QA'],
    ['a sentence', 'Your code is “K7 MP X4 QA”, see you there'],
    ['a link without its j', 'poll.example/K7MPX4QA'],
    ['a link with look-alikes', 'https://poll.example/j/К7МРХ4QА'],
  ])('is read at a second look: %s', (_, typed) => {
    expect(readEntry(typed)).toBeNull();
    expect(readOddEntry(typed)?.code).toBe('K7MPX4QA');
  });

  it('a link’s secret is left as it is', () => {
    expect(readOddEntry(`https://poll.example/j/К7МРХ4QА#${secret}`)).toEqual({
      code: 'K7MPX4QA',
      secret,
    });
  });

  it.each([
    '',
    'K7MPX4Q',
    'K7MPX4QAA',
    'K7MPX4Q0',
    'IIIIIIII',
    'K7MPX4QA or ABCDEFGH',
    'https://poll.example/j/K7MPX4Q#ABCDEFGH',
  ])('finds no code in "%s"', (typed) => {
    expect(readEntry(typed)).toBeNull();
    expect(readOddEntry(typed)).toBeNull();
  });

  it.each([
    ['k0mp-xi1o', /^No code has “0” or “I” or “1” or “O” in it\./],
    // О and O are two letters; who sees only the shape would look for a fault that is not there.
    ['K7MPX4QО', /^No code has Cyrillic “О” in it\./],
    ['K7MPX4QЖ', /^No code has Cyrillic “Ж” in it\./],
    ['K7MPX4Qσ', /^No code has Greek “Σ” in it\./],
    ['K7MPX4Q١', /^No code has Arabic “١” in it\./],
    ['K7MPX4Q中', /^No code has Han “中” in it\./],
    ['K7MPX4Q€', /^No code has “€” in it\./],
    ['К7МРХ4Q', /^A code has 8 characters; one is missing\.$/],
    ['K7MPX4QAA', /this is longer/],
    [' - ', /^Type the room’s code first\.$/],
  ])('says of “%s” what cannot be read', (typed, sentence) => {
    expect(faultOf(typed)).toMatch(sentence);
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
