/**
 * A text without its words, of the same length in all that a server counts: bytes, code points, and the characters
 * that a reader sees (grapheme clusters, UAX #29). A letter becomes another of its script, so that it joins what stands
 * beside it just as it did, and lines break where they did.
 */

/** By how many bytes of UTF-8 the letter has, where nothing joins. */
const stand = ['', 'x', 'é', '\u4e2d', '\u{20000}'];

/**
 * Letters that are part of the one beside them or not seen at all, as marks are, and stay as these do: Thai's and Lao's
 * vowel AM, half-wide sound marks, fillers, and those that stand before another (Grapheme_Cluster_Break Prepend and V).
 */
const joined =
  /[\u0d4e\u0e33\u0eb3\u115f\u1160\u3164\uff9e\uff9f\uffa0\u{111c2}\u{111c3}\u{113d1}\u{1193f}\u{11941}\u{11a3a}\u{11a84}-\u{11a89}\u{11d46}\u{11f02}\u{16d63}\u{16d67}-\u{16d6a}]/u;

/** Of India's scripts, in which a consonant joins the next by a virama (UAX #29, GB9c); a vowel does not. */
const consonant =
  /[\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u09f0\u09f1\u0a15-\u0a39\u0a59-\u0a5e\u0a95-\u0ab9\u0af9\u0b15-\u0b39\u0b5c-\u0b5f\u0b71\u0b95-\u0bb9\u0c15-\u0c39\u0c58-\u0c5a\u0c95-\u0cb9\u0cde\u0d15-\u0d3a]/u;

/** Scripts whose letters carry marks of their own; the last column stands for each of their letters. */
const scripts: readonly (readonly [number, number, string])[] = [
  [0x0590, 0x05ff, '\u05d0'], // Hebrew
  [0x0600, 0x06ff, '\u0628'], // Arabic
  [0x0700, 0x074f, '\u0712'], // Syriac
  [0x0750, 0x077f, '\u0628'], // Arabic
  [0x0780, 0x07bf, '\u0780'], // Thaana
  [0x0d80, 0x0dff, '\u0d9a'], // Sinhala
  [0x0e00, 0x0e7f, '\u0e01'], // Thai
  [0x0e80, 0x0eff, '\u0e81'], // Lao
  [0x0f00, 0x0fff, '\u0f40'], // Tibetan
  [0x1000, 0x109f, '\u1000'], // Burmese
  [0x1780, 0x17ff, '\u1780'], // Khmer
  [0x1800, 0x18af, '\u1820'], // Mongolian
];

export function maskedText(text: string): string {
  return text.replace(/[\p{L}\p{N}]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x590) return stand[bytesOf(code)] ?? 'x';
    if (joined.test(letter)) return letter;
    if (code >= 0x900 && code < 0xd80) return indic(letter, code);
    const script = scripts.find(([from, to]) => code >= from && code <= to);
    return script?.[2] ?? hangul(code) ?? stand[bytesOf(code)] ?? 'x';
  });
}

const bytesOf = (code: number) => (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_0000 ? 3 : 4);

/** The blocks of these scripts are alike: 128 places, the vowel A in the 5th and the consonant KA in the 21st. */
function indic(letter: string, code: number): string {
  const block = code - (code % 0x80);
  return String.fromCharCode(block + (consonant.test(letter) ? 0x15 : 0x05));
}

/** Korean by the part of a syllable that it is, as a beginning, a vowel and an end become one character. */
function hangul(code: number): string | null {
  const within = (from: number, to: number) => code >= from && code <= to;
  if (within(0x1100, 0x115e)) return '\u1100';
  if (within(0xa960, 0xa97c)) return '\ua960';
  if (within(0x1161, 0x11a7)) return '\u1161';
  if (within(0xd7b0, 0xd7c6)) return '\ud7b0';
  if (within(0x11a8, 0x11ff)) return '\u11a8';
  if (within(0xd7cb, 0xd7fb)) return '\ud7cb';
  if (!within(0xac00, 0xd7a3)) return null;
  // A syllable without an end may yet get one from the letter behind it.
  return (code - 0xac00) % 28 === 0 ? '\uac00' : '\uac01';
}
