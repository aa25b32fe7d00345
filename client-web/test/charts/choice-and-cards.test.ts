import { describe, expect, it } from 'vitest';
import { dealCards, linesOf } from '../../src/charts/card-columns';
import { choiceRows } from '../../src/charts/choice-geometry';

const options = [
  { id: 'ward', text: 'On a ward' },
  { id: 'office', text: 'In an office' },
  { id: 'home', text: 'At home' },
];

describe('a choice chart', () => {
  it('shows count and share of people, in the order of the deck', () => {
    const rows = choiceRows(options, { kind: 'choice', people: 12, options: [5, 7, 0] }, true);
    expect(rows.map((row) => [row.id, row.count, row.percentage])).toEqual([
      ['ward', 5, '42%'],
      ['office', 7, '58%'],
      ['home', 0, '0%'],
    ]);
  });

  it('stands without any people', () => {
    const rows = choiceRows(options, { kind: 'choice', people: 0, options: [0, 0, 0] }, true);
    expect(rows.every((row) => row.share === 0 && row.percentage.startsWith('0'))).toBe(true);
  });
});

describe('cards', () => {
  const texts = [
    'short',
    'a much longer text that takes several lines of its card',
    'third',
    'fourth',
  ].map((text, index) => ({ id: `1.${index}`, text }));

  it('puts the first texts across the top', () => {
    const columns = dealCards(texts, 3, 20);
    expect(columns.map((column) => column[0]?.text)).toEqual([
      texts[0]?.text,
      texts[1]?.text,
      'third',
    ]);
  });

  it('gives the next to the shortest column, and loses none', () => {
    const columns = dealCards(texts, 3, 20);
    expect(columns[0]?.map((text) => text.text)).toEqual(['short', 'fourth']);
    expect(columns.flat()).toHaveLength(texts.length);
  });

  it('counts lines, wide letters twice', () => {
    expect(linesOf('', 10)).toBe(1);
    expect(linesOf('0123456789', 10)).toBe(1);
    expect(linesOf('0123456789a\nb', 10)).toBe(3);
    expect(linesOf('安心して話せる', 10)).toBe(2);
  });
});
