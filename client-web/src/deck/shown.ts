/** A slide as the server will show it, for pages that draw what a server says. */
import type * as Wire from '@protocol/messages';
import { most, type Deck, type Slide } from './model';

/** A server takes no text beyond this; drawing a megabyte of one would only bring the page to a stop. */
export const shownCharacters = most.markdown * 8;

export function shownDeck(deck: Deck): Wire.Deck {
  return {
    format: 'candour.deck/1',
    title: deck.title,
    language: deck.language,
    slides: deck.slides.map(shownSlide),
  };
}

export function shownSlide(slide: Slide): Wire.Slide {
  const about = {
    ...(slide.warning !== '' && { warning: slide.warning }),
    ...(slide.notes !== '' && { notes: slide.notes }),
  };
  switch (slide.kind) {
    case 'content': {
      const { kind, id, title, markdown, picture, video } = slide;
      return {
        ...{ kind, id, title, ...about },
        markdown: markdown.slice(0, shownCharacters),
        // The picture that is here, where a server would give its address.
        ...(picture !== null && { picture: { url: picture.src, alt: picture.alt } }),
        ...(video.url !== '' && { video }),
      };
    }
    case 'scale': {
      const { warning: _warning, notes: _notes, ...question } = slide;
      return { ...question, statements: [...question.statements], ...about };
    }
    case 'choice': {
      const { warning: _warning, notes: _notes, ...question } = slide;
      return { ...question, options: [...question.options], ...about };
    }
    case 'word_cloud':
    case 'free_text': {
      const { warning: _warning, notes: _notes, ...question } = slide;
      return { ...question, ...about };
    }
  }
}
