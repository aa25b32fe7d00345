/**
 * Markdown outlines. The first heading of level 1 is the deck's title, every further heading a slide. A check-box list
 * makes a choice; so does a plain list under a heading that asks something. Braces at a heading's end say more
 * (heading-attributes.ts): that is how outline export writes it.
 */
import type { Say } from '../fields';
import { contentSlide, most, noVideo, type Kind, type Slide } from '../model';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { takeAttributes, withValues } from './heading-attributes';
import { sayTicked, takeHint } from './hints';
import { leftOut, slideFrom } from './lines';
import { listIn, type List } from './outline-list';
import { withAddresses } from './named-links';
import { takePicture } from './pictures';
import { sectionsOf, type Section } from './sections';

export const looksLikeOutline = (text: string): boolean => /^#{1,6}\s+\S/mu.test(text);

/** `otherwise` is the deck's title where no heading is one. */
export function readOutline(text: string, otherwise = ''): Imported | Unreadable {
  const remarks: Remark[] = [];
  const { title, sections } = sectionsOf(
    withAddresses(text, (sentence) => remarks.push({ slide: null, sentence })),
  );
  if (title === null && sections.length === 0) {
    return { unreadable: 'This Markdown has no headings, and each heading makes a slide.' };
  }
  remarks.push(
    ...leftOut(
      sections.length,
      sections.map(({ heading }) => [heading]),
    ),
  );
  const taken = new Set<string>();
  const slides = sections
    .slice(0, most.slides)
    .map((section, i) =>
      readSection(section, i + 1, taken, (sentence) => remarks.push({ slide: i + 1, sentence })),
    );
  return { deck: { title: title ?? otherwise, language: 'en', slides }, remarks };
}

function readSection(section: Section, place: number, taken: Set<string>, say: Say): Slide {
  const { words: rest, attributes } = takeAttributes(section.heading, say);
  const hinted = takeHint(rest);
  const kind = attributes.kind ?? hinted.kind;
  const words = attributes.kind === null ? hinted.words : rest;
  const id = freeId(attributes.id, place, taken, say);
  const { warning, notes, body } = takeAsides(section.lines, say);
  const about = { warning, notes };
  const list = kind === 'content' ? null : listIn(body, isQuestion(words), kind !== null, say);
  if (list === null) {
    const isOpen = kind === null && isQuestion(words) && body === '';
    const slide = isOpen
      ? slideFrom({ id, words, parts: [], kind: null, range: null })
      : content(id, words, body, say);
    return withValues({ ...slide, ...about }, attributes, say);
  }
  const slide = question(id, words, kind ?? 'choice', list, hinted.range);
  about.notes = [notes, textBeside(list, say)].filter((part) => part !== '').join('\n\n');
  if (list.ticked.length > 0) say(sayTicked(list.ticked));
  return withValues({ ...slide, ...about }, attributes, say);
}

const isQuestion = (words: string) => /[?？؟]$/u.test(words);

const question = (
  id: string,
  words: string,
  kind: Kind,
  list: List,
  range: { min: number; max: number } | null,
): Slide => slideFrom({ id, words, parts: list.items, kind, range });

/** What stands beside a question's list goes into its notes. */
function textBeside(list: List, say: Say): string {
  if (list.rest === '') return '';
  const { text } = takePicture(list.rest, false, say);
  const shown = text.length > 200 ? `${text.slice(0, 200)}…` : text;
  say(
    `Beside its list this question had a text, which a question cannot have: “${shown}”. It is in the notes.`,
  );
  return text;
}

/**
 * A warning and notes, as outline export writes them: `> Warning: …` and `Notes: …` to the end. Comments, which other
 * programs do not show, are notes too.
 */
function takeAsides(
  lines: readonly string[],
  say: Say,
): { warning: string; notes: string; body: string } {
  const { text, comments } = withoutComments(lines.join('\n'));
  if (comments.length > 0) say('Its comments, which nobody was to see, are in the notes.');
  const noted = /(?:^|\n)Notes:[ \t]?([\s\S]*)$/iu.exec(text);
  const rest = noted === null ? text : text.slice(0, noted.index);
  const warned = /(?:^|\n)>[ \t]*Warning:[ \t]?(.*(?:\n>.*)*)/iu.exec(rest);
  const warning = withoutEmptyEnds((warned?.[1] ?? '').replace(/\n>[ \t]?/gu, '\n'));
  const before = warned === null ? rest : rest.slice(0, warned.index);
  const after = warned === null ? '' : rest.slice(warned.index + warned[0].length);
  const notes = [withoutEmptyEnds(noted?.[1] ?? ''), ...comments].filter((part) => part !== '');
  const body = withoutEmptyEnds(after === '' ? before : `${before}\n${after}`);
  return { warning, notes: notes.join('\n\n'), body };
}

/** Line by line: spaces before the first word may be what makes it a list inside of a list. */
function withoutEmptyEnds(text: string): string {
  const lines = text.split('\n');
  const filled = (line: string) => line.trim() !== '';
  const first = lines.findIndex(filled);
  if (first === -1) return '';
  return lines.slice(first).join('\n').trimEnd();
}

function withoutComments(text: string): { text: string; comments: readonly string[] } {
  const comments: string[] = [];
  let rest = text;
  let kept = '';
  for (;;) {
    const from = rest.indexOf('<!--');
    const to = from === -1 ? -1 : rest.indexOf('-->', from + 4);
    if (to === -1) return { text: kept + rest, comments };
    comments.push(rest.slice(from + 4, to).trim());
    kept += rest.slice(0, from);
    rest = rest.slice(to + 3);
  }
}

const film = /(?:^|\n)Film:[ \t]*\[((?:[^\]\\\n]|\\.){0,1000})\]\(([^\n]{1,2000})\)\s*$/u;
/** A tag, and no address in angle brackets. */
const tag = /<\/?[a-z][a-z0-9-]*(?:\s[^<>\n]{0,200})?\/?>/iu;

function content(id: string, title: string, body: string, say: Say): Slide {
  const slide = contentSlide(id, title);
  const filmed = film.exec(body);
  const rest = filmed === null ? body : body.slice(0, filmed.index);
  const { text, picture } = takePicture(rest, true, say);
  if (tag.test(text)) say('Its text has HTML, which a slide shows as it is written.');
  const [, words = '', url = ''] = filmed ?? [];
  const video = filmed === null ? noVideo : { title: words.replace(/\\(.)/gu, '$1'), url };
  return { ...slide, markdown: withoutEmptyEnds(text), video, picture };
}

function freeId(wanted: string | null, place: number, taken: Set<string>, say: Say): string {
  const good = wanted !== null && /^[a-z0-9_-]{1,40}$/u.test(wanted);
  if (good && taken.has(wanted))
    say(`“${wanted}” is the id of another one already; it has an id of its own now.`);
  else if (wanted !== null && !good) say(`“${wanted}” cannot be an id; it has another one now.`);
  let id = good && !taken.has(wanted) ? wanted : `n${place}`;
  for (let i = 2; taken.has(id); i += 1) id = `n${place}-${i}`;
  taken.add(id);
  return id;
}
