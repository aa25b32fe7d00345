/**
 * A picture as a deck may have it: turned as its camera meant, no larger than a screen shows, small in bytes, and
 * without what its camera wrote beside it (place, time, device): it is drawn anew, so that only its points remain.
 */
import { pictureHead, type PictureHead } from './picture-head';

export type Prepared = { ok: true; src: string } | { ok: false; sentence: string };

/** What a projector shows; more is not seen. */
const longestSide = 1_600;
/** A dozen of these and their words stay below a deck's 4 MB. */
const wantedBytes = 250_000;
/** The server takes no larger picture (protocol/README.md, "Decks"). */
const mostBytes = 1_000_000;
const mostFileBytes = 30_000_000;
/** Unpacked a point takes four bytes: 200 MB. */
const mostPoints = 50_000_000;

const say = {
  svg: 'This is an SVG, which can carry a program. Save it as PNG or JPEG first.',
  unknown: 'This is no picture that can be used. Take a PNG, JPEG, WebP or GIF.',
  heavy: 'This file has more than 30 MB. Take a smaller copy of the picture.',
  large: (head: PictureHead) =>
    `This picture says that it is ${head.width} by ${head.height} points large, which is more than can be unpacked safely. Take a smaller copy.`,
  broken:
    'This picture cannot be unpacked; its file may be damaged. Save it again with another program.',
  still: 'This picture stays above 1 MB however it is packed. Take a smaller copy.',
};

export async function preparePicture(file: Blob): Promise<Prepared> {
  if (file.size > mostFileBytes) return { ok: false, sentence: say.heavy };
  const bytes = new Uint8Array(await file.arrayBuffer());
  const head = pictureHead(bytes);
  if (head === null) return { ok: false, sentence: isSvg(bytes) ? say.svg : say.unknown };
  if (head.width === 0 || head.height === 0) return { ok: false, sentence: say.broken };
  if (head.width * head.height > mostPoints) return { ok: false, sentence: say.large(head) };
  const image = await unpack(new Blob([bytes], { type: `image/${head.type}` }));
  if (image === null) return { ok: false, sentence: say.broken };
  const small = await pack(image, head.type !== 'jpeg');
  image.close();
  if (small === null || small.size > mostBytes) return { ok: false, sentence: say.still };
  return { ok: true, src: await dataUri(small) };
}

function isSvg(bytes: Uint8Array): boolean {
  return /<svg[\s>]/i.test(new TextDecoder().decode(bytes.subarray(0, 4_096)));
}

async function unpack(blob: Blob): Promise<ImageBitmap | null> {
  try {
    // Turned by its EXIF orientation.
    return await createImageBitmap(blob, { imageOrientation: 'from-image' });
  } catch {
    return null;
  }
}

/** Tries smaller sides and stronger packing until it is small enough; what may be see-through stays so. */
async function pack(image: ImageBitmap, maySeeThrough: boolean): Promise<Blob | null> {
  let best: Blob | null = null;
  for (const side of [longestSide, 1_200, 900]) {
    const canvas = draw(image, side);
    if (canvas === null) return null;
    const keepsAlpha = maySeeThrough && isSeeThrough(canvas);
    const ways = keepsAlpha
      ? [['image/png', 1] as const, ['image/webp', 0.85] as const]
      : [['image/jpeg', 0.85] as const, ['image/jpeg', 0.7] as const];
    for (const [type, quality] of ways) {
      const packed = await blobOf(canvas, type, quality);
      if (packed !== null && (best === null || packed.size < best.size)) best = packed;
      if (best !== null && best.size <= wantedBytes) return best;
    }
  }
  return best;
}

function draw(image: ImageBitmap, longest: number): HTMLCanvasElement | null {
  const factor = Math.min(1, longest / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * factor));
  canvas.height = Math.max(1, Math.round(image.height * factor));
  const context = canvas.getContext('2d');
  if (context === null) return null;
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function isSeeThrough(canvas: HTMLCanvasElement): boolean {
  const data = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height).data;
  if (data === undefined) return false;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== 255) return true;
  return false;
}

function blobOf(canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, type, quality));
}

function dataUri(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(new Error('a picture in memory cannot be read'));
    reader.readAsDataURL(blob);
  });
}
