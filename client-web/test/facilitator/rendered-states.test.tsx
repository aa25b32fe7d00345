/**
 * Every state of the desk (kind, level, phase, shown or not, results or why not, progress, how many had joined, the wall, a
 * warning, the door, the line, the disk): what it says beside the picture, and what its buttons offer, is held against the state.
 */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { FacilitatorWelcome, Level, Snapshot, Wall } from '@protocol/messages';
import { FacilitatorPage } from '../../src/facilitator/page';
import { wholeSlide } from '../../src/staff/stage/stage';
import { emptyView, type View } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';
import { choice, cloud, snapshotOf } from '../participant/slides';

let view: View = emptyView;
vi.mock('../../src/store/use-room', () => ({
  useRoom: () => ({
    room: {
      ask: () => new Promise(() => undefined),
      look: () => undefined,
      store: { view: () => view },
    },
    view,
  }),
}));

const k = { open: 1, protected: 5, strict: 10 } as const;
const texts: Wall = { shows: 'text', page: 0, item: '1.1', text: 'Thanks.' };
const walls: Wall[] = [
  wholeSlide,
  { ...wholeSlide, shows: 'join' },
  { ...wholeSlide, shows: 'nothing' },
  texts,
];

interface Case {
  slide: typeof cloud | typeof choice;
  question: NonNullable<Snapshot['question']>;
  snapshot: Snapshot;
  line: View['line']['name'];
  keeps: boolean;
}

function resultsOf(level: Level, phase: string): Pick<Snapshot, 'tally' | 'withheld'>[] {
  const words = [{ key: 'calm', text: 'calm', people: 12 }];
  const some = { kind: 'word_cloud', people: 12, words, more: 0, full: false } as const;
  const none = { ...some, people: 0, words: [] };
  if (phase === 'waiting') return [{ tally: null, withheld: null }];
  if (level === 'open') return [some, none].map((tally) => ({ tally, withheld: null }));
  const shown = { tally: some, withheld: null };
  if (phase === 'closed') return [shown, { tally: null, withheld: 'too_few' }];
  return level === 'strict'
    ? [{ tally: null, withheld: 'until_close' }]
    : [shown, { tally: null, withheld: 'until_enough' }];
}

function* everyDesk(): Generator<Case> {
  const names = ['live', 'broken'] as const;
  let turn = 0;
  for (const level of ['open', 'protected', 'strict'] as const)
    for (const phase of ['waiting', 'open', 'closed'] as const)
      for (const revealed of [true, false])
        for (const mode of revealed ? (['live'] as const) : (['live', 'on_reveal'] as const))
          for (const results of resultsOf(level, phase))
            for (const wall of walls)
              for (const warned of phase === 'waiting' ? [false, true] : [false]) {
                // What hangs on nothing else is dealt out in turn.
                turn += 1;
                const joined = [0, 1, 3, 14][turn % 4] ?? 0;
                const progress = ([null, 'few', 'about_half', 'most'] as const)[turn % 4] ?? null;
                const slide = {
                  ...{ ...cloud, level, results: mode },
                  ...(warned && { warning: 'It is about loss.' }),
                };
                const base = snapshotOf(slide, { phase, revealed, k: k[level] });
                if (base.question === null) continue;
                const present = turn % 2 === 0 ? 0 : 15;
                const now = Math.max(joined, turn % 3 === 0 ? 14 : joined);
                const question = { ...base.question, joined: now, joined_at_opening: joined };
                const locked = turn % 5 === 0;
                const snapshot: Snapshot = {
                  ...{ ...base, question, ...results, wall, locked, present, questions: [] },
                  progress: phase === 'open' ? progress : null,
                };
                const line = names[turn % 7 === 0 ? 1 : 0];
                yield { slide, question, snapshot, line: line ?? 'live', keeps: turn % 11 > 0 };
              }
}

type Claim = [says: RegExp, holds: (state: Case) => boolean];

