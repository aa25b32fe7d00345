/** Reads emphasis, code, links and line ends inside a block, as CommonMark has them (spec 0.31, "Inlines"). */
import { safeLink } from '../../shared/safe-link';

export type Span =
  | string
  | { kind: 'br' }
  | { kind: 'code'; text: string }
  | { kind: 'em' | 'strong'; spans: Span[] }
  | { kind: 'a'; href: string; spans: Span[] };

/** A run of `*` or `_` that may yet open or close emphasis. */
interface Run {
  kind: 'run';
  mark: string;
  /** How many of its marks are not used up yet, and how many it began with. */
  left: number;
  whole: number;
  opens: boolean;
  closes: boolean;
}
type Piece = Span | Run;

const escapable = /[!-/:-@[-`{-~]/;
const punctuation = /[\p{P}\p{S}]/u;

export function readSpans(text: string): Span[] {
  return read(text).spans;
}

function read(text: string): { spans: Span[]; links: boolean } {
  const pieces: Piece[] = [];
  let links = false;
  for (let at = 0; at < text.length;) {
    const found = pieceAt(text, at);
    add(pieces, found.piece);
    links ||= typeof found.piece === 'object' && found.piece.kind === 'a';
    at = found.next;
  }
  return { spans: emphasised(pieces), links };
}

function pieceAt(text: string, at: number): { piece: Piece; next: number } {
  const here = text[at] ?? '';
  const after = text[at + 1] ?? '';
  switch (here) {
    case '\\':
      if (after === '\n') return { piece: { kind: 'br' }, next: at + 2 };
      if (escapable.test(after)) return { piece: after, next: at + 2 };
      break;
    case '\n':
      return { piece: { kind: 'br' }, next: at + 1 };
    case '`':
      return codeAt(text, at);
    case '[':
      return linkAt(text, at) ?? { piece: here, next: at + 1 };
    case '*':
    case '_':
      return runAt(text, at);
  }
  const plain = /^[^\\\n`[*_]+/.exec(text.slice(at))?.[0] ?? here;
  return { piece: plain, next: at + plain.length };
}

function add(pieces: Piece[], piece: Piece) {
  const last = pieces[pieces.length - 1];
  if (typeof piece === 'string' && typeof last === 'string')
    pieces[pieces.length - 1] = last + piece;
  else pieces.push(piece);
}

function codeAt(text: string, at: number): { piece: Piece; next: number } {
  const mark = /^`+/.exec(text.slice(at))?.[0] ?? '`';
  for (const found of text.slice(at + mark.length).matchAll(/`+/g)) {
    if (found[0] !== mark) continue;
    const from = at + mark.length;
    const inner = text.slice(from, from + found.index).replace(/\n/g, ' ');
    const padded = /^ .* $/.test(inner) && inner.trim() !== '';
    return {
      piece: { kind: 'code', text: padded ? inner.slice(1, -1) : inner },
      next: from + found.index + mark.length,
    };
  }
  return { piece: mark, next: at + mark.length };
}

function runAt(text: string, at: number): { piece: Run; next: number } {
  const mark = text[at] ?? '';
  let next = at;
  while (text[next] === mark) next += 1;
  const before = [...text.slice(0, at).slice(-2)].pop() ?? ' ';
  const after = [...text.slice(next, next + 2)][0] ?? ' ';
  const isFlanking = (one: string, other: string) =>
    !/\s/.test(one) && (!punctuation.test(one) || /\s/.test(other) || punctuation.test(other));
  const left = isFlanking(after, before);
  const right = isFlanking(before, after);
  // snake_case is no emphasis: inside a word an underscore neither opens nor closes.
  const inWord = mark === '_';
  return {
    piece: {
      kind: 'run',
      mark,
      left: next - at,
      whole: next - at,
      opens: left && (!inWord || !right || punctuation.test(before)),
      closes: right && (!inWord || !left || punctuation.test(after)),
    },
    next,
  };
}

function linkAt(text: string, at: number): { piece: Span; next: number } | null {
  const label = labelEnd(text, at + 1);
  if (label < 0 || text[label + 1] !== '(') return null;
  const rest = text.slice(label + 2);
  const found = /^\s*(?:<([^<>\n]*)>|([^\s<][^\s]*)?)/.exec(rest) ?? /^\s*/.exec(rest);
  const bare = found?.[2] === undefined ? '' : balanced(found[2]);
  const address = found?.[1] ?? bare;
  const used = (found?.[0].length ?? 0) - (found?.[2]?.length ?? 0) + bare.length;
  const title = /^(\s+("(\\.|[^"\\])*"|'(\\.|[^'\\])*'|\((\\.|[^()\\])*\)))?\s*\)/.exec(
    rest.slice(used),
  );
  const href = safeLink(address.replace(/\\([!-/:-@[-`{-~])/g, '$1'));
  if (href === null || title === null) return null;
  const inner = read(text.slice(at + 1, label));
  // A link in a link: the inner one is the link.
  if (inner.links) return null;
  return {
    piece: { kind: 'a', href, spans: inner.spans },
    next: label + 2 + used + title[0].length,
  };
}

