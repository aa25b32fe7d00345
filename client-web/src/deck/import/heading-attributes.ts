/** What stands in braces at a heading's end, as Pandoc writes it: `{#id .scale min=0 max=5 level=strict}`. */
import type { Level, ResultsMode } from '@protocol/messages';
import type { Say } from '../fields';
import type { Kind, QuestionSlide, Slide } from '../model';
import { kindNamed } from './hints';

export interface Attributes {
  id: string | null;
  kind: Kind | null;
  values: ReadonlyMap<string, string>;
}

/** Braces with more inside are words; a heading has at most 300 characters. */
const mostInBraces = 1_000;
const attribute = /[#.][\w-]+|[\w-]+=(?:"[^"]*"|\S+)/gu;

export function takeAttributes(
  heading: string,
  say: Say,
): { words: string; attributes: Attributes } {
  const none = { id: null, kind: null, values: new Map<string, string>() };
  const opens = heading.endsWith('}') ? heading.lastIndexOf('{') : -1;
  const inside = heading.slice(opens + 1, -1);
  const isShort = opens !== -1 && inside.length <= mostInBraces && !inside.includes('}');
  // Words in braces are words.
  if (!isShort || inside.replace(attribute, '').trim() !== '')
    return { words: heading, attributes: none };
  const values = new Map<string, string>();
  const keep = (name: string, value: string) => {
    const before = values.get(name);
    if (before !== undefined) say(`“${name}” is said twice; “${before}” was left out.`);
    values.set(name, value);
  };
  for (const part of inside.match(attribute) ?? []) {
    if (part.startsWith('#')) keep('id', part.slice(1));
    else if (!part.startsWith('.')) {
      const [name = '', ...rest] = part.split('=');
      keep(name, rest.join('=').replace(/^"|"$/gu, ''));
    } else if (kindNamed(part.slice(1).replace(/-/g, '_')) !== null) keep('kind', part.slice(1));
    else say(`There are no slides of the kind “${part.slice(1)}” here.`);
  }
  const id = values.get('id') ?? null;
  const kind = kindNamed((values.get('kind') ?? '').replace(/-/g, '_'));
  values.delete('id');
  if (kind !== null) values.delete('kind');
  return { words: heading.slice(0, opens).trimEnd(), attributes: { id, kind, values } };
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
    if (/^-?\d+(?:\.\d+)?$/u.test(value)) return Number(value);
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

export function withValues(slide: Slide, attributes: Attributes, say: Say): Slide {
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
