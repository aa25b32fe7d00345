// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileText, toFile } from '../../src/deck/deck-file';
import { isUnreadable, readDeck, type Imported } from '../../src/deck/read-deck';

const golden = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../../protocol/golden/deck/${name}`, import.meta.url), 'utf8'),
  );
const demo: unknown = JSON.parse(
  readFileSync(new URL('../../../decks/demo.json', import.meta.url), 'utf8'),
);

function opened(value: unknown): Imported {
  const result = readDeck(value);
  if (isUnreadable(result)) throw new Error(result.unreadable);
  return result;
}

describe('a deck file', () => {
  it.each([
    ['every kind', golden('every_kind.json')],
    ['the smallest', golden('smallest.json')],
    ['the demo', demo],
  ])('opens without a remark and comes back as it was, read again: %s', (_, value) => {
    const first = opened(value);
    expect(first.remarks).toEqual([]);
    expect(opened(JSON.parse(fileText(first.deck))).deck).toEqual(first.deck);
  });

  it('has the fields that differ from the usual ones, and no others', () => {
    const { deck } = opened({
      format: 'candour.deck/1',
      title: 'T',
      slides: [{ kind: 'free_text', id: 'a', prompt: 'P', answers: 1, warning: '' }],
    });
    expect(toFile(deck).slides).toEqual([
      { kind: 'free_text', id: 'a', prompt: 'P', level: 'protected' },
    ]);
  });

  it('that is no deck says so', () => {
    expect(readDeck([1, 2])).toEqual({ unreadable: expect.stringContaining('no deck') as string });
    expect(readDeck({ title: 'x' })).toHaveProperty('unreadable');
  });

  it('with faults is opened: values that are only too long or too large stay, for the check to name them', () => {
    const long = 'x'.repeat(400);
    const { deck, remarks } = opened({
      format: 'candour.deck/1',
      title: long,
      slides: [{ kind: 'word_cloud', id: 'a', prompt: long, entries: 99 }],
    });
    expect(remarks).toEqual([]);
    expect(deck.title).toBe(long);
    expect(deck.slides[0]).toMatchObject({ prompt: long, entries: 99 });
  });

  it('loses nothing in silence: what has no place is said, slide by slide, or kept as a content slide', () => {
    const { deck, remarks } = opened({
      format: 'candour.deck/9',
      title: 7,
      colour: 'red',
      slides: [
        { kind: 'ranking', id: 'rank', prompt: 'Order these', items: ['a', 'b'] },
        { kind: 'choice', id: 'rank', prompt: 'P', options: ['Yes', 'No'], timer: 20 },
        'just words',
        { kind: 'scale', id: 'Not An Id', prompt: 'P', statements: 'none', range: { min: 'x' } },
      ],
    });
    const said = remarks.map(({ slide, sentence }) => `${slide ?? 'deck'}: ${sentence}`);
    expect(said).toEqual([
      'deck: The file names “candour.deck/9”; it was read as candour.deck/1.',
      expect.stringContaining('1: There are no slides of the kind "ranking" here'),
      expect.stringContaining('2: “rank” is the id of another one already'),
      expect.stringContaining('2: There is no field “timer” here; it said 20'),
      expect.stringContaining('3: This is no slide'),
      expect.stringContaining('4: "Not An Id" cannot be an id'),
      expect.stringContaining('4: “statements” is "none", which is no list'),
      expect.stringContaining('4: “min” is "x", which is no number'),
      'deck: “title” is 7, which is no text.',
      'deck: There is no field “colour” here; it said "red".',
    ]);
    expect(deck.title).toBe('7');
    expect(deck.slides.map(({ kind }) => kind)).toEqual(['content', 'choice', 'content', 'scale']);
    expect(deck.slides[0]).toMatchObject({
      title: 'Order these',
      markdown: expect.stringContaining('"items"') as string,
    });
    expect(deck.slides[1]).toMatchObject({ options: [{ text: 'Yes' }, { text: 'No' }] });
    expect(deck.slides[2]).toMatchObject({
      markdown: expect.stringContaining('just words') as string,
    });
  });
});
