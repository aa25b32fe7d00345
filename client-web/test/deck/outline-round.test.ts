// @vitest-environment node
/** A deck that is written as an outline and read again is the same, whatever its texts are. */
import { describe, expect, it } from 'vitest';
import { toFile } from '../../src/deck/deck-file';
import { leftOfOutline, outlineText } from '../../src/deck/export/outline';
import { readText } from '../../src/deck/import/read-text';
import {
  choiceSlide,
  contentSlide,
  freeTextSlide,
  scaleSlide,
  wordCloudSlide,
  type Deck,
  type Slide,
} from '../../src/deck/model';
import { isUnreadable } from '../../src/deck/read-deck';

const lines = [
  ...[
    '',
    '-',
    '- x',
    '* x',
    '+ x',
    '#',
    '# x',
    '## x',
    'x #',
    'x ##',
    'C#',
    '1. x',
    '10) x',
    '(1) x',
  ],
  ...[
    '[ ] x',
    '[x] x',
    '[] x',
    '- [ ] x',
    '\\[ ] x',
    '\\',
    '\\\\x',
    '☐ x',
    '☑',
    '• x',
    '– x',
    '> x',
  ],
  ...['> Warning: x', 'Notes: x', 'Film: [x](https://v.example/)', '```', '~~~ x', '{#x .choice}'],
  ...[
    'x {a}',
    'x {',
    'x }',
    '{}',
    'x (0-10)',
    'x (words)',
    'x?',
    'x\\',
    '<!-- x',
    '--> x',
    '<b>x</b>',
  ],
  ...[
    '[x]: https://e.example/',
    '[x][y]',
    '![x](y.png)',
    '=x',
    '---',
    '===',
    'a=b',
    '"x"',
    'ａ',
    '日本?',
  ],
  ...['|x|', '&amp;', '**', 'a]b', 'x](y', ']', '[', ')', '("x")'],
];
const texts = [
  ...lines.filter((line) => line !== ''),
  ...['a\n\nb', '- a\n  - b\n\n  c', '# a\n## b\n### c', '```\n# a\n```\n\n## b', '~~~\n```\n~~~'],
  ...[
    '````\n```\n# a\n````',
    '    code\n    more',
    'a\n---\nb',
    'a\n<!--\nb',
    '> a\n>\n> b',
    '<!-- a -->\nb',
  ],
];

/** What an outline says that it leaves is left; all else comes back. */
function expectSame(slides: readonly Slide[], title = 'T'): void {
  const deck: Deck = { title, language: 'en', slides };
  if (leftOfOutline(deck).length > 0) return;
  const text = outlineText(deck);
  const back = readText(text, 'md');
  if (isUnreadable(back)) throw new Error(`${back.unreadable}: ${text}`);
  const said = back.remarks.filter(({ sentence }) => !/HTML|stands? elsewhere/u.test(sentence));
  expect({ text, deck: toFile(back.deck), said }).toEqual({ text, deck: toFile(deck), said: [] });
}

describe.each(lines)('the line %j', (line) => {
  it('comes back as a title', () => {
    expectSame([contentSlide('a', 'A'), contentSlide('b', 'B')], line.replace(/^\s+$/u, ''));
  });

  it('comes back as a slide’s title and as a question', () => {
    expectSame([contentSlide('a', line, 'Text'), contentSlide('b', line)]);
    expectSame([wordCloudSlide('a', line), freeTextSlide('b', line), contentSlide('c', 'C')]);
    expectSame([choiceSlide('a', line, ['Yes', 'No']), scaleSlide('b', line, ['Heard'])]);
  });

  it('comes back as an option and as a statement', () => {
    for (const parts of [[line], [line, 'b'], ['a', line, 'c'], ['a', line]]) {
      expectSame([choiceSlide('a', 'A', parts), contentSlide('b', 'B')]);
      expectSame([{ ...scaleSlide('a', 'A', parts), notes: 'N' }, contentSlide('b', 'B')]);
    }
  });

  it('comes back as the words at the ends of a scale and of a film', () => {
    const scale = scaleSlide('a', 'A', ['Heard']);
    expectSame([{ ...scale, range: { ...scale.range, min_label: line, max_label: line } }]);
    const video = { url: 'https://v.example/(a)', title: line };
    expectSame([{ ...contentSlide('a', 'A', 'Text'), video }, contentSlide('b', 'B')]);
  });
});

describe.each(texts)('the text %j', (text) => {
  it('comes back as a slide’s text, beside a film, a warning and notes', () => {
    const slide = contentSlide('a', 'A', text);
    expectSame([slide, contentSlide('b', 'B')]);
    const video = { url: 'https://v.example/', title: 'Film' };
    expectSame([{ ...slide, video, warning: 'W', notes: 'N' }, contentSlide('b', 'B')]);
  });

  it('comes back as notes and as a warning', () => {
    expectSame([{ ...contentSlide('a', 'A'), notes: text }, contentSlide('b', 'B')]);
    expectSame([{ ...choiceSlide('a', 'A', ['x', 'y']), notes: text }, contentSlide('b', 'B')]);
    expectSame([{ ...contentSlide('a', 'A', 'x'), warning: text }, contentSlide('b', 'B')]);
    expectSame([{ ...scaleSlide('a', 'A', ['x']), warning: text, notes: text }]);
  });
});

it('most of these leave nothing behind, so that they are looked at', () => {
  const whole = lines.filter(
    (line) =>
      leftOfOutline({ title: '', language: 'en', slides: [choiceSlide('a', line, [line])] })
        .length === 0,
  );
  expect(whole.length).toBe(lines.length);
  const whichText = texts.filter(
    (text) =>
      leftOfOutline({ title: '', language: 'en', slides: [contentSlide('a', 'A', text)] })
        .length === 0,
  );
  expect(whichText.length).toBeGreaterThan(texts.length * 0.7);
});
