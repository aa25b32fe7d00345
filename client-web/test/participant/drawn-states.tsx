/** The states of states.ts, and those around them (results, company, a warning, other questions), drawn as a whole page. */
import { act, cleanup, render } from '@testing-library/preact';
import { vi } from 'vitest';
import type { Refusal, Tally, Welcome, Withheld } from '@protocol/messages';
import { keepingFor, type PhoneKeeping } from '../../src/participant/keeping';
import { RoomPage } from '../../src/participant/room-page';
import { heldOf, type Known } from '../../src/participant/standing';
import { browserStorages } from '../../src/participant/storages';
import '../../src/participant/tally/tally-view';
import { emptyView, ownKey, type Own, type View } from '../../src/store/view';
import { code, welcome } from './page-bench';
import { snapshotOf } from './slides';
import { answers, everyState } from './states';

/** What the page is told; `lookAt` puts another in its place. */
let view: View = emptyView;
const room = {
  ask: () => Promise.resolve({ type: 'lost' }),
  submit: () => undefined,
  withdraw: () => undefined,
  retry: () => undefined,
  store: { feed: () => undefined },
};
vi.mock('../../src/store/use-room', () => ({ useRoom: () => ({ room, view }) }));
export function lookAt(next: View) {
  view = next;
}

const companies = ['enough', 'too few', 'too few, and more by now', 'left as it was'] as const;
const tallies = ['no tally', 'an empty one', 'a tally'] as const;
const warnings = ['no warning', 'unread', 'sat out', 'looked past'] as const;
const elsewheres = ['nothing', 'late', 'refused', 'reset', 'not sent', 'change not sent'] as const;

export interface Drawn extends Known {
  parts: string[];
  withheld: Withheld;
  company: (typeof companies)[number];
  tally: (typeof tallies)[number];
  warning: (typeof warnings)[number];
  /** What became of an answer to another question. */
  elsewhere: (typeof elsewheres)[number];
  /** They want to see the results before they answer. */
  looksOn: boolean;
}

/** What a server never says together. */
function isReal(state: Drawn): boolean {
  const { slide, own, tally, withheld, checking, company, restarted } = state;
  const { phase } = state.state;
  const held = heldIn(own);
  const settled = held?.state === 'counts' && held.settled === true;
  const released = held?.state === 'counts' && held.released;
  const isOpenLevel = slide.level === 'open';
  if (checking && own !== undefined) return false;
  if (phase === 'waiting' && own !== undefined) return false;
  // A question without protection can be opened again, and what shows then is always everybody's answer.
  if (settled && !isOpenLevel && (phase !== 'closed' || company !== 'enough')) return false;
  if (settled && !released && (isOpenLevel || tally === 'an empty one')) return false;
  if (released && phase === 'open' && slide.level === 'strict') return false;
  if (released && (withheld === 'too_few' || tally === 'an empty one')) return false;
  if (released && !settled && phase === 'closed' && !isOpenLevel) return false;
  if (company !== 'enough' && (isOpenLevel || heldOf(own) === null || released)) return false;
  if (company === 'left as it was' && (phase !== 'open' || own?.state !== 'counts')) return false;
  if (phase === 'waiting' && tally !== 'no tally') return false;
  if (withheld !== null && tally !== 'no tally') return false;
  if (phase === 'closed' && withheld === null && tally === 'no tally') return false;
  if (phase === 'open' && isOpenLevel && withheld === null && tally === 'no tally') return false;
  // Nobody’s answer is in it, not even by an accident of the net: protected results never show none.
  if (tally === 'an empty one' && !isOpenLevel) return false;
  if (restarted && own?.state === 'withdrawn') return false;
  // Who has none is not offered to take it back; after a reload this page may not know of it yet.
  const takesBack = (own?.state === 'sending' || own?.state === 'refused') && own.response === null;
  if (takesBack && own.before?.state === 'withdrawn') return false;
  return true;
}

export const heldIn = (own: Own | null | undefined): Own | null | undefined =>
  own?.state === 'sending' || own?.state === 'refused' ? own.before : own;

