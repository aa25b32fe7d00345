/** The language of a deck, and which way it is read. The pages themselves speak English. */

/** Scripts that are written from the right, and languages that are unless their tag names another script (BCP 47). */
const scripts = /-(adlm|arab|aran|hebr|mand|nkoo|rohg|samr|syrc|thaa)(-|$)/i;
const languages = /^(ar|arc|azb|ckb|dv|fa|glk|he|iw|ji|ks|mzn|nqo|pnb|ps|sd|syr|ug|ur|yi)(-|$)/i;
const otherScript = /^[a-z]{2,3}(-[a-z]{3})?-[a-z]{4}(-|$)/i;

export function isFromTheRight(language: string): boolean {
  return scripts.test(language) || (languages.test(language) && !otherScript.test(language));
}

export interface InLanguage {
  lang: string | undefined;
  dir: 'rtl' | 'auto';
}

/**
 * For an element with words of the deck. In a deck that is read from the right all of them are, also one that begins with
 * "NHS"; in any other each goes by its own letters, as its language was perhaps never set.
 */
export function inLanguage(language: string | undefined): InLanguage {
  return { lang: language, dir: isFromTheRight(language ?? '') ? 'rtl' : 'auto' };
}

/** For what holds such elements, and is laid out as the deck is read. */
export function laidOutIn(language: string): { lang: string; dir?: 'rtl' } {
  return { lang: language, ...(isFromTheRight(language) && { dir: 'rtl' }) };
}

/** The document is in the deck's language, as its title is; what is ours stands in `#app`, which is in English. */
export function speakIn(language: string | undefined): void {
  const page = document.documentElement;
  page.lang = language ?? 'en';
  page.dir = isFromTheRight(page.lang) ? 'rtl' : 'ltr';
}
