/** A deck as a Markdown outline, which import/outline.ts reads back; a picture leaves its words only. */
import { partsOf, titleOf, type Deck, type QuestionSlide, type Slide } from '../model';

export function outlineText(deck: Deck): string {
  const slides = deck.slides.map(section);
  return `# ${oneLine(deck.title)}\n\n${slides.join('\n\n')}\n`;
}

const oneLine = (text: string) => text.replace(/\s+/gu, ' ').trim();

function section(slide: Slide): string {
  const warning =
    slide.warning === '' ? [] : [`> Warning: ${slide.warning.replace(/\n/gu, '\n> ')}`];
  const notes = slide.notes === '' ? [] : [`Notes: ${slide.notes}`];
  const heading = `## ${oneLine(titleOf(slide))} {${attributes(slide).join(' ')}}`;
  return [heading, ...warning, ...body(slide), ...notes].join('\n\n');
}

function body(slide: Slide): string[] {
  if (slide.kind !== 'content') {
    const mark = slide.kind === 'choice' ? '- [ ]' : '-';
    const list = partsOf(slide).map(({ text }) => `${mark} ${oneLine(text)}`);
    return list.length === 0 ? [] : [list.join('\n')];
  }
  const { markdown, picture, video } = slide;
  return [
    ...(markdown === '' ? [] : [loweredHeadings(markdown)]),
    ...(picture === null ? [] : [`*Picture: ${oneLine(picture.alt)}*`]),
    ...(video.url === '' ? [] : [`Film: [${oneLine(video.title)}](${video.url})`]),
  ];
}

/** A heading inside a slide's text must not begin another slide. */
function loweredHeadings(markdown: string): string {
  return markdown.replace(/^(#{1,2})(?=\s)/gmu, '###');
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