export function* everyDrawn(): Generator<Drawn> {
  for (const { known, withheld: why, parts } of everyState())
    for (const company of companies)
      for (const tally of tallies) {
        // Before the close of a protected question results may show once everybody has answered.
        const early = why === 'until_enough' && tally === 'a tally';
        const withheld = early ? null : why;
        const drawn: Drawn = {
          ...{
            ...known,
            withheld,
            company,
            tally,
            warning: 'no warning',
            elsewhere: 'nothing',
            looksOn: true,
          },
          parts: [...parts, company, tally],
        };
        if (isReal(drawn)) yield drawn;
      }
}

/** Beyond this many in a row that bring no new set of three parts, there is hardly one left. */
const barren = 400;

/**
 * Few of them, but among them every set of three parts that occurs of what an answer's fate hangs on, and every pair of
 * all; a warning and what is elsewhere are dealt out over them in turn.
 */
export function chosenOf(all: readonly Drawn[], seed: number): Drawn[] {
  let last = seed;
  // From the upper bits: the lower ones of such a generator repeat soon.
  const chance = () => (last = (last * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648;
  const seen = new Set<string>();
  // Whoever has done nothing yet, and has a line, is one among many here, and most people there are.
  const chosen = all.filter(({ own, line, parts }) => {
    const plain = parts.slice(6, 9).every((part) => part === 'false');
    return own === undefined && line.name === 'live' && plain && parts[0] === 'choice';
  });
  for (let inVain = 0; inVain < barren; inVain += 1) {
    const drawn = all[Math.floor(chance() * all.length)];
    if (drawn === undefined) break;
    const before = seen.size;
    setsOf(drawn.parts).forEach((set) => seen.add(set));
    if (seen.size === before) continue;
    chosen.push(drawn);
    inVain = 0;
  }
  return chosen.map((drawn, i): Drawn => {
    // Most have neither, so that nothing is hidden behind a warning or drowned.
    const warning = warnings[i % 5] ?? 'no warning';
    const elsewhere = elsewheres[i % 11] ?? 'nothing';
    const looksOn = i % 3 > 0;
    return { ...drawn, warning, elsewhere, looksOn, parts: [...drawn.parts, warning, elsewhere] };
  });
}

/** Level, phase, whether results are revealed, the own answer, the line, why none show, company, tally. */
const weighty = [1, 2, 3, 4, 5, 10, 11, 12];

function setsOf(parts: readonly string[]): string[] {
  return parts.flatMap((part, a) =>
    parts.slice(0, a).flatMap((other, b) => {
      const pair = `${b} ${other} ${a} ${part}`;
      if (!weighty.includes(a) || !weighty.includes(b)) return [pair];
      return [pair, ...weighty.filter((c) => c < b).map((c) => `${c} ${parts[c]} ${pair}`)];
    }),
  );
}

function tallyOf({ tally, slide }: Drawn): Tally | null {
  if (tally === 'no tally') return null;
  const people = tally === 'a tally' ? 12 : 0;
  switch (slide.kind) {
    case 'word_cloud':
      return {
        kind: 'word_cloud',
        people,
        words: people > 0 ? [{ key: 'calm', text: 'calm', people }] : [],
        more: 0,
        full: false,
      };
    case 'free_text':
      return {
        kind: 'free_text',
        people,
        texts: people > 0 ? [{ id: '1.1', text: 'Thanks.' }] : [],
        more: 0,
      };
    case 'choice':
      return { kind: 'choice', people, options: [people, 0, 0] };
    case 'scale': {
      const distribution = [people, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
      const one = { n: people, not_applicable: 0, mean: people > 0 ? 0 : null, distribution };
      return { kind: 'scale', people, statements: [one, one] };
    }
  }
}

const withCompany = (own: Own | null, joined: number): Own | null => {
  switch (own?.state) {
    case 'counts':
      return { ...own, company: { announcement: 0, joined } };
    case 'sending':
    case 'refused':
      return { ...own, before: withCompany(own.before ?? null, joined) };
    default:
      return own;
  }
};

/** Of a question that is not on the screen, with an answer of its own. */
function putElsewhere({ elsewhere }: Drawn, keeping: PhoneKeeping): View['own'] {
  const key = ownKey('elsewhere', 1);
  const response = answers['word_cloud']!.sent;
  const other = answers['word_cloud']!.other;
  const company = { announcement: 0, joined: 14 };
  const before: Own = { state: 'counts', response, released: false, company };
  const refusedWith = (refused: Refusal['code']): View['own'] => ({
    [key]: {
      state: 'refused',
      refusal: { type: 'refusal', code: refused, message: `No: ${refused}.`, allowed: '' },
      response: other,
      before,
    },
  });
  switch (elsewhere) {
    case 'nothing':
      return {};
    case 'late':
      return refusedWith('question_closed');
    case 'refused':
      return refusedWith('words_full');
    case 'reset':
      return refusedWith('question_was_reset');
    case 'not sent':
      keeping.setDraft(key, other);
      return {};
    case 'change not sent':
      keeping.setDraft(key, other);
      return { [key]: before };
  }
}

export interface Page {
  text: string;
  /** What is said, one sentence by one, with what was written by people or stands in the deck. */
  said: string[];
  /** What stands under “Your answer”, where the server holds it. */
  held: string[];
  /** And what it does not hold. */
  beside: string[];
  hasForm: boolean;
}

export async function drawn(state: Drawn): Promise<Page> {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  const { own, draft, restarted, checking, answering, warning } = state;
  const slide = {
    ...state.slide,
    ...(warning !== 'no warning' && { warning: 'It is about loss.' }),
  };
  const round = restarted ? 2 : 1;
  const joined = state.company === 'too few' ? 3 : 14;
  const question = { ...state.state, round, joined, joined_at_opening: Math.min(joined, 3) };
  const key = ownKey(slide.id, round);
  const keeping = keepingFor(code, browserStorages());
  if (draft !== undefined) keeping.setDraft(key, draft);
  if (restarted) keeping.markSent(ownKey(slide.id, 1));
  if (checking) keeping.markSent(key);
  if (warning === 'sat out') keeping.setWarned(slide.id, 'sat out');
  if (warning === 'looked past') keeping.setWarned(slide.id, 'shown');
  const among = withCompany(own ?? null, state.company === 'enough' ? 14 : 3);
  const isPutOff = state.line.name === 'put_off';
  lookAt({
    ...emptyView,
    line: state.line,
    turnedAway: isPutOff
      ? { type: 'refusal', code: 'not_kept', message: 'The disk is full.', allowed: '' }
      : null,
    welcome: welcome as Welcome,
    snapshot: { ...snapshotOf(slide), question, withheld: state.withheld, tally: tallyOf(state) },
    own: { ...putElsewhere(state, keeping), ...(among !== null && { [key]: among }) },
  });
  const presses = state.looksOn ? ['See the results so far'] : [];
  if (answering) presses.unshift('Change my answer');
  if (state.company === 'left as it was') presses.unshift('Leave it as it is');
  return read(presses, keeping);
}

/** The smallest things that say something by themselves. */
const units = 'p, h1, h2, h3, button, summary, legend, label, li, th, td, dt, dd, blockquote, a';

export async function read(
  presses: readonly string[],
  keeping = keepingFor(code, browserStorages()),
): Promise<Page> {
  render(
    <RoomPage code={code} keeping={keeping} onLeave={() => undefined} onForget={() => undefined} />,
  );
  await act(() => vi.dynamicImportSettled());
  await act(() => Promise.resolve());
  for (const name of presses) await clickIfThere(name);
  return {
    text: document.body.textContent ?? '',
    said: [...document.querySelectorAll(units)].flatMap(sentencesOf),
    held: wordsOf('.own:not(.beside) li'),
    beside: wordsOf('.own.beside li'),
    hasForm: document.querySelector('form') !== null,
  };
}

function wordsOf(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map((item) => item.textContent ?? '');
}

function sentencesOf(element: Element): string[] {
  const alone = element.cloneNode(true) as Element;
  alone.querySelectorAll(units).forEach((inner) => inner.remove());
  return (alone.textContent ?? '')
    .replace(/\s+/g, ' ')
    .trim()
    .split(/(?<=[.?!]) (?=[A-Z“\d])/)
    .filter((sentence) => sentence !== '');
}

async function clickIfThere(name: string) {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === name);
  if (button) await act(() => button.click());
}
