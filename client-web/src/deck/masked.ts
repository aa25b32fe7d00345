/**
 * A deck's shape without its words, for a check by a server that is not to read it: each letter and digit becomes
 * another that counts the same (masked-text.ts), whatever else counts (spaces, marks, emoji, empty fields) stays, and
 * pictures become a dot. What a check says of lengths, numbers and missing fields is the same.
 */
import { maskedText } from './masked-text';
import type { Deck, Part, Slide } from './model';

/** One point, white. */
export const smallest = 'data:image/gif;base64,R0lGODlhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs=';

export function masked(deck: Deck): Deck {
  return { ...deck, title: maskedText(deck.title), slides: deck.slides.map(maskedSlide) };
}

function maskedSlide(slide: Slide): Slide {
  const about = { warning: maskedText(slide.warning), notes: maskedText(slide.notes) };
  switch (slide.kind) {
    case 'content': {
      const { picture, video } = slide;
      return {
        ...slide,
        ...about,
        title: maskedText(slide.title),
        markdown: maskedText(slide.markdown),
        picture:
          picture === null
            ? null
            : {
                src: isHere(picture.src) ? smallest : maskedText(picture.src),
                alt: maskedText(picture.alt),
              },
        video: { url: maskedAddress(video.url), title: maskedText(video.title) },
      };
    }
    case 'scale': {
      const { range } = slide;
      const labels = {
        min_label: maskedText(range.min_label),
        max_label: maskedText(range.max_label),
      };
      return {
        ...slide,
        ...about,
        prompt: maskedText(slide.prompt),
        range: { ...range, ...labels },
        statements: slide.statements.map(maskedPart),
      };
    }
    case 'choice':
      return {
        ...slide,
        ...about,
        prompt: maskedText(slide.prompt),
        options: slide.options.map(maskedPart),
      };
    case 'word_cloud':
    case 'free_text':
      return { ...slide, ...about, prompt: maskedText(slide.prompt) };
  }
}

const maskedPart = (part: Part): Part => ({ ...part, text: maskedText(part.text) });
const isHere = (src: string) => src.startsWith('data:');

/** The scheme and the signs stay, by which it is told whether it is an address. */
function maskedAddress(url: string): string {
  const scheme = /^[a-z][a-z0-9+.-]*:/iu.exec(url)?.[0] ?? '';
  return scheme + maskedText(url.slice(scheme.length));
}
