// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { toFile } from '../../src/deck/deck-file';
import { masked, maskedText, smallest } from '../../src/deck/masked';
import { templates } from '../../src/deck/templates';
import { contentSlide } from '../../src/deck/model';

const bytes = (text: string) => new TextEncoder().encode(text).length;

describe('a deck without its words', () => {
  it('has texts of the same length in characters and in bytes, and no letter of theirs', () => {
    for (const text of [
      'Wie geht’s?',
      'أهلا وسهلا',
      '你好 2026',
      '👩🏽‍🚀 ok',
      'e\u0301te\u0301',
      '',
      '  ',
    ]) {
      const hidden = maskedText(text);
      expect([...hidden]).toHaveLength([...text].length);
      expect(bytes(hidden)).toBe(bytes(text));
      for (const word of text.match(/\p{L}{2,}/gu) ?? []) expect(hidden).not.toContain(word);
    }
  });

  it('shows no word and no picture of any template, and has all of its ids, kinds and numbers', () => {
    for (const { deck } of templates) {
      const said = JSON.stringify(toFile(masked(deck)));
      expect(said).not.toContain(deck.title);
      expect(masked(deck).slides.map(({ id, kind }) => ({ id, kind }))).toEqual(
        deck.slides.map(({ id, kind }) => ({ id, kind })),
      );
    }
    const picture = { src: 'data:image/png;base64,c2VjcmV0', alt: 'A secret' };
    const slide = {
      ...contentSlide('a', 'T'),
      picture,
      video: { url: 'https://v.example/s', title: 'V' },
    };
    const [hidden] = masked({ title: 'T', language: 'en', slides: [slide] }).slides;
    expect(hidden).toMatchObject({
      picture: { src: smallest, alt: 'x xxxxxx' },
      video: { url: 'https://x.xxxxxxx/x', title: 'x' },
    });
  });
});
