/** What a picture's first bytes say of it, read before a browser unpacks it: what lies about its size could cost gigabytes. */

export interface PictureHead {
  type: 'png' | 'jpeg' | 'gif' | 'webp';
  width: number;
  height: number;
}

/** Null when it is no picture of a kind that we take, or is cut off before it says how large it is. */
export function pictureHead(bytes: Uint8Array): PictureHead | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(bytes, view) ?? gif(bytes, view) ?? webp(bytes, view) ?? jpeg(view);
  } catch {
    return null; // read beyond the end
  }
}

const says = (bytes: Uint8Array, at: number, text: string) =>
  [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));

/** PNG specification, 5.2 and 11.2.2. */
function png(bytes: Uint8Array, view: DataView): PictureHead | null {
  if (!says(bytes, 0, '\x89PNG\r\n\x1a\n') || !says(bytes, 12, 'IHDR')) return null;
  return { type: 'png', width: view.getUint32(16), height: view.getUint32(20) };
}

/** GIF89a, 18. */
function gif(bytes: Uint8Array, view: DataView): PictureHead | null {
  if (!says(bytes, 0, 'GIF87a') && !says(bytes, 0, 'GIF89a')) return null;
  return { type: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** RFC 9649, 2.5 to 2.7. */
function webp(bytes: Uint8Array, view: DataView): PictureHead | null {
  if (!says(bytes, 0, 'RIFF') || !says(bytes, 8, 'WEBP')) return null;
  const three = (at: number) => view.getUint16(at, true) + view.getUint8(at + 2) * 65_536;
  if (says(bytes, 12, 'VP8X')) return { type: 'webp', width: three(24) + 1, height: three(27) + 1 };
  if (says(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { type: 'webp', width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!says(bytes, 12, 'VP8 ')) return null;
  const side = (at: number) => view.getUint16(at, true) & 0x3fff;
  return { type: 'webp', width: side(26), height: side(28) };
}

/** ITU-T T.81, B.1.1 and B.2.2: the first frame header among the segments. */
function jpeg(view: DataView): PictureHead | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  for (;;) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame =
      marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      return { type: 'jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    if (marker === 0xff) at += 1;
    else at += 2 + view.getUint16(at + 2);
  }
}
