/** A Markdown text cut at its headings. */
import { markedLines } from '../fences';

export interface Section {
  heading: string;
  lines: string[];
}

export interface Sections {
  title: string | null;
  sections: Section[];
}

/**
 * The first heading of level 1 is the title; every other one of the first two levels begins a section. Where there are
 * only deeper ones, those of the highest level do.
 */
export function sectionsOf(text: string): Sections {
  const lines = markedLines(text.split(/\r\n|\r|\n/u)).map(({ text: line, isOpaque }) => ({
    line,
    heading: isOpaque ? null : headingOf(line),
  }));
  const first = lines.find(({ heading }) => heading !== null);
  const titled = first?.heading?.level === 1 ? first : undefined;
  const levels = lines.flatMap((each) =>
    each.heading === null || each === titled ? [] : [each.heading.level],
  );
  const deepest = Math.max(
    2,
    levels.reduce((least, level) => Math.min(least, level), 6),
  );
  const title = titled?.heading?.words ?? null;
  const sections: Section[] = [];
  const before: string[] = [];
  for (const each of lines) {
    if (each === titled) continue;
    if (each.heading !== null && each.heading.level <= deepest)
      sections.push({ heading: each.heading.words, lines: [] });
    else (sections[sections.length - 1]?.lines ?? before).push(each.line);
  }
  // What stands before the first slide is a slide too.
  if (before.some((line) => line.trim() !== ''))
    sections.unshift({ heading: title ?? 'To begin with', lines: before });
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
