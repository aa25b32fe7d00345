/**
 * Markdown outlines. The first heading of level 1 is the deck's title, every further heading a slide. A check-box list
 * makes a choice; so does a plain list under a heading that asks something. `{#id .scale min=0 max=5 level=strict}` at
 * a heading's end says more (Pandoc's heading attributes): that is how outline export writes it.
 */
import type { Level, ResultsMode } from '@protocol/messages';
import { contentSlide, most, noVideo, type Kind, type QuestionSlide, type Slide } from '../model';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { kindNamed, sayTicked, takeHint, tickedIn, withoutMark } from './hints';
import { leftOut, slideFrom } from './lines';

interface Section {
  heading: string;
  lines: string[];
}

export const looksLikeOutline = (text: string): boolean => /^#{1,6}\s+\S/mu.test(text);

/** `otherwise` is the deck's title where no heading is one. */
export function readOutline(text: string, otherwise = ''): Imported | Unreadable {
  const { title, sections } = split(text);
  if (title === null && sections.length === 0) {
    return { unreadable: 'This Markdown has no headings, and each heading makes a slide.' };
  }
  const remarks: Remark[] = leftOut(
    sections.length,
    sections.map(({ heading }) => [heading]),
  );
  const taken = new Set<string>();
  const slides = sections
    .slice(0, most.slides)
    .map((section, i) =>
      readSection(section, i + 1, taken, (sentence) => remarks.push({ slide: i + 1, sentence })),
    );
  return { deck: { title: title ?? otherwise, language: 'en', slides }, remarks };
}

