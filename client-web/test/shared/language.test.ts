import { afterEach, describe, expect, it } from 'vitest';
import { inLanguage, isFromTheRight, speakIn } from '../../src/shared/language';

afterEach(() => speakIn(undefined));

describe('a language', () => {
  it.each(['ar', 'ar-EG', 'he', 'fa-IR', 'ur', 'ps', 'dv', 'ckb', 'ku-Arab', 'pa-Arab-PK', 'AR'])(
    '%s is read from the right',
    (language) => expect(isFromTheRight(language)).toBe(true),
  );

  it.each(['en', 'art', 'fr-FR', 'ku', 'ar-Latn', 'fa-Latn-IR', 'zh-Hant', 'uk', 'yid', ''])(
    '"%s" from the left',
    (language) => expect(isFromTheRight(language)).toBe(false),
  );

  it('from the right holds for all words of its deck; from the left they go by their letters', () => {
    expect(inLanguage('ar')).toEqual({ lang: 'ar', dir: 'rtl' });
    expect(inLanguage('en')).toEqual({ lang: 'en', dir: 'auto' });
  });

  it('of the deck is that of the document, until its room is left', () => {
    const page = document.documentElement;
    speakIn('ar');
    expect([page.lang, page.dir]).toEqual(['ar', 'rtl']);
    speakIn(undefined);
    expect([page.lang, page.dir]).toEqual(['en', 'ltr']);
  });
});
