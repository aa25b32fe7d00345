/**
 * The part of Markdown that a phone shows: paragraphs, headings, lists, emphasis, links to https. It makes nodes, never
 * markup, so whatever else a deck contains (HTML, images, javascript: links) is shown as the text that it is.
 */
import type { ComponentChildren } from 'preact';

/** Deeper nesting is shown as text: a deck is not a program. */
const deepest = 4;

export function Markdown({ text }: { text: string }) {
  return <div class="markdown">{blocks(text)}</div>;
}

type Kind = 'h2' | 'h3' | 'h4' | 'ul' | 'ol' | 'p';
interface Block {
  kind: Kind;
  items: string[];
}

/** What a line is, and what of it is text. */
function readLine(line: string): { kind: Kind; text: string } {
  const heading = /^ {0,3}(#{1,3})\s+(.*?)\s*#*$/.exec(line);
  if (heading) {
    const kinds: Kind[] = ['h2', 'h3', 'h4']; // h1 is the slide's own title
    return { kind: kinds[(heading[1]?.length ?? 1) - 1] ?? 'h4', text: heading[2] ?? '' };
  }
  const bullet = /^\s*[-*+]\s+(.*)$/.exec(line);
  if (bullet) return { kind: 'ul', text: bullet[1] ?? '' };
  const numbered = /^\s*\d{1,3}[.)]\s+(.*)$/.exec(line);
  if (numbered) return { kind: 'ol', text: numbered[1] ?? '' };
  return { kind: 'p', text: line.trim() };
}

function readBlocks(text: string): Block[] {
  const found: Block[] = [];
  let afterGap = true;
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.trim() === '') {
      afterGap = true;
      continue;
    }
    const { kind, text: content } = readLine(line);
    const last = found.at(-1);
    const isList = kind === 'ul' || kind === 'ol';
    if (last && isList && last.kind === kind) last.items.push(content);
    // A plain line right below another goes on with it, in a list item too.
    else if (last && kind === 'p' && !afterGap && !last.kind.startsWith('h')) {
      last.items.push(`${last.items.pop() ?? ''}\n${content}`);
    } else found.push({ kind, items: [content] });
    afterGap = false;
  }
  return found;
}

function blocks(text: string): ComponentChildren {
  return readBlocks(text).map(({ kind: Tag, items }, index) =>
    Tag === 'ul' || Tag === 'ol' ? (
      <Tag key={index}>
        {items.map((item, i) => (
          <li key={i}>{inline(item, 0)}</li>
        ))}
      </Tag>
    ) : (
      <Tag key={index}>{inline(items[0] ?? '', 0)}</Tag>
    ),
  );
}

/** Walks once over the text; a mark without its partner is text. */
function inline(text: string, depth: number): ComponentChildren[] {
  const nodes: ComponentChildren[] = [];
  let plain = '';
  let at = 0;
  const add = (node: ComponentChildren, next: number) => {
    if (plain !== '') nodes.push(plain);
    plain = '';
    nodes.push(node);
    at = next;
  };
  while (at < text.length) {
    const here = text[at] ?? '';
    const span = depth < deepest ? spanAt(text, at) : null;
    if (here === '\\' && /[\\`*_[\]()#+.!-]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1] ?? '';
      at += 2;
    } else if (here === '\n') add(<br />, at + 1);
    else if (span?.kind === 'link') {
      const { href, inner } = span;
      add(
        <a href={href} target="_blank" rel="noopener noreferrer">
          {inline(inner, deepest)}
        </a>,
        span.end,
      );
    } else if (span) {
      const Tag = span.kind;
      add(<Tag>{inline(span.inner, depth + 1)}</Tag>, span.end);
    } else {
      plain += here;
      at += 1;
    }
  }
  if (plain !== '') nodes.push(plain);
  return nodes;
}

type Span =
  | { kind: 'strong' | 'em'; inner: string; end: number }
  | { kind: 'link'; href: string; inner: string; end: number };

function spanAt(text: string, at: number): Span | null {
  const here = text[at];
  if (here === '[') return linkAt(text, at);
  if (here !== '*' && here !== '_') return null;
  // snake_case is no emphasis: an underscore opens only at the beginning of a word.
  if (here === '_' && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) return null;
  const mark = text[at + 1] === here ? here + here : here;
  const from = at + mark.length;
  const to = closing(text, mark, from);
  if (to < 0) return null;
  const kind = mark.length === 2 ? 'strong' : 'em';
  return { kind, inner: text.slice(from, to), end: to + mark.length };
}

function closing(text: string, mark: string, from: number): number {
  if (/^\s|^$/.test(text.slice(from, from + 1))) return -1;
  for (let to = text.indexOf(mark, from + 1); to >= 0; to = text.indexOf(mark, to + 1)) {
    const before = text[to - 1] ?? '';
    const partOfLonger = mark.length === 1 && (text[to + 1] === mark || before === mark);
    if (!/[\s\\]/.test(before) && !partOfLonger) return to;
  }
  return -1;
}

function linkAt(text: string, at: number): Span | null {
  const middle = text.indexOf('](', at);
  const end = middle < 0 ? -1 : text.indexOf(')', middle);
  if (end < 0) return null;
  const href = safeLink(text.slice(middle + 2, end));
  const inner = text.slice(at + 1, middle);
  return href === null || inner === '' ? null : { kind: 'link', href, inner, end: end + 1 };
}

/** https or nothing: what a deck links to must not act in this page, nor travel in the open. */
export function safeLink(href: string): string | null {
  if (!/^https:\/\/[^\s"'<>\\]+$/i.test(href)) return null;
  try {
    const url = new URL(href);
    return url.protocol === 'https:' ? url.href : null;
  } catch {
    return null;
  }
}
