/** Text from a file's bytes, whatever program wrote it. */

export interface Decoded {
  text: string;
  /** The bytes were no UTF-8 and were read as an old Windows file: worth a look. */
  guessed: boolean;
}

export function decodeText(bytes: Uint8Array): Decoded {
  const utf16 = utf16Kind(bytes);
  if (utf16 !== null) return { text: new TextDecoder(utf16).decode(bytes), guessed: false };
  try {
    // Takes a byte order mark away by itself.
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), guessed: false };
  } catch {
    return { text: new TextDecoder('windows-1252').decode(bytes), guessed: true };
  }
}

/** By its byte order mark, or because every second byte of its beginning is zero, as in English text without one. */
function utf16Kind(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 200);
  if (head.length < 4) return null;
  const zeros = [0, 0];
  head.forEach((byte, i) => {
    if (byte === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even < odd / 8) return 'utf-16le';
  return even > head.length / 4 && odd < even / 8 ? 'utf-16be' : null;
}
