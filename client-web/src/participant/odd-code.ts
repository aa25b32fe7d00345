/**
 * What is typed where a code is asked for, and is none at first sight: letters of another keyboard that look the same,
 * digits of another script, a code in a sentence. Fetched when it is needed, which is seldom.
 */
import { alphabet, codeLength, isLink, plainCode, readEntry, type Entry } from '../shared/code';
import { entry as say } from './odd-code-wording';

/** Capital letters that look like Latin ones (Unicode Technical Standard 39, "confusables"). */
const lookAlikes = new Map(
  [
    ['Cyrillic', 'АВЕКМНРСТУХЅІЈОЗѴҮҺӀԌԚԜ', 'ABEKMHPCTYXSIJO3VYHIGQW'],
    ['Greek', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿϜ', 'ABEZHIKMNOPTYXCJF'],
  ].flatMap(([, from = '', to = '']) => [...from].map((letter, i) => [letter, to[i] ?? ''])),
);

/** Those whose letters are told by name; of the others the letter itself has to do. */
const scripts = [
  ...['Arabic', 'Armenian', 'Bengali', 'Cyrillic', 'Devanagari', 'Ethiopic', 'Georgian', 'Greek'],
  ...['Gujarati', 'Gurmukhi', 'Hebrew', 'Hiragana', 'Katakana', 'Han', 'Hangul', 'Khmer', 'Lao'],
  ...['Myanmar', 'Sinhala', 'Tamil', 'Telugu', 'Thai', 'Tibetan'],
];

/** Who pasted a page of text need not read it again. */
const mostNamed = 5;

/** The code that somebody most likely means; null when there is none, or when there could be two. */
export function readOddEntry(typed: string): Entry | null {
  // Some programs write the # of a link as a number.
  const latin = asLatin(typed.replace('%23', '#'));
  return readEntry(latin) ?? (isLink(latin) ? null : codeAmongWords(latin));
}

/** What is wrong with what was typed, as exactly as the phone can say it. */
export function faultOf(typed: string): string {
  const plain = [...plainCode(typed)];
  if (plain.length === 0) return say.empty;
  const strange = plain.filter((character) => !alphabet.includes(asLatin(character)));
  if (strange.length > 0) return say.strange([...new Set(strange)].slice(0, mostNamed).map(named));
  return plain.length > codeLength ? say.tooLong : say.unfinished(codeLength - plain.length);
}

/** In capitals, each character as the Latin letter or digit that it looks like; accents go. */
function asLatin(typed: string): string {
  // What follows a # is a link's secret, which is exact.
  const [typedCode = '', ...secret] = typed.split('#');
  const capitals = typedCode.normalize('NFKD').replace(/\p{M}/gu, '').toUpperCase();
  const latin = [...capitals].map((character) => lookAlikes.get(character) ?? digitOf(character));
  return [latin.join(''), ...secret].join('#');
}

/** Unicode has the ten digits of each script in a row. */
function digitOf(character: string): string {
  const isDigit = /^\p{Nd}$/u;
  if (!isDigit.test(character)) return character;
  let value = 0;
  for (let at = character.codePointAt(0) ?? 0; isDigit.test(String.fromCodePoint(at - 1)); at--)
    value++;
  return String(value % 10);
}

/** "Code: ABCD EFGH", or a sentence: neighbouring words that together are a code, if only some are. */
function codeAmongWords(latin: string): Entry | null {
  const words = latin.split(/[^\p{L}\p{N}]+/u);
  const found = new Map<string, Entry>();
  words.forEach((_, from) => {
    let run = '';
    for (const word of words.slice(from)) {
      run += word;
      if (run.length > codeLength) break;
      const entry = readEntry(run);
      if (entry !== null) found.set(entry.code, entry);
    }
  });
  const [only, ...others] = [...found.values()];
  return only === undefined || others.length > 0 ? null : only;
}

/** “O” looks the same in three scripts: which it is stands beside it. */
function named(character: string): string {
  const script = scripts.find((name) => new RegExp(`\\p{scx=${name}}`, 'u').test(character));
  const quoted = `“${character}”`;
  return script === undefined ? quoted : `${script} ${quoted}`;
}