/** Where the bracket that was opened before `from` closes; code and escapes hide theirs. */
function labelEnd(text: string, from: number): number {
  let depth = 1;
  for (let at = from; at < text.length;) {
    const here = text[at];
    if (here === '\\') at += 2;
    else if (here === '`') at = codeAt(text, at).next;
    else {
      if (here === '[') depth += 1;
      if (here === ']') depth -= 1;
      if (depth === 0) return at;
      at += 1;
    }
  }
  return -1;
}

/** As much of an address as has its brackets in pairs: `https://a.example/b_(c)` of what a `)` follows. */
function balanced(address: string): string {
  let depth = 0;
  for (let at = 0; at < address.length; at += 1) {
    if (address[at] === '\\') at += 1;
    else if (address[at] === '(') depth += 1;
    else if (address[at] === ')' && (depth -= 1) < 0) return address.slice(0, at);
  }
  return address;
}

/** Pairs the runs (spec 0.31, "process emphasis"); a mark without its partner is text. */
function emphasised(pieces: Piece[]): Span[] {
  for (let close = 0; close < pieces.length; close += 1) {
    const closer = pieces[close];
    if (!isRun(closer) || !closer.closes) continue;
    while (closer.left > 0) {
      const open = openerOf(pieces, close, closer);
      if (open < 0) break;
      const opener = pieces[open] as Run;
      const used = opener.left > 1 && closer.left > 1 ? 2 : 1;
      opener.left -= used;
      closer.left -= used;
      const spans = pieces.splice(open + 1, close - open - 1).flatMap(asText);
      pieces.splice(open + 1, 0, { kind: used === 2 ? 'strong' : 'em', spans: merged(spans) });
      close = open + 2;
    }
  }
  return merged(pieces.flatMap(asText));
}

function openerOf(pieces: readonly Piece[], close: number, closer: Run): number {
  for (let open = close - 1; open >= 0; open -= 1) {
    const run = pieces[open];
    if (!isRun(run) || run.mark !== closer.mark || !run.opens || run.left === 0) continue;
    // The rule of three: of runs that may do both, lengths that add up to a multiple of 3 are no pair.
    const odd =
      (run.closes || closer.opens) &&
      (run.whole + closer.whole) % 3 === 0 &&
      (run.whole % 3 !== 0 || closer.whole % 3 !== 0);
    if (!odd) return open;
  }
  return -1;
}

function isRun(piece: Piece | undefined): piece is Run {
  return typeof piece === 'object' && piece.kind === 'run';
}

function asText(piece: Piece): Span[] {
  if (!isRun(piece)) return [piece];
  return piece.left === 0 ? [] : [piece.mark.repeat(piece.left)];
}

function merged(spans: Span[]): Span[] {
  const whole: Span[] = [];
  spans.forEach((span) => add(whole, span));
  return whole;
}
