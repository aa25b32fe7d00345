/**
 * Opens a deck file as a person may have written it, with faults. What has the right shape is taken as it stands, too
 * long or too large as it may be: the server's check says what is wrong with it. What has no place in the editor is
 * said in a remark and kept as a content slide; nothing is dropped in silence.
 */
import type { Level, ResultsMode } from '@protocol/messages';
import {
  contentSlide,
  noVideo,
  usualRange,
  type Deck,
  type Part,
  type Picture,
  type Slide,
} from './model';
import { FieldReader, isObject, type Say } from './fields';

/** Something that was not taken as it was. */
export interface Remark {
  /** Counted from 1; null is the deck itself. */
  slide: number | null;
  sentence: string;
}

export interface Imported {
  deck: Deck;
  remarks: readonly Remark[];
}

/** A file that gives no deck at all, and why. */
export interface Unreadable {
  unreadable: string;
}

export const isUnreadable = (result: Imported | Unreadable): result is Unreadable =>
  'unreadable' in result;

export function readDeck(value: unknown): Imported | Unreadable {
  const listed = isObject(value) ? value['slides'] : undefined;
  if (!isObject(value) || !(Array.isArray(listed) || isObject(listed))) {
    return { unreadable: 'This is JSON, but no deck: a deck has a title and a list of slides.' };
  }
  const remarks: Remark[] = [];
  const reader = new FieldReader(value, (sentence) => remarks.push({ slide: null, sentence }));
  const { format } = value;
  if (format !== 'candour.deck/1') {
    const named = typeof format === 'string' ? `“${format}”` : JSON.stringify(format);
    const said = named ?? 'no format';
    reader.say(`The file names ${said}; it was read as candour.deck/1.`);
  }
  const taken = new Set<string>();
  const slides = reader
    .list('slides')
    .map((slide, i) =>
      readSlide(slide, i + 1, taken, (sentence) => remarks.push({ slide: i + 1, sentence })),
    );
  const deck = {
    title: reader.text('title'),
    language: reader.text('language', 'en'),
    slides,
  };
  reader.sayUnknown(['format']);
  return { deck, remarks };
}

const levels: readonly Level[] = ['open', 'protected', 'strict'];
const modes: readonly ResultsMode[] = ['live', 'on_reveal'];

function readSlide(value: unknown, place: number, taken: Set<string>, say: Say): Slide {
  const id = freeId(isObject(value) ? value['id'] : undefined, place, taken, say);
  if (!isObject(value)) {
    say('This is no slide. It was kept as a content slide, as it stood in the file.');
    return keptAsItStood(id, `Slide ${place}`, value);
  }
  const reader = new FieldReader(value, say);
  const slide = slideOfKind(reader, value['kind'], id);
  if (slide === null) {
    say(
      `There are no slides of the kind ${JSON.stringify(value['kind'] ?? 'nothing')} here. ` +
        'It was kept as a content slide, as it stood in the file.',
    );
    const named = value['prompt'] ?? value['title'];
    return keptAsItStood(id, typeof named === 'string' ? named : `Slide ${place}`, value);
  }
  reader.sayUnknown(['id', 'kind']);
  return slide;
}

function keptAsItStood(id: string, title: string, value: unknown): Slide {
  return contentSlide(id, title, `\`\`\`\n${JSON.stringify(value, null, 2)}\n\`\`\``);
}

function slideOfKind(reader: FieldReader, kind: unknown, id: string): Slide | null {
  const about = () => ({ warning: reader.text('warning'), notes: reader.lines('notes') });
  const question = () => ({
    ...about(),
    id,
    prompt: reader.text('prompt'),
    level: reader.oneOf('level', levels, 'protected'),
    results: reader.oneOf('results', modes, 'live'),
  });
  switch (kind) {
    case 'content':
      return {
        ...about(),
        kind,
        id,
        title: reader.text('title'),
        markdown: reader.lines('markdown'),
        picture: readPicture(reader),
        video: readVideo(reader),
      };
    case 'word_cloud':
      return { ...question(), kind, entries: reader.number('entries', 3) };
    case 'scale':
      return {
        ...question(),
        kind,
        statements: readParts(reader, 'statements'),
        range: readRange(reader),
        not_applicable: reader.flag('not_applicable', true),
      };
    case 'free_text':
      return {
        ...question(),
        kind,
        answers: reader.number('answers', 1),
        max_length: reader.number('max_length', 1000),
      };
    case 'choice':
      return {
        ...question(),
        kind,
        options: readParts(reader, 'options'),
        select: reader.oneOf('select', ['one', 'several'], 'one'),
      };
    default:
      return null;
  }
}

function readRange(reader: FieldReader) {
  const range = reader.object('range');
  if (range === null) return usualRange;
  const read = {
    min: range.number('min', usualRange.min),
    max: range.number('max', usualRange.max),
    min_label: range.text('min_label'),
    max_label: range.text('max_label'),
  };
  range.sayUnknown();
  return read;
}

function readPicture(reader: FieldReader): Picture | null {
  const picture = reader.object('picture', 'src');
  if (picture === null) return null;
  const read = { src: picture.text('src'), alt: picture.text('alt') };
  picture.sayUnknown();
  if (!read.src.startsWith('data:')) {
    reader.say(
      `Its picture stands beside the file, as “${read.src}”. The studio cannot look there: choose the picture again in it.`,
    );
  }
  return read;
}

function readVideo(reader: FieldReader) {
  const video = reader.object('video', 'url');
  if (video === null) return noVideo;
  const read = { url: video.text('url'), title: video.text('title') };
  video.sayUnknown();
  return read;
}

function readParts(reader: FieldReader, field: string): Part[] {
  const taken = new Set<string>();
  return reader.list(field).map((value, i) => {
    const part = isObject(value) ? value : { text: value };
    const inner = new FieldReader(part, reader.say);
    const text = inner.text('text');
    inner.sayUnknown(['id']);
    const { id } = part;
    return { id: freeId(id, i + 1, taken, reader.say), text };
  });
}

/** Ids that are there stay, as two runs are compared by them; the others are made. */
function freeId(wanted: unknown, place: number, taken: Set<string>, say: Say): string {
  const good = typeof wanted === 'string' && /^[a-z0-9_-]{1,40}$/.test(wanted);
  if (good && !taken.has(wanted)) {
    taken.add(wanted);
    return wanted;
  }
  if (good) say(`“${wanted}” is the id of another one already; it has an id of its own now.`);
  else if (wanted !== undefined) {
    say(`${JSON.stringify(wanted)} cannot be an id; it has another one now.`);
  }
  let id = `n${place}`;
  for (let i = 2; taken.has(id); i += 1) id = `n${place}-${i}`;
  taken.add(id);
  return id;
}
