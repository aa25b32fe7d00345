import { describe, expect, it } from 'vitest';
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
