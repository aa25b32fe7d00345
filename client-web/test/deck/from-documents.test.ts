// @vitest-environment node
/** Lists as they come out of documents and mails, where tabs, letters and notes mean other things than in a table. */
import { expect, it } from 'vitest';
import { leftOfOutline, outlineText } from '../../src/deck/export/outline';
import { readText } from '../../src/deck/import/read-text';
import { contentSlide, partsOf, titleOf, type Slide } from '../../src/deck/model';
import { isUnreadable } from '../../src/deck/read-deck';

function slidesOf(text: string, ending = ''): readonly Slide[] {
  const read = readText(text, ending);
  if (isUnreadable(read)) throw new Error(read.unreadable);
  return read.deck.slides;
}
const words = (slide: Slide | undefined) =>
  slide === undefined ? [] : [titleOf(slide), ...partsOf(slide).map(({ text }) => text)];

it('a numbered list from a document, with tabs behind its marks, is a question and its options', () => {
  const pasted = '1.\tWhere do you work?\na.\tOn a ward\nb.\tIn the community\n';
  expect(slidesOf(pasted).map(words)).toEqual([
    ['Where do you work?', 'On a ward', 'In the community'],
  ]);
});

it('bullets with tabs are options', () => {
  const pasted = 'How was it?\n•\tGood\n•\tBad\n';
  expect(slidesOf(pasted).map(words)).toEqual([['How was it?', 'Good', 'Bad']]);
});

it.each(['', 'txt'])('cells with tabs between them are a table (ending “%s”)', (ending) => {
  const cells = 'Question\tOption 1\tOption 2\nHow was it?\tGood\tBad\n';
  expect(slidesOf(cells, ending).map(words)).toEqual([['How was it?', 'Good', 'Bad']]);
});

it('one tab in a list of lines makes no table of it', () => {
  const pasted = 'How was it?\nGood\tvery\nBad\nNeither\n';
  expect(slidesOf(pasted)).toHaveLength(1);
});

it('initials are part of a name, and letters in their order are marks', () => {
  expect(words(slidesOf('Who should lead?\nA. Smith\nJ. Smith\n')[0])).toEqual([
    ...['Who should lead?', 'A. Smith', 'J. Smith'],
  ]);
  expect(words(slidesOf('Who should lead?\na) Ann\nb) Ben\n')[0])).toEqual([
    ...['Who should lead?', 'Ann', 'Ben'],
  ]);
});

it('a “Note:” under a question does not take its options away', () => {
  const outline =
    '## Where do you work?\n\nNote: pick one only.\n\n- [ ] On a ward\n- [ ] Elsewhere\n';
  expect(words(slidesOf(outline, 'md')[0])).toEqual([
    ...['Where do you work?', 'On a ward', 'Elsewhere'],
  ]);
});

it('notes with headings, and code that is not closed, stay within their slide in an outline', () => {
  const slides = [
    {
      ...contentSlide('a', 'A', 'Text\n```\ncode'),
      notes: 'First\n\n## If somebody cries\n\nWait.',
    },
    contentSlide('b', 'B', 'Notes: for all'),
  ];
  const deck = { title: 'T', language: 'en', slides };
  const back = slidesOf(outlineText(deck), 'md');
  expect(back.map(titleOf)).toEqual(['A', 'B']);
  expect(back[0]?.notes).toBe('First\n\n### If somebody cries\n\nWait.');
  expect(leftOfOutline(deck)).toEqual([
    {
      slide: 1,
      sentence: 'Headings in its notes are of the third level, as those above begin a slide.',
    },
    { slide: 1, sentence: 'Code in it that is not closed is closed at the end of its text.' },
    {
      slide: 2,
      sentence:
        'A line of its text begins with “Notes:”, “> Warning:” or “Film:”, and is read as such in an outline.',
    },
  ]);
});
