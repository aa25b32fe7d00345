/**
 * A deck while somebody works on it: every field is there, so that a form can show it; what is empty or as usual is
 * left out of the file (deck-file.ts). Ids are made by the editor and stay when the wording changes, so that two runs
 * of one deck can be compared.
 */
import type { Level, ResultsMode, Video } from '@protocol/messages';

export interface Deck {
  title: string;
  language: string;
  slides: readonly Slide[];
}

interface EverySlide {
  id: string;
  /** A content warning; '' is none. */
  warning: string;
  /** What the desk alone shows; '' is none. */
  notes: string;
}

export interface ContentSlide extends EverySlide {
  kind: 'content';
  title: string;
  markdown: string;
  picture: Picture | null;
  /** Both fields empty: none. */
  video: Video;
}

export interface Picture {
  /** A data URI; or, in a deck from a file, a path that the browser cannot follow. */
  src: string;
  alt: string;
}

interface EveryQuestion extends EverySlide {
  prompt: string;
  level: Level;
  results: ResultsMode;
}

export interface WordCloudSlide extends EveryQuestion {
  kind: 'word_cloud';
  entries: number;
}

export interface Part {
  id: string;
  text: string;
}

export interface ScaleSlide extends EveryQuestion {
  kind: 'scale';
  statements: readonly Part[];
  range: { min: number; max: number; min_label: string; max_label: string };
  not_applicable: boolean;
}

export interface FreeTextSlide extends EveryQuestion {
  kind: 'free_text';
  answers: number;
  max_length: number;
}

export interface ChoiceSlide extends EveryQuestion {
  kind: 'choice';
  options: readonly Part[];
  select: 'one' | 'several';
}

export type QuestionSlide = WordCloudSlide | ScaleSlide | FreeTextSlide | ChoiceSlide;
export type Slide = ContentSlide | QuestionSlide;
export type Kind = Slide['kind'];

export const kinds: readonly Kind[] = ['content', 'word_cloud', 'scale', 'free_text', 'choice'];

/** protocol/README.md, "Decks". The server's check is what counts; these keep a form from inviting a fault. */
export const most = {
  slides: 200,
  title: 120,
  prompt: 300,
  warning: 300,
  notes: 2000,
  markdown: 4000,
  part: 200,
  label: 60,
  alt: 300,
  statements: 10,
  options: 20,
  entries: 10,
  answers: 10,
  textLength: 1000,
  /** The body of `POST /api/rooms`. */
  deckBytes: 4_194_304,
  pictureBytes: 1_000_000,
} as const;

const everySlide = { warning: '', notes: '' };
const everyQuestion = { ...everySlide, level: 'protected', results: 'live' } as const;
export const noVideo: Video = { url: '', title: '' };
export const usualRange = { min: 0, max: 10, min_label: '', max_label: '' };

export function contentSlide(id: string, title: string, markdown = ''): ContentSlide {
  return { ...everySlide, kind: 'content', id, title, markdown, picture: null, video: noVideo };
}

export function wordCloudSlide(id: string, prompt: string): WordCloudSlide {
  return { ...everyQuestion, kind: 'word_cloud', id, prompt, entries: 3 };
}

export function scaleSlide(id: string, prompt: string, statements: readonly string[]): ScaleSlide {
  return {
    ...everyQuestion,
    kind: 'scale',
    id,
    prompt,
    statements: statements.map((text, i) => ({ id: `s${i + 1}`, text })),
    range: usualRange,
    not_applicable: true,
  };
}

export function freeTextSlide(id: string, prompt: string): FreeTextSlide {
  return { ...everyQuestion, kind: 'free_text', id, prompt, answers: 1, max_length: 1000 };
}

export function choiceSlide(id: string, prompt: string, options: readonly string[]): ChoiceSlide {
  return {
    ...everyQuestion,
    kind: 'choice',
    id,
    prompt,
    options: options.map((text, i) => ({ id: `o${i + 1}`, text })),
    select: 'one',
  };
}

/** A slide to begin with, with as many parts as the kind needs. */
export function blankSlide(kind: Kind, id: string): Slide {
  switch (kind) {
    case 'content':
      return contentSlide(id, '');
    case 'word_cloud':
      return wordCloudSlide(id, '');
    case 'scale':
      return scaleSlide(id, '', ['']);
    case 'free_text':
      return freeTextSlide(id, '');
    case 'choice':
      return choiceSlide(id, '', ['', '']);
  }
}

export const titleOf = (slide: Slide): string =>
  slide.kind === 'content' ? slide.title : slide.prompt;

/** The statements or options of a slide; none for the other kinds. */
export function partsOf(slide: Slide): readonly Part[] {
  if (slide.kind === 'scale') return slide.statements;
  return slide.kind === 'choice' ? slide.options : [];
}

export function withParts<S extends Slide>(slide: S, parts: readonly Part[]): S {
  if (slide.kind === 'scale') return { ...slide, statements: parts };
  return slide.kind === 'choice' ? { ...slide, options: parts } : slide;
}

export const slideWith = (deck: Deck, id: string): Slide | undefined =>
  deck.slides.find((slide) => slide.id === id);
