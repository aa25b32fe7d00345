/** Byte sequences that are UTF-8, and that are not (RFC 3629; Unicode 15, table 3-7; Autobahn, section 6). */

const bytes = (text) => Buffer.from(text.replaceAll(' ', ''), 'hex');

/** Each of these is well-formed. */
export const wellFormed = [
  ['the first of one byte', '01'],
  ['the last of one byte', '7f'],
  ['the first of two bytes', 'c280'],
  ['the last of two bytes', 'dfbf'],
  ['the first of three bytes', 'e0a080'],
  ['the last before the surrogates', 'ed9fbf'],
  ['the first after the surrogates', 'ee8080'],
  ['the replacement character', 'efbfbd'],
  ['a noncharacter of the first plane', 'efbfbe'],
  ['the last of three bytes', 'efbfbf'],
  ['the first of four bytes', 'f0908080'],
  ['the last of all', 'f48fbfbf'],
  ['a noncharacter of each plane', 'f09fbfbe'],
  ['a byte order mark', 'efbbbf'],
  ['Greek', 'cebae1bdb9cf83cebcceb5'],
  ['an emoji', 'f09f9880'],
].map(([name, hex]) => ({ name, bytes: bytes(hex) }));

const cut = [
  ['two bytes, cut', 'c3'],
  ['three bytes, cut after the first', 'e2'],
  ['three bytes, cut after the second', 'e282'],
  ['four bytes, cut after the first', 'f0'],
  ['four bytes, cut after the second', 'f09f'],
  ['four bytes, cut after the third', 'f09f98'],
];

const overlong = [
  ['a slash in two bytes', 'c0af'],
  ['a slash in three bytes', 'e080af'],
  ['a slash in four bytes', 'f08080af'],
  ['NUL in two bytes', 'c080'],
  ['NUL in three bytes', 'e08080'],
  ['NUL in four bytes', 'f0808080'],
  ['the last of one byte in two', 'c1bf'],
  ['the last of two bytes in three', 'e09fbf'],
  ['the last of three bytes in four', 'f08fbfbf'],
];

const beyond = [
  ['the first beyond the last', 'f4908080'],
  ['the first of five bytes', 'f888808080'],
  ['the last of five bytes', 'fbbfbfbfbf'],
  ['the first of six bytes', 'fc8480808080'],
  ['the last of six bytes', 'fdbfbfbfbfbf'],
];

/** Every byte that begins nothing, each surrogate's row, and a lead byte before what does not follow it. */
const alone = [];
for (let byte = 0x80; byte <= 0xbf; byte += 3)
  alone.push([`a lone continuation ${byte.toString(16)}`, byte.toString(16)]);
for (const byte of [0xc0, 0xc1, 0xf5, 0xf6, 0xf7, 0xf8, 0xf9, 0xfa, 0xfb, 0xfc, 0xfd, 0xfe, 0xff]) {
  alone.push([`the byte ${byte.toString(16)}`, byte.toString(16)]);
}
const surrogates = [];
for (let second = 0xa0; second <= 0xbf; second += 4) {
  surrogates.push([`a surrogate ed ${second.toString(16)}`, `ed${second.toString(16)}80`]);
}
surrogates.push(['a pair of surrogates', 'eda080edb080']);
const interrupted = ['c3', 'e2', 'e282', 'f0', 'f09f', 'f09f98'].flatMap((lead) => [
  [`${lead} before a letter`, `${lead}41`],
  [`${lead} before another lead`, `${lead}c3a9`],
]);

/** Each of these is ill-formed, wherever it stands. */
export const illFormed = [
  ...cut,
  ...overlong,
  ...beyond,
  ...alone,
  ...surrogates,
  ...interrupted,
].map(([name, hex]) => ({ name, bytes: bytes(hex) }));
