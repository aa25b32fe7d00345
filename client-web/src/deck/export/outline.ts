/** A deck as a Markdown outline, which import/outline.ts reads back; a picture leaves its words only. */
import { closingFence, markedLines } from '../fences';
import { partsOf, titleOf, type Deck, type QuestionSlide, type Slide } from '../model';
import type { Remark } from '../read-deck';

export function outlineText(deck: Deck): string {
  const slides = deck.slides.map(section);
  const title = closedHeading(oneLine(deck.title));
  // A heading without words would be a text, and a text before the first slide is one more slide.
  const head = title === '' ? [] : [`# ${title}`];
  return `${[...head, ...slides].join('\n\n')}\n`;
}

/** What an outline cannot hold, of this deck. */
export function leftOfOutline(deck: Deck): Remark[] {
  const { language } = deck;
  const sentence = `The language of an outline is English; this deck’s is “${language}”.`;
  const about = language === 'en' ? [] : [{ slide: null, sentence }];
  const ofSlides = deck.slides.flatMap((slide, i) =>
    leftOfSlide(slide).map((each) => ({ slide: i + 1, sentence: each })),
  );
  return [...about, ...ofSlides];
}

function leftOfSlide(slide: Slide): string[] {
  const lines = [titleOf(slide), ...partsOf(slide).map(({ text }) => text)];
  const broken = [
    ...(lines.some((line) => oneLine(line) !== line)
      ? ['Its title, question and answers stand in one line each.']
      : []),
    ...(loweredHeadings(slide.notes) === slide.notes
      ? []
      : ['Headings in its notes are of the third level, as those above begin a slide.']),
    ...([slide.notes, slide.kind === 'content' ? slide.markdown : ''].some(
      (text) => closingFence(text) !== '',
    )
      ? ['Code in it that is not closed is closed at the end of its text.']
      : []),
    ...([slide.notes, slide.warning, slide.kind === 'content' ? slide.markdown : ''].some((text) =>
      /<!--[^]*?-->|\r/u.test(text),
    )
      ? ['Its comments become notes when the outline is read, and its line ends are those of Unix.']
      : []),
  ];
  if (slide.kind !== 'content') return [...broken, ...leftOfParts(slide)];
  const { markdown, picture, video } = slide;
  return [
    ...broken,
    ...(loweredHeadings(markdown) === markdown
      ? []
      : ['Its headings are of the third level, as those above begin a slide.']),
    ...(/^(?:Notes:|>[ \t]*Warning:|Film:[ \t]*\[)/imu.test(markdown)
      ? [
          'A line of its text begins with “Notes:”, “> Warning:” or “Film:”, and is read as such in an outline.',
        ]
      : []),
    ...(/!\[[^\]]*\]\([^)]*data:/u.test(markdown)
      ? ['A picture in its text becomes the slide’s when the outline is read.']
      : []),
    ...(picture === null ? [] : ['Its picture is not in an outline; the words for it are.']),
    ...(video.url === '' && video.title !== ''
      ? [`Its film has no address; its words, “${video.title}”, are left out.`]
      : []),
  ];
}

/** Ids that reading an outline would make anew in the same way are not missed. */
function leftOfParts(slide: QuestionSlide): string[] {
  const letter = slide.kind === 'scale' ? 's' : 'o';
  const own = partsOf(slide).filter(({ id }, i) => id !== `${letter}${i + 1}`);
  const ids = own.map(({ id }) => id).join('”, “');
  const labels = slide.kind === 'scale' ? slide.range.min_label + slide.range.max_label : '';
  return [
    ...(slide.kind === 'scale' && slide.statements.length === 0
      ? ['It has no statement; its question becomes one when the outline is read.']
      : []),
    ...(own.length === 0
      ? []
      : [`The ids “${ids}” are not in an outline: runs of both cannot be compared in these.`]),
    ...(/["{}]/u.test(labels)
      ? ['Quotation marks and braces in the words at its ends are written as ’.']
      : []),
  ];
}

const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();
/** Number signs at a heading's end are no part of it; one more says that those before it are. */
const closedHeading = (words: string) => (words.endsWith('#') ? `${words} #` : words);
/** What looks like the mark or the box of a list is a word here: a backslash before it says so. */
const asItem = (text: string) => oneLine(text).replace(/^(?=[[\\☐☑□])/u, '\\');

function section(slide: Slide): string {
  const warning =
    slide.warning === '' ? [] : [`> Warning: ${slide.warning.replace(/\n/gu, '\n> ')}`];
  const notes =
    slide.notes === '' ? [] : [`Notes: ${withFencesClosed(loweredHeadings(slide.notes))}`];
  const heading = `## ${oneLine(titleOf(slide))} {${attributes(slide).join(' ')}}`;
  return [heading, ...warning, ...body(slide), ...notes].join('\n\n');
}

function body(slide: Slide): string[] {
  if (slide.kind !== 'content') {
    const mark = slide.kind === 'choice' ? '- [ ]' : '-';
    const list = partsOf(slide).map(({ text }) => `${mark} ${asItem(text)}`);
    return list.length === 0 ? [] : [list.join('\n')];
  }
  const { markdown, picture, video } = slide;
  return [
    ...(markdown === '' ? [] : [withFencesClosed(loweredHeadings(markdown))]),
    ...(picture === null ? [] : [`*Picture: ${oneLine(picture.alt)}*`]),
    ...(video.url === ''
      ? []
      : [`Film: [${oneLine(video.title).replace(/[\\\]]/gu, '\\$&')}](${oneLine(video.url)})`]),
  ];
}

/** A heading inside a slide's text must not begin another slide; inside of code it is none. */
function loweredHeadings(markdown: string): string {
  return markedLines(markdown.split('\n'))
    .map(({ text, isOpaque }) => (isOpaque ? text : text.replace(/^#{1,2}(?=\s)/u, '###')))
    .join('\n');
}

/** Code that is not closed would hold all slides that follow. */
function withFencesClosed(markdown: string): string {
  const fence = closingFence(markdown);
  return fence === '' ? markdown : `${markdown}\n${fence}`;
}

function attributes(slide: Slide): string[] {
  const first = [`#${slide.id}`, `.${slide.kind}`];
  if (slide.kind === 'content') return first;
  const results = slide.results === 'live' ? [] : ['results=on_reveal'];
  return [...first, `level=${slide.level}`, ...results, ...own(slide)];
}

function own(slide: QuestionSlide): string[] {
  const quoted = (name: string, text: string) =>
    text === '' ? [] : [`${name}="${oneLine(text).replace(/["{}]/gu, '’')}"`];
  switch (slide.kind) {
    case 'word_cloud':
      return [`entries=${slide.entries}`];
    case 'free_text':
      return [`answers=${slide.answers}`, `max_length=${slide.max_length}`];
    case 'choice':
      return [`select=${slide.select}`];
    case 'scale': {
      const { min, max, min_label, max_label } = slide.range;
      return [
        ...[`min=${min}`, `max=${max}`],
        ...quoted('min_label', min_label),
        ...quoted('max_label', max_label),
        ...(slide.not_applicable ? [] : ['not_applicable=no']),
      ];
    }
  }
}