const phase = (name: string) => (state: Case) => state.question.phase === name;
const final = ({ slide }: Case) => slide.level !== 'open';
const shows = (name: Wall['shows']) => (state: Case) => state.snapshot.wall?.shows === name;
/** Whose answers are in the picture. */
const answered = ({ snapshot }: Case) => snapshot.tally?.people ?? 0;
const progresses = (s: Case, word: string) => phase('open')(s) && s.snapshot.progress === word;
/** Of those who had joined at the opening; where no figure shows, one that agrees with every word. */
const share = (s: Case) => (s.snapshot.tally === null ? 0.5 : answered(s) / hasJoined(s));
const hasJoined = ({ question }: Case) => question.joined_at_opening;

const claims: Claim[] = [
  [/^The projector shows how to join, in place of the slide\.$/, shows('join')],
  [/^The projector is dark\.$/, shows('nothing')],
  [/^The projector shows one text alone\.$/, shows('text')],
  [
    /^The projector shows the warning alone, until you open the question\.$/,
    (s) => shows('slide')(s) && s.slide.warning !== undefined && phase('waiting')(s),
  ],
  // More than one may lead: what one desk has, all have.
  [
    /^Only facilitators see these results\.$/,
    (s) => !s.question.revealed && s.snapshot.tally !== null,
  ],
  [/^The room sees none until you show them\.$/, (s) => !s.question.revealed],
  [/^Few of those who had joined/, (s) => progresses(s, 'few') && share(s) <= 1 / 2],
  [
    /^About half of those/,
    (s) => progresses(s, 'about_half') && share(s) >= 1 / 4 && share(s) <= 7 / 8,
  ],
  [/^Most of those who had joined/, (s) => progresses(s, 'most') && share(s) >= 1 / 2],
  // Whoever has answered has joined: no figure beside the answers may be less than theirs.
  [
    /^Nobody had joined when it opened[.,]/,
    (s) => phase('open')(s) && hasJoined(s) === 0 && s.question.joined >= answered(s),
  ],
  [
    /^(1 person|\d+ people) had joined when it opened[.,]/,
    (s) => phase('open')(s) && hasJoined(s) > 0 && s.question.joined >= answered(s),
  ],
  [
    /^(Nobody|1 person|\d+ people) had joined when it opened; others have joined since\.$/,
    (s) => phase('open')(s) && s.question.joined < answered(s),
  ],
  [/^Few people here$/, (s) => s.snapshot.present === 0 && answered(s) <= 2],
  [/^About 15 people here$/, (s) => s.snapshot.present === 15],
  [/^Few people here at the last count$/, (s) => s.snapshot.present === 0 && answered(s) > 2],
  [
    /^Only (1 person has|\d+ people have) joined: answers given now/,
    (s) => phase('waiting')(s) && s.question.k > s.question.joined,
  ],
  [/^\d+ people have joined: if not all of them answer/, (s) => phase('waiting')(s) && final(s)],
  [/^(10|20) are enough\.$/, (s) => phase('waiting')(s) && final(s)],
  // The large button, and the small ones.
  [/^Open the question→$/, phase('waiting')],
  [/^Close the question→$/, (s) => phase('open')(s) && !final(s)],
  [
    /^Close and show the results: final→$/,
    (s) => phase('open')(s) && final(s) && s.question.revealed,
  ],
  [/^Close the question: final→$/, (s) => phase('open')(s) && final(s) && !s.question.revealed],
  [
    /^Show the results→$/,
    (s) => phase('closed')(s) && !s.question.revealed && s.snapshot.withheld !== 'too_few',
  ],
  [/^(Next slide.*|End the room→)$/, phase('closed')],
  [/^Open againO$/, (s) => phase('closed')(s) && !final(s)],
  [/^It has closed for good: if it opened again/, (s) => phase('closed')(s) && final(s)],
  [/^Reset starts it afresh\.$/, (s) => phase('closed')(s) && final(s)],
  [/^Hide resultsR$/, (s) => !phase('waiting')(s) && s.question.revealed],
  [/^Show resultsR$/, (s) => !phase('waiting')(s) && !s.question.revealed],
  [
    /^Ask again who stands by an early answer$/,
    (s) => phase('open')(s) && hasJoined(s) < s.question.k && s.question.joined >= s.question.k,
  ],
  [/^Reset$/, (s) => !phase('waiting')(s)],
  [/^← Back$/, () => true],
  // Beside the picture.
  [/^No line to the server; trying again\.$/, ({ line }) => line === 'broken'],
  [/^What you see may be a moment old\.$/, ({ line }) => line === 'broken'],
  [/^(The server cannot write to its disk|It takes nothing until|Tell whoever)/, (s) => !s.keeps],
  // Of the room whatever its state: how long it goes on when it is left alone.
  [/^The room stays while this page is open and reaches the server\.$/, () => true],
  [/^Once it is closed and nobody uses the room, it ends by itself: after 24 hours \(/, () => true],
  [/^A full server ends rooms that nobody has joined sooner\.$/, () => true],
  [/^The door is locked: nobody new comes in\.$/, (s) => s.snapshot.locked],
  [/^Whoever was in before comes back in\.$/, (s) => s.snapshot.locked],
  [/^Unlock the door$/, (s) => s.snapshot.locked],
  [/^Lock the door$/, (s) => !s.snapshot.locked],
  [/^There are none\.$/, (s) => s.snapshot.tally?.people === 0],
  [/^Words \(0\)$/, (s) => s.snapshot.tally?.people === 0],
  [/^Words \(1\)$/, (s) => s.snapshot.tally?.people === 12],
  [/^Hide$/, (s) => s.snapshot.tally?.people === 12],
  [/^All texts again$/, shows('text')],
  [/^(How to join Q|Dark B|Copy the join link|Open the projector)$/, () => true],
  [/^(.*K7M-?2?K?.*|WARD-7K2M|localhost.*)$/, () => true],
];

const places = '.progress, .controls, .line-notice, .desk-side';
const units = 'p, h2, button, a';

function sentences(): string[] {
  const within = places
    .split(', ')
    .flatMap((place) => units.split(', ').map((unit) => `${place} ${unit}`));
  return [...document.querySelectorAll(`.progress, .line-notice, ${within.join(', ')}`)].flatMap(
    (element) => {
      const alone = element.cloneNode(true) as Element;
      alone.querySelectorAll(units).forEach((inner) => inner.remove());
      return (alone.textContent ?? '')
        .replace(/\s+/g, ' ')
        .trim()
        .split(/(?<=[.?!]) (?=[A-Z“\d])/)
        .filter((sentence) => sentence !== '');
    },
  );
}

beforeEach(() => stubLayout());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('no sentence on the desk says what is not so, in any state of it', () => {
  const welcome = golden<FacilitatorWelcome>('welcome_facilitator');
  const faults = new Map<string, string>();
  const made = new Set<Claim>();
  for (const state of everyDesk()) {
    cleanup();
    view = {
      ...emptyView,
      line: { name: state.line } as View['line'],
      keeps: state.keeps,
      welcome: { ...welcome, deck: { ...welcome.deck, slides: [state.slide, choice] } },
      snapshot: state.snapshot,
    };
    render(<FacilitatorPage code="WARD7K2M" capability="x" />);
    for (const sentence of sentences()) {
      const of = claims.filter(([says]) => says.test(sentence));
      of.forEach((claim) => made.add(claim));
      if (of.some(([, holds]) => holds(state)) || faults.has(sentence)) continue;
      const { slide, question, snapshot } = state;
      const where = [slide.level, question.phase, question.revealed, snapshot.wall?.shows];
      faults.set(sentence, `“${sentence}” at ${where.join(' ')}`);
    }
  }
  expect([...faults.values()]).toEqual([]);
  expect(claims.filter((claim) => !made.has(claim)).map(([says]) => String(says))).toEqual([]);
}, 300_000);
