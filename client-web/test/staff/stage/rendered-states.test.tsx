/**
 * Every state of the wall (kind, level, phase, what shows and why not, what the desk has put on it, a warning, a locked door):
 * each sentence on it is held against the state by what it claims. One without a claim is a fault.
 */
import { cleanup, render } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Tally, Wall } from '@protocol/messages';
import type { QuestionSlide } from '../../../src/shared/slides';
import { Stage, wholeSlide, type StageState } from '../../../src/staff/stage/stage';
import { stubLayout } from '../../layout-stubs';
import { choice, cloud, scale, snapshotOf, text } from '../../participant/slides';

const door = {
  room: { code: 'K7MPX4QA', title: 'Listening to the ward', language: 'en' },
  join: 'https://candour.example/j/K7MPX4QA#K7gNU3sdo-OL0wNhqoVWhg',
  address: 'candour.example',
};
const k = { open: 1, protected: 5, strict: 10 } as const;
const walls: Wall[] = [
  wholeSlide,
  { ...wholeSlide, shows: 'join' },
  { ...wholeSlide, shows: 'nothing' },
];

interface Case extends StageState {
  slide: QuestionSlide;
  question: NonNullable<StageState['question']>;
  wall: Wall;
}

function tallyOf(slide: QuestionSlide, people: number): Tally {
  switch (slide.kind) {
    case 'word_cloud': {
      const words = people > 0 ? [{ key: 'calm', text: 'calm', people }] : [];
      return { kind: 'word_cloud', people, words, more: 0, full: false };
    }
    case 'free_text': {
      const texts = people > 0 ? [{ id: '1.1', text: 'Thanks.' }] : [];
      return { kind: 'free_text', people, texts, more: 0 };
    }
    case 'choice':
      return { kind: 'choice', people, options: [people, 0, 0] };
    case 'scale': {
      const distribution = [people, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
      const one = { n: people, not_applicable: 0, mean: people > 0 ? 0 : null, distribution };
      return { kind: 'scale', people, statements: [one, one] };
    }
  }
}

/** What a server says together of what shows. */
function resultsOf(slide: QuestionSlide, phase: string, revealed: boolean) {
  const none = { tally: null };
  const some = { tally: tallyOf(slide, 12), withheld: null };
  if (phase === 'waiting') return [{ ...none, withheld: null }];
  if (!revealed) return [{ ...none, withheld: 'not_revealed' as const }];
  if (slide.level === 'open') return [some, { tally: tallyOf(slide, 0), withheld: null }];
  if (phase === 'closed') return [some, { ...none, withheld: 'too_few' as const }];
  if (slide.level === 'strict') return [{ ...none, withheld: 'until_close' as const }];
  return [some, { ...none, withheld: 'until_enough' as const }];
}

function* everyWall(): Generator<Case> {
  let turn = 0;
  for (const base of [cloud, scale, text, choice])
    for (const level of ['open', 'protected', 'strict'] as const)
      for (const phase of ['waiting', 'open', 'closed'] as const)
        for (const revealed of [true, false])
          for (const results of resultsOf({ ...base, level }, phase, revealed))
            for (const warned of [false, true])
              for (const wall of walls) {
                const locked = wall.shows === 'join' && phase === 'open';
                const slide = { ...base, level, ...(warned && { warning: 'It is about loss.' }) };
                const { question } = snapshotOf(slide, { phase, revealed, k: k[level] });
                if (question === null) continue;
                // As it was counted last: ten seconds ago at the most, or before a restart.
                turn += 1;
                const present = turn % 2 === 0 ? 0 : 15;
                yield { phase: 'live', present, locked, slide, question, ...results, wall };
              }
}

type Claim = [says: RegExp, holds: (state: Case) => boolean];

const isUp = ({ wall }: Case) => wall.shows === 'slide';
const warns = ({ slide, question }: Case) =>
  slide.warning !== undefined && question.phase === 'waiting';
const asks = (state: Case) => isUp(state) && !warns(state);
const isOpen = (state: Case) => asks(state) && state.question.phase === 'open';
const isClosed = (state: Case) => asks(state) && state.question.phase === 'closed';
const shows = (state: Case) => asks(state) && state.tally !== null;
const answered = ({ tally }: Case) => tally?.people ?? 0;
const joins = ({ wall }: Case) => wall.shows === 'join';

const claims: Claim[] = [
  [/^The screen is dark\.$/, ({ wall }) => wall.shows === 'nothing'],
  [/^(Listening to the ward|Open candour\.example|and type K7MP-X4QA)$/, joins],
  [/^(You answer anonymously: no name, no account\.|Nobody is shown who said what,.*)$/, joins],
  [/^The door is locked: nobody new comes in\.$/, (state) => joins(state) && state.locked],
  [/^About 15 people here$/, (s) => s.wall.shows !== 'nothing' && s.present === 15],
  [
    /^Few people here$/,
    (s) => s.wall.shows !== 'nothing' && s.present === 0 && (joins(s) || !(answered(s) > 2)),
  ],
  [/^candour\.exampleK7MP-X4QA$/, isUp],
  [
    /^(Before we go on|It is about loss\.|Your phone lets you choose.*)$/,
    (s) => isUp(s) && warns(s),
  ],
  [/^(In a word or two|How far do you agree|What should we know|Where do you work)/, asks],
  [/^(Not open yet)$/, (state) => isUp(state) && state.question.phase === 'waiting'],
  [/^It takes no answers yet\.$/, (state) => asks(state) && state.question.phase === 'waiting'],
  [/^Open for answers$/, isOpen],
  [/^Closed$/, isClosed],
  // How it is answered stands beside what can be answered, until there is a picture of the answers.
  [
    /^(Up to 3 words or short phrases|A number, or “not applicable”, for each; some may be left out|In your own words, up to 2 answers|Choose one)\.$/,
    (state) => asks(state) && (state.tally === null || state.tally.people === 0),
  ],
  [/^(I feel heard|I would speak up|On a ward|In the community|In an office)$/, asks],
  [
    /^Answers will show here\.$/,
    (state) => isOpen(state) && state.question.k === 1 && state.tally?.people === 0,
  ],
  [/^There are no answers to this question\.$/, (s) => isClosed(s) && s.tally?.people === 0],
  [/^Answers from 12 people$/, (state) => shows(state) && state.question.k === 1],
  [/^Answers from 0 people$/, (state) => shows(state) && state.tally?.people === 0],
  [
    /^Answers from 12 people so far, each among at least 5\.$/,
    (state) => isOpen(state) && shows(state) && state.question.k === 5,
  ],
  [
    /^The rest follow when the question closes\.$/,
    (s) => isOpen(s) && shows(s) && s.question.k > 1,
  ],
  [
    /^Answers from 12 people, each among at least (5|10) of people who had joined by then\.$/,
    (state) => isClosed(state) && shows(state) && state.question.k > 1,
  ],
  [/^Any others are shown to nobody\.$/, (s) => isClosed(s) && shows(s) && s.question.k > 1],
  [
    /^The results show when the facilitator brings them up\.$/,
    ({ question }) => !question.revealed,
  ],
  [/^Until then nobody but the facilitator can see them\.$/, ({ question }) => !question.revealed],
  [
    /^Results show when the question closes, and may show sooner once everybody has answered\.$/,
    (s) => isOpen(s) && s.slide.level === 'protected' && s.tally === null,
  ],
  [/^Results show when the question closes\.$/, (s) => isOpen(s) && s.slide.level === 'strict'],
  [/^An answer shows only among at least 5 of/, ({ slide }) => slide.level === 'protected'],
  [/^An answer shows only among at least 10 of/, ({ slide }) => slide.level === 'strict'],
  [
    /^(No answer was given among at least (5|10) of.*|With so few, somebody could be worked out\.)$/,
    (state) => isClosed(state) && state.withheld === 'too_few',
  ],
  // Of the chart and of the table beside it.
  [
    /^(Word|People|Option|Share|Statement|Mean|Median|Middle half|Answers|Not applicable|calm|Thanks\.|Words from 12 people|From 0 \(.*|Picked by (12|0) people|\d+%?|\d+\.\d|–|\d+ to \d+)$/,
    shows,
  ],
];

const units = 'p, h1, h2, h3, button, summary, li, th, td, caption, blockquote';

function sentences(): string[] {
  return [...document.querySelectorAll(units)].flatMap((element) => {
    const alone = element.cloneNode(true) as Element;
    alone.querySelectorAll(units).forEach((inner) => inner.remove());
    return (alone.textContent ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .split(/(?<=[.?!]) (?=[A-Z“])/)
      .filter((sentence) => sentence !== '');
  });
}

beforeEach(() => stubLayout());
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

it('no sentence on the wall says what is not so, in any state of it', () => {
  const faults = new Map<string, string>();
  const made = new Set<Claim>();
  for (const state of everyWall()) {
    cleanup();
    render(<Stage door={door} state={state} asTable={false} />);
    for (const sentence of sentences()) {
      const of = claims.filter(([says]) => says.test(sentence));
      of.forEach((claim) => made.add(claim));
      if (of.some(([, holds]) => holds(state)) || faults.has(sentence)) continue;
      const { slide, question, withheld, wall } = state;
      const where = [slide.kind, slide.level, question.phase, withheld, wall.shows].join(' ');
      faults.set(sentence, `“${sentence}” at ${where}`);
    }
  }
  expect([...faults.values()]).toEqual([]);
  // A claim that nothing makes holds of nothing.
  expect(claims.filter((claim) => !made.has(claim)).map(([says]) => String(says))).toEqual([]);
}, 300_000);
