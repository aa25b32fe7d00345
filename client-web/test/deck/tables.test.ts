// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { readText } from '../../src/deck/import/read-text';
import { readTable } from '../../src/deck/import/table';
import { partsOf, titleOf } from '../../src/deck/model';
import { isUnreadable, type Imported, type Unreadable } from '../../src/deck/read-deck';
import { diceOf, freshWords, lostWords } from './words-come-out';

function taken(result: Imported | Unreadable): Imported {
  if (isUnreadable(result)) throw new Error(result.unreadable);
  return result;
}
const wordsOf = ({ deck }: Imported) =>
  deck.slides.map((slide) => [titleOf(slide), ...partsOf(slide).map(({ text }) => text)]);
const said = ({ remarks }: Imported) => remarks.map(({ sentence }) => sentence);

describe('rows that begin with their numbers', () => {
  const wanted = [
    ['What is it?', 'yes', 'no'],
    ['Why?', 'so', 'not'],
  ];

  it.each([
    ['alone', '1;What is it?;yes;no\n2;Why?;so;not\n'],
    ['with a point', '1.;What is it?;yes;no\n2.;Why?;so;not\n'],
    ['with gaps between them', '3;What is it?;yes;no\n7;Why?;so;not\n'],
    ['as Q1, Q2', 'Q1;What is it?;yes;no\nQ2;Why?;so;not\n'],
    ['under a name', 'No.;Question;Option 1;Option 2\n1;What is it?;yes;no\n2;Why?;so;not\n'],
    [
      'in a column for them',
      'Question number;Question;Answer 1;Answer 2\n1;What is it?;yes;no\n2;Why?;so;not\n',
    ],
  ])('have their question in the second column: %s', (_, text) => {
    const read = taken(readText(text, 'csv'));
    expect(wordsOf(read)).toEqual(wanted);
    expect(said(read)).toEqual([]);
  });

  it('make the row above them one of names, which is said', () => {
    const read = taken(readText('Nr;Frage;A;B\n1;What is it?;yes;no\n2;Why?;so;not\n', 'csv'));
    expect(wordsOf(read)).toEqual(wanted);
    expect(said(read)).toEqual([
      'The first row was taken for the names of the columns, as the others have numbers: “Nr”, “Frage”, “A”, “B”.',
    ]);
  });

  it('are told from questions that are numbers, and from words', () => {
    expect(wordsOf(taken(readText('10;20;30\n', 'csv')))).toEqual([['10', '20', '30']]);
    expect(wordsOf(taken(readText('2;a;b\n1;c;d\n', 'csv')))[0]).toEqual(['2', 'a', 'b']);
    const named = taken(readText('No.;Question;Option 1\nfirst;Why?;so\n', 'csv'));
    expect(said(named)).toEqual(['There is no field “number” here; it said “first”.']);
  });
});

describe('Excel’s line for its separator', () => {
  it.each([
    'sep=;\r\nWhy?;so, or;not\r\n',
    '\ufeffsep=;\nWhy?;so, or;not\n',
    '"sep=;"\nWhy?;so, or;not\n',
  ])('is no row, and is heeded: %j', (text) => {
    for (const ending of ['csv', 'txt', ''])
      expect(wordsOf(taken(readText(text, ending)))).toEqual([['Why?', 'so, or', 'not']]);
  });

  it('is no row of a spreadsheet either', () => {
    const read = taken(readTable([['sep=;'], ['Why?', 'so', 'not']]));
    expect(wordsOf(read)).toEqual([['Why?', 'so', 'not']]);
  });
});

describe('Kahoot’s answers', () => {
  const head = ['Question', 'Answer 1', 'Answer 2', 'Answer 3', 'Answer 4', 'Correct answer(s)'];

  it.each([
    ['3', 'Third'],
    ['1,3', 'First”, “Third'],
    ['1.3', 'First”, “Third'],
    ['2', '2'],
    ['9', '9'],
  ])('are counted by their columns, where some are empty: %s', (right, names) => {
    const read = taken(readTable([head, ['Why?', 'First', '', 'Third', '', right]]));
    expect(wordsOf(read)).toEqual([['Why?', 'First', 'Third']]);
    expect(said(read)).toEqual([`Candour knows no right answers; it said “${names}”.`]);
  });
});

it('a quotation mark that does not end is said', () => {
  const read = taken(readText('Why?,so,not\nHow?,"yes,no\nWhere?,here,there\n', 'csv'));
  expect(said(read)[0]).toMatch(/^A quotation mark in row \d does not end/u);
});

it('what a row says twice, or in a way that means nothing, is said', () => {
  const head = ['Question', 'Kind', 'Options', 'Min', 'Max', 'Select'];
  const read = taken(
    readTable([
      head,
      ['How far? (0-10)', '', '', '1', '5', ''],
      ['How much?', 'scale', 'A', '-3', '5', ''],
      ['Which?', '', 'A;B', '', '', 'two'],
      ['How? (words)', 'choice', 'A;B', '', '', ''],
    ]),
  );
  expect(said(read)).toEqual([
    'The question says from 0 to 10; the columns for its ends count.',
    '“min” is “-3”, which is no whole number from 0 on; it is 0 now.',
    '“select” is “two”; it is “one” now.',
  ]);
  expect(titleOf(read.deck.slides[3] ?? read.deck.slides[0]!)).toBe('How? (words)');
});

describe('a table', () => {
  const names = [
    ...['Question', 'Kind', 'Options', 'Option 1', 'Answer 2', 'Text', 'Notes', 'Warning', 'Min'],
    ...['Max', 'Select', 'Level', 'Correct answer(s)', 'Time limit', 'No.', 'Colour', ''],
  ];
  const seeds = Array.from({ length: 60 }, (_, i) => 20_261_130 + i);

  it.each(seeds)('loses no word, whatever its columns are (seed %i)', (seed) => {
    const dice = diceOf(seed);
    const word = freshWords();
    const pick = <T>(list: readonly T[]): T => list[Math.floor(dice() * list.length)] as T;
    const columns = Array.from({ length: 2 + Math.floor(dice() * 6) }, () => pick(names));
    const kinds = ['scale', 'choice', 'words', 'open', 'slide', 'ranking', ''];
    const cell = (name: string, row: number) => {
      if (name === 'Kind') return pick(kinds);
      if (dice() < 0.2) return '';
      if (dice() < 0.2) return String(row);
      return dice() < 0.2 ? `${word()};${word()}` : word();
    };
    const body = Array.from({ length: 3 }, (_, row) => [
      ...columns.map((name) => cell(name, row + 1)),
      ...(dice() < 0.2 ? [word()] : []),
    ]);
    const rows = dice() < 0.7 ? [[word()], columns, ...body] : body;
    const read = readTable(rows);
    if (isUnreadable(read)) return;
    const words =
      rows
        .flat()
        .join(' ')
        .match(/alpha\d+/gu) ?? [];
    expect({ seed, rows, lost: lostWords(words.join(' '), read) }).toEqual({
      seed,
      rows,
      lost: [],
    });
  });
});
