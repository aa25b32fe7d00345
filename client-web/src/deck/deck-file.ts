/** From an edited deck to a deck file (candour.deck/1) and its text. What is empty or as usual is left out. */
import type { DeckFile, SlideFile } from '@protocol/messages';
import { usualRange, type Deck, type Slide } from './model';

export function toFile(deck: Deck): DeckFile {
  return {
    format: 'candour.deck/1',
    title: deck.title,
    language: deck.language,
    slides: deck.slides.map(slideToFile),
  };
}

/** One line a field and a slide after the other, so that two versions can be compared line by line. */
export function fileText(deck: Deck): string {
  return `${JSON.stringify(toFile(deck), null, 2)}\n`;
}

export function slideToFile(slide: Slide): SlideFile {
  const about = {
    ...(slide.warning !== '' && { warning: slide.warning }),
    ...(slide.notes !== '' && { notes: slide.notes }),
  };
  if (slide.kind === 'content') {
    const { kind, id, title, markdown, picture, video } = slide;
    return {
      kind,
      id,
      title,
      ...(markdown !== '' && { markdown }),
      ...(picture !== null && { picture }),
      ...((video.url !== '' || video.title !== '') && { video }),
      ...about,
    };
  }
  const { id, prompt, level, results } = slide;
  const protection = { level, ...(results !== 'live' && { results }), ...about };
  switch (slide.kind) {
    case 'word_cloud':
      return { kind: slide.kind, id, prompt, entries: slide.entries, ...protection };
    case 'scale': {
      const { kind, statements, range, not_applicable } = slide;
      return {
        kind,
        id,
        prompt,
        statements: [...statements],
        ...(!isUsual(range) && { range }),
        ...(!not_applicable && { not_applicable }),
        ...protection,
      };
    }
    case 'free_text': {
      const { kind, answers, max_length } = slide;
      const length = max_length !== 1000 && { max_length };
      return { kind, id, prompt, ...(answers !== 1 && { answers }), ...length, ...protection };
    }
    case 'choice': {
      const { kind, options, select } = slide;
      const several = select !== 'one' && { select };
      return { kind, id, prompt, options: [...options], ...several, ...protection };
    }
  }
}

function isUsual(range: typeof usualRange): boolean {
  return (
    range.min === usualRange.min &&
    range.max === usualRange.max &&
    range.min_label === '' &&
    range.max_label === ''
  );
}