function split(text: string): { title: string | null; sections: Section[] } {
  let title: string | null = null;
  const sections: Section[] = [];
  let before: string[] = [];
  let fenced = false;
  for (const line of text.split(/\r\n|\r|\n/u)) {
    if (/^\s*(```|~~~)/u.test(line)) fenced = !fenced;
    const heading = fenced ? null : headingOf(line);
    if (heading?.level === 1 && title === null && sections.length === 0) {
      title = heading.words;
    } else if (heading !== null && heading.level <= 2) {
      sections.push({ heading: heading.words, lines: [] });
    } else if (sections.length === 0) before.push(line);
    else sections[sections.length - 1]?.lines.push(line);
  }
  // What stands before the first slide is a slide too.
  if (before.some((line) => line.trim() !== '')) {
    sections.unshift({ heading: title ?? 'To begin with', lines: before });
    before = [];
  }
  return { title, sections };
}

/** "## Words ##" has the level 2. Read from both ends, so that a long line takes no longer than its length. */
function headingOf(line: string): { level: number; words: string } | null {
  const marks = /^(#{1,6})\s+/u.exec(line);
  if (marks === null) return null;
  const rest = line.slice(marks[0].length).trimEnd();
  let end = rest.length;
  while (rest[end - 1] === '#') end -= 1;
  const closed = end > 0 && end < rest.length && /\s/u.test(rest.charAt(end - 1));
  const words = closed ? rest.slice(0, end).trimEnd() : rest;
  return words === '' ? null : { level: marks[1]?.length ?? 0, words };
}

interface Attributes {
  id: string | null;
  kind: Kind | null;
  values: ReadonlyMap<string, string>;
}

/** Braces with more inside are words; a heading has at most 300 characters. */
const mostInBraces = 1_000;
const attribute = /[#.][\w-]+|[\w-]+=(?:"[^"]*"|\S+)/gu;

function takeAttributes(heading: string, say: Say): { words: string; attributes: Attributes } {
  const none = { id: null, kind: null, values: new Map<string, string>() };
  const opens = heading.endsWith('}') ? heading.lastIndexOf('{') : -1;
  const inside = heading.slice(opens + 1, -1);
  const isShort = opens !== -1 && inside.length <= mostInBraces && !inside.includes('}');
  // Words in braces are words.
  if (!isShort || inside.replace(attribute, '').trim() !== '')
    return { words: heading, attributes: none };
  const parts = inside.match(attribute) ?? [];
  const values = new Map<string, string>();
  let id: string | null = null;
  let kind: Kind | null = null;
  for (const part of parts) {
    if (part.startsWith('#')) id = part.slice(1);
    else if (part.startsWith('.')) {
      const named = kindNamed(part.slice(1).replace(/-/g, '_'));
      if (named === null) say(`There are no slides of the kind “${part.slice(1)}” here.`);
      kind = named ?? kind;
    } else {
      const [name = '', ...rest] = part.split('=');
      values.set(name, rest.join('=').replace(/^"|"$/gu, ''));
    }
  }
  return { words: heading.slice(0, opens).trimEnd(), attributes: { id, kind, values } };
}

type Say = (sentence: string) => void;

function readSection(section: Section, place: number, taken: Set<string>, say: Say): Slide {
  const { words: rest, attributes } = takeAttributes(section.heading, say);
  const hinted = takeHint(rest);
  const kind = attributes.kind ?? hinted.kind;
  const words = attributes.kind === null ? hinted.words : rest;
  const id = freeId(attributes.id, place, taken, say);
  const { warning, notes, body } = takeAsides(section.lines);
  const about = { warning, notes };
  const list = kind === 'content' ? null : listIn(body, words, kind);
  if (kind === 'content' || (kind === null && list === null)) {
    if (kind === null && isQuestion(words) && body.trim() === '') {
      return withValues(
        { ...slideFrom({ id, words, parts: [], kind: null, range: null }), ...about },
        attributes,
        say,
      );
    }
    return withValues({ ...content(id, words, body, say), ...about }, attributes, say);
  }
  const range = hinted.range;
  const slide = slideFrom({ id, words, parts: list?.items ?? [], kind: kind ?? 'choice', range });
  if (list !== null && list.rest !== '') {
    say(
      `Beside its list this question had a text, which a question cannot have: “${list.rest}”. It is in the notes.`,
    );
    about.notes = [about.notes, list.rest].filter((part) => part !== '').join('\n\n');
  }
  if (list !== null && list.ticked.length > 0) say(sayTicked(list.ticked));
  return withValues({ ...slide, ...about }, attributes, say);
}

const isQuestion = (words: string) => /[?？؟]$/u.test(words);

/** A warning and notes, as outline export writes them: `> Warning: …` and `Notes: …` to the end. */
function takeAsides(lines: readonly string[]): { warning: string; notes: string; body: string } {
  const text = lines.join('\n');
  const warned = /(?:^|\n)>\s*Warning:\s*(.*(?:\n>.*)*)/iu.exec(text);
  const warning = (warned?.[1] ?? '').replace(/\n>\s?/gu, '\n').trim();
  const rest = warned === null ? text : text.replace(warned[0], '\n');
  const noted = /(?:^|\n)Notes:[ \t]*([\s\S]*)$/iu.exec(rest);
  const body = noted === null ? rest : rest.slice(0, noted.index);
  return { warning, notes: (noted?.[1] ?? '').trim(), body: body.replace(/^\n+/u, '').trimEnd() };
}

/** The list that a question's options or statements stand in; null when there is none that can be one. */
function listIn(
  body: string,
  words: string,
  kind: Kind | null,
): { items: string[]; ticked: string[]; rest: string } | null {
  const lines = body.split('\n').filter((line) => line.trim() !== '');
  const isBox = (line: string) => /^\s*[-*+]\s+\[[ xX]?\]\s/u.test(line);
  const isItem = (line: string) => /^\s*(?:[-*+]|\d{1,2}[.)])\s+\S/u.test(line);
  const boxes = lines.filter(isBox);
  const items = boxes.length > 0 ? boxes : lines.filter(isItem);
  const listed = new Set(items);
  const rest = lines.filter((line) => !listed.has(line)).join('\n');
  const wanted = kind !== null || boxes.length > 0;
  if (!wanted && !(isQuestion(words) && items.length >= 2 && rest === '')) return null;
  if (!wanted && items.length === 0) return null;
  return { items: items.map(withoutMark), ticked: tickedIn(items), rest };
}

function content(id: string, title: string, body: string, say: Say): Slide {
  const slide = contentSlide(id, title);
  const film = /(?:^|\n)Film:\s*\[([^\]]{0,1000})\]\((https:\/\/\S+?)\)\s*$/u.exec(body);
  const rest = film === null ? body : body.slice(0, film.index);
  const pictured = /!\[([^\]]{0,1000})\]\(([^)\s]+)\)/u.exec(rest);
  const src = pictured?.[2] ?? '';
  const isHere = src.startsWith('data:image/');
  if (pictured !== null && !isHere) {
    say(`Its picture stands elsewhere, as “${src}”. Choose it again to use it here.`);
  }
  const markdown = (pictured === null || !isHere ? rest : rest.replace(pictured[0], '')).trim();
  const video = film === null ? noVideo : { title: film[1] ?? '', url: film[2] ?? '' };
  const picture = isHere ? { src, alt: pictured?.[1] ?? '' } : null;
  return { ...slide, markdown, video, picture };
}

const levels: readonly Level[] = ['open', 'protected', 'strict'];
const modes: readonly ResultsMode[] = ['live', 'on_reveal'];

/** Takes what a heading's braces say, and says what it does not take. */
class Values {
  private readonly known = new Set<string>();
  constructor(
    private readonly values: ReadonlyMap<string, string>,
    private readonly say: Say,
  ) {}

  text(name: string): string {
    this.known.add(name);
    return this.values.get(name) ?? '';
  }

  number(name: string, otherwise: number): number {
    const value = this.text(name);
    if (/^\d+$/u.test(value)) return Number(value);
    if (value !== '')
      this.say(`“${name}” is “${value}”, which is no number; it is ${otherwise} now.`);
    return otherwise;
  }

  oneOf<T extends string>(name: string, names: readonly T[], otherwise: T): T {
    const value = this.text(name);
    const found = names.find((each) => each === value);
    if (found === undefined && value !== '')
      this.say(`“${name}” is “${value}”; it is “${otherwise}” now.`);
    return found ?? otherwise;
  }

  sayUnknown(): void {
    for (const [name, value] of this.values)
      if (!this.known.has(name)) this.say(`There is no field “${name}” here; it said “${value}”.`);
  }
}

function withValues(slide: Slide, attributes: Attributes, say: Say): Slide {
  const values = new Values(attributes.values, say);
  const read = slide.kind === 'content' ? slide : questionWith(slide, values);
  values.sayUnknown();
  return read;
}

function questionWith(slide: QuestionSlide, values: Values): QuestionSlide {
  const level = values.oneOf('level', levels, slide.level);
  const results = values.oneOf('results', modes, slide.results);
  switch (slide.kind) {
    case 'word_cloud':
      return { ...slide, level, results, entries: values.number('entries', slide.entries) };
    case 'free_text':
      return {
        ...slide,
        ...{ level, results, answers: values.number('answers', slide.answers) },
        max_length: values.number('max_length', slide.max_length),
      };
    case 'choice':
      return {
        ...slide,
        ...{ level, results, select: values.oneOf('select', ['one', 'several'], slide.select) },
      };
    case 'scale': {
      const range = {
        min: values.number('min', slide.range.min),
        max: values.number('max', slide.range.max),
        min_label: values.text('min_label'),
        max_label: values.text('max_label'),
      };
      const not_applicable = values.oneOf('not_applicable', ['yes', 'no'], 'yes') === 'yes';
      return { ...slide, level, results, range, not_applicable };
    }
  }
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
