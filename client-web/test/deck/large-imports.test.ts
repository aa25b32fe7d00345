// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { openedParts, openedSlides } from '../../src/deck/import/bounded';
import { readText } from '../../src/deck/import/read-text';
import { partsOf } from '../../src/deck/model';
import { isUnreadable, type Imported } from '../../src/deck/read-deck';

function read(text: string, ending: string): Imported {
  const result = readText(text, ending);
  if (isUnreadable(result)) throw new Error(result.unreadable);
  return result;
}

const size = 300_000;
const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

describe('a text of hundreds of kilobytes', () => {
  // Each of these took minutes where a reader looked at the rest of the text from every place in it.
  it.each([
    ['spaces in a heading', 'md', `## a${' '.repeat(size)}x`],
    ['spaces in a text', 'md', `## a\n\nb${' '.repeat(size)}x`],
    ['one word in braces', 'md', `## a {${'b'.repeat(size)} }`],
    ['braces that open', 'md', `## ${'{'.repeat(size)}`],
    ['numbers signs', 'md', `## a ${'# '.repeat(size / 2)}x`],
    ['pictures that do not end', 'md', `## a\n\n${'!['.repeat(size / 2)}`],
    ['films that do not end', 'md', `## a\n\n${'Film: [\n'.repeat(size / 8)}`],
    ['items', 'md', `## a?\n\n${lines(size / 12, (i) => `- item ${i}`)}\n\nand a text`],
    ['quotes', 'md', `## a\n\n${'> \n'.repeat(size / 3)}`],
    ['question marks and brackets', '', `Why?\n${'?('.repeat(size / 2)}`],
    ['brackets behind a question', '', `Why ${'('.repeat(size)}`],
  ])('is read as fast as it is long: %s', (_, ending, text) => {
    expect(read(text, ending).deck.slides.length).toBeGreaterThan(0);
  });

  it('gives no more options than can be drawn, and names where it stopped', () => {
    const { deck, remarks } = read(`## Which?\n\n${lines(40_000, (i) => `- option ${i}`)}`, 'md');
    expect(deck.slides.map((slide) => partsOf(slide).length)).toEqual([openedParts]);
    expect(remarks).toContainEqual({
      slide: 1,
      sentence: `It has 40000 options, and may have 20. The first ${openedParts} were opened; from “option ${openedParts}” on they were left out.`,
    });
  });

  it('gives no more slides than can be drawn, and says how many were left out', () => {
    const slides = Array.from({ length: 20_000 }, (_, i) => ({
      kind: 'content',
      id: `s${i}`,
      title: 'T',
    }));
    const text = JSON.stringify({ format: 'candour.deck/1', title: 'T', slides });
    const { deck, remarks } = read(text, 'json');
    expect(deck.slides).toHaveLength(openedSlides);
    expect(remarks[0]?.sentence).toBe(
      `A deck has at most 200 slides. The first ${openedSlides} were opened; ${20_000 - openedSlides} further ones were left out.`,
    );
  });

  it('opens what is somewhat too long whole, for its owner to shorten', () => {
    const { deck, remarks } = read(`## Which?\n\n${lines(30, (i) => `- option ${i}`)}`, 'md');
    expect(deck.slides.map((slide) => partsOf(slide).length)).toEqual([30]);
    expect(remarks).toEqual([]);
  });

  it('is named in a remark by its beginning', () => {
    const { remarks } = read(`## Which?\n\n- [ ] a\n- [ ] b\n\n${'word '.repeat(size / 5)}`, 'md');
    for (const { sentence } of remarks) expect(sentence.length).toBeLessThan(600);
    expect(remarks).not.toEqual([]);
  });
});
