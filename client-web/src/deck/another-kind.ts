/**
 * A slide of another kind. What the two have in common is kept; words that the other kind has no field for go to the
 * notes; and the first kind again is the first slide again, so that looking at what a kind is like costs nothing.
 */
import { sameSlide } from './compare';
import {
  blankSlide,
  partsOf,
  titleOf,
  usualRange,
  withParts,
  type Kind,
  type Slide,
} from './model';

/** What a slide was before it was of its kind. */
export interface Turned {
  from: Slide;
  /** As it was made of it, before anybody wrote in it. */
  made: Slide;
}

export function turn(slide: Slide, before: Turned | undefined, kind: Kind, id: string): Turned {
  const untouched = before !== undefined && sameSlide(withCommon(before.made, slide), slide);
  const from = untouched ? withCommon(before.from, slide) : slide;
  return { from, made: from.kind === kind ? from : asKind(from, kind, id) };
}

/** What there is of the slide that its other kind has no field for; of the notes only until somebody writes in them. */
export function leftBehind(slide: Slide, { from, made }: Turned) {
  return {
    words: from.notes !== made.notes && slide.notes === made.notes,
    picture: from.kind === 'content' && from.picture !== null && made.kind !== 'content',
  };
}

function asKind(slide: Slide, kind: Kind, id: string): Slide {
  const blank = blankSlide(kind, id);
  const common = withCommon({ ...blank, notes: slide.notes }, slide);
  const { parts, others } = wordsOf(slide);
  const noted = (lines: readonly string[]) => {
    return [slide.notes, lines.join('\n').trim()].filter((text) => text !== '').join('\n\n');
  };
  if (common.kind === 'content') {
    const list = parts.map(({ text }) => `- ${text}`);
    return { ...common, notes: noted(others), markdown: list.join('\n') };
  }
  if (common.kind === 'scale' || common.kind === 'choice') {
    const question = parts.length > 0 ? withParts(common, parts) : common;
    return { ...question, notes: noted(others) };
  }
  const list = parts.filter(({ text }) => text.trim() !== '').map(({ text }) => `- ${text}`);
  return { ...common, notes: noted([...list, ...others]) };
}

type Words = { parts: ReturnType<typeof partsOf>; others: readonly string[] };

/** What a slide says beside its title and warning: what can be an option or a statement, and the rest. */
function wordsOf(slide: Slide): Words {
  switch (slide.kind) {
    case 'content': {
      const lines = slide.markdown.split('\n');
      const items = lines.flatMap((line) => /^- (.*)$/u.exec(line)?.[1] ?? []);
      const others = lines.filter((line) => !/^- /u.test(line));
      const { url, title } = slide.video;
      if (url !== '' || title !== '') others.push(title === '' ? url : `[${title}](${url})`);
      if (slide.picture !== null && slide.picture.alt !== '') others.push(slide.picture.alt);
      return { parts: items.map((text, i) => ({ id: `p${i + 1}`, text })), others };
    }
    case 'scale': {
      const { min, max, min_label, max_label } = slide.range;
      const ends = [
        ...(min_label === '' ? [] : [`${min}: ${min_label}`]),
        ...(max_label === '' ? [] : [`${max}: ${max_label}`]),
      ];
      const isUsual = min === usualRange.min && max === usualRange.max;
      return {
        parts: slide.statements,
        others: isUsual || ends.length > 0 ? ends : [`${min}–${max}`],
      };
    }
    default:
      return { parts: partsOf(slide), others: [] };
  }
}

/** What every kind has, taken from the other slide: the title or question, the warning, and how answers are protected. */
function withCommon<S extends Slide>(slide: S, other: Slide): S {
  const words = titleOf(other);
  const { warning } = other;
  if (slide.kind === 'content') return { ...slide, warning, title: words };
  const protection = other.kind === 'content' ? {} : { level: other.level, results: other.results };
  return { ...slide, ...protection, warning, prompt: words };
}
