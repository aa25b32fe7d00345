/**
 * The states of standing.test.ts, and those around them (results, company, never joined, ended), drawn as a whole page whose
 * words are held against what is so. Each pair of parts is drawn: every kind with every level, every own answer with every
 * line, and so on. The order of the search comes from a seed, which is printed.
 */
import { act, cleanup, render } from '@testing-library/preact';
import { describe, expect, it, vi } from 'vitest';
import type { Refusal, Snapshot, Tally, Welcome } from '@protocol/messages';
import type { EndReason } from '../../src/connection/close-codes';
import { keepingFor } from '../../src/participant/keeping';
import { RoomPage } from '../../src/participant/room-page';
import { heldOf, type Known } from '../../src/participant/standing';
import { browserStorages } from '../../src/participant/storages';
import '../../src/participant/tally/tally-view';
import { emptyView, ownKey, type Own, type View } from '../../src/store/view';
import { code, lobby, settle, setUp, welcome } from './page-bench';
import { choice, snapshotOf } from './slides';
import { everyState } from './states';

let view: View = emptyView;
const room = {
  ask: () => Promise.resolve({ type: 'lost' }),
  submit: () => undefined,
  withdraw: () => undefined,
  retry: () => undefined,
  store: { feed: () => undefined },
};
vi.mock('../../src/store/use-room', () => ({ useRoom: () => ({ room, view }) }));
setUp();

const company = ['enough', 'too few', 'too few, and more by now'] as const;
const tallies = ['no tally', 'an empty one', 'a tally'] as const;

interface Drawn extends Known {
  parts: string[];
  company: (typeof company)[number];
  tally: (typeof tallies)[number];
}

/** What a server never says together. */
function isReal({
  state,
  slide,
  own,
  tally,
  withheld,
  checking,
  company,
  restarted,
}: Drawn): boolean {
  const { phase } = state;
  const settled = own?.state === 'counts' && own.settled === true;
  const released = own?.state === 'counts' && own.released;
  const isOpenLevel = slide.level === 'open';
  if (checking && own !== undefined) return false;
  if (phase === 'waiting' && own !== undefined) return false;
  if (settled && (phase !== 'closed' || isOpenLevel || company !== 'enough')) return false;
  if (settled && !released && tally === 'an empty one') return false;
  if (released && phase === 'open' && slide.level === 'strict') return false;
  if (released && (withheld === 'too_few' || tally === 'an empty one')) return false;
  if (released && !settled && phase === 'closed' && !isOpenLevel) return false;
  if (company !== 'enough' && (isOpenLevel || heldOf(own) === null || released)) return false;
  if (phase === 'waiting' && tally !== 'no tally') return false;
  if (withheld !== null && tally !== 'no tally') return false;
  if (phase === 'closed' && withheld === null && tally === 'no tally') return false;
  if (phase === 'open' && isOpenLevel && withheld === null && tally === 'no tally') return false;
  if (restarted && own?.state === 'withdrawn') return false;
  return true;
}

function* everyDrawn(): Generator<Drawn> {
  for (const { known, parts } of everyState())
    for (const among of company)
      for (const tally of tallies) {
        // Before the close of a protected question results may show once everybody has answered.
        const early = known.withheld === 'until_enough' && tally === 'a tally';
        const drawn: Drawn = {
          ...known,
          withheld: early ? null : known.withheld,
          parts: [...parts, among, tally],
          company: among,
          tally,
        };
        if (isReal(drawn)) yield drawn;
      }
}

/** Few of them, but among them every pair of parts that occurs. */
function pairwise(all: readonly Drawn[], seed: number): Drawn[] {
  let last = seed;
  const chance = () => (last = (last * 1_103_515_245 + 12_345) % 2_147_483_648);
  const shuffled = all
    .map((drawn) => [chance(), drawn] as const)
    .sort(([one], [other]) => one - other)
    .map(([, drawn]) => drawn);
  const seen = new Set<string>();
  return shuffled.filter(({ parts }) => {
    const before = seen.size;
    parts.forEach((part, i) =>
      parts.slice(0, i).forEach((other, n) => seen.add(`${n} ${other} ${i} ${part}`)),
    );
    return seen.size > before;
  });
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
      return { ...own, before: withCompany(own.before, joined) };
    default:
      return own;
  }
};

interface Page {
  text: string;
  /** What is said in a paragraph, a heading or on a button, one by one. */
  said: string[];
  hasForm: boolean;
}

async function drawn(state: Drawn): Promise<Page> {
  cleanup();
  localStorage.clear();
  const { slide, own, draft, restarted, checking, answering } = state;
  const round = restarted ? 2 : 1;
  const joined = state.company === 'too few' ? 3 : 14;
  const question = { ...state.state, round, joined, joined_at_opening: Math.min(joined, 3) };
  const key = ownKey(slide.id, round);
  const keeping = keepingFor(code, browserStorages());
  if (draft !== undefined) keeping.setDraft(key, draft);
  if (restarted) keeping.markSent(ownKey(slide.id, 1));
  if (checking) keeping.markSent(key);
  const among = withCompany(own ?? null, state.company === 'enough' ? 14 : 3);
  view = {
    ...emptyView,
    line: state.line,
    welcome: welcome as Welcome,
    snapshot: {
      ...snapshotOf(slide),
      question,
      withheld: state.withheld,
      tally: tallyOf(state),
    },
    own: among === null ? {} : { [key]: among },
  };
  return read(answering, keeping);
}

async function read(
  changes: boolean,
  keeping = keepingFor(code, browserStorages()),
): Promise<Page> {
  render(
    <RoomPage code={code} keeping={keeping} onLeave={() => undefined} onForget={() => undefined} />,
  );
  await act(() => vi.dynamicImportSettled());
  await act(() => Promise.resolve());
  if (changes) await clickIfThere('Change my answer');
  await clickIfThere('See the results so far');
  return {
    text: document.body.textContent ?? '',
    said: [...document.querySelectorAll('p:not(.means p, .ends), h1, h2, button:not(p button)')]
      .map((element) => element.textContent?.trim() ?? '')
      .filter((sentence) => sentence !== ''),
    hasForm: document.querySelector('form') !== null,
  };
}

async function clickIfThere(name: string) {
  const button = [...document.querySelectorAll('button')].find((one) => one.textContent === name);
  if (button) await act(() => button.click());
}

type Rule = [name: string, holds: (state: Drawn, page: Page) => boolean];

const rules: Rule[] = [
  [
    'a form is there for an open question alone',
    ({ state }, { hasForm }) => !hasForm || state.phase === 'open',
  ],
  [
    'with a form nothing says that it is closed, or not open yet',
    (_, { hasForm, text }) =>
      !hasForm || !/question has closed|had closed before|is not open yet|came too late/.test(text),
  ],
  [
    'an answer that nobody gets to see does not count',
    (_, { text }) =>
      !(
        /nobody ever gets to see|shown to nobody/.test(text) && /answer (still )?counts/i.test(text)
      ),
  ],
  [
    'nor does one that cannot be shown',
    (_, { text }) => !(/cannot be shown/.test(text) && /answer (still )?counts/i.test(text)),
  ],
  [
    'results that the facilitator brings up are not said to show live',
    (_, { text }) =>
      !(
        /show live as people answer/.test(text) &&
        /facilitator (brings|decides)/.test(text) &&
        !/from then on/.test(text)
      ),
  ],
  [
    'where somebody’s answer counts, there are answers',
    (_, { text }) =>
      !(/answer (still )?counts/i.test(text) && /No answers yet|Nobody answered/.test(text)),
  ],
  [
    'a closed question may get no answers any more, and an open one may',
    ({ state }, { text }) =>
      !(
        state.phase === 'closed' ? /No answers yet|Results so far|rest follow/ : /Nobody answered/
      ).test(text),
  ],
  [
    'a sentence about the rest is true',
    ({ state }, { text }) => !/rest follow/.test(text) || (state.phase === 'open' && state.k > 1),
  ],
  [
    'who gave, wrote or sent something is not told that they gave none',
    ({ own, draft, checking, restarted }, { text }) =>
      !/gave no answer/.test(text) ||
      (own === undefined &&
        !checking &&
        !restarted &&
        !/tunnel2|003|Two|001/.test(JSON.stringify(draft))),
  ],
  [
    'what was taken back is not shown as held',
    (_, { text, said }) =>
      !(/You took your answer back\./.test(text) && said.includes('Your answer')),
  ],
  [
    'nothing is on its way while the line is down',
    ({ line }, { said }) =>
      line.name === 'live' || !said.some((one) => /^(Sending|Taking)/.test(one)),
  ],
  [
    'what can be pressed is what can be done',
    ({ state }, { said }) =>
      state.phase === 'open' ||
      !said.some((one) => /^(Change my|Take it back|Send$|Send the|Let it stand)/.test(one)),
  ],
  [
    'nothing is said twice',
    (_, { said }) => {
      const sentences = said
        .flatMap((one) => one.split(/(?<=[.:;]) /))
        .filter((one) => one.length > 12);
      return new Set(sentences).size === sentences.length;
    },
  ],
  [
    'that it has closed is said once',
    (_, { text }) => (text.match(/question (has|had) closed/g) ?? []).length < 2,
  ],
  [
    'who reads that results come later does not see them',
    ({ tally }, { text }) =>
      tally === 'no tally' ||
      !/Results show (only )?when|until then/i.test(
        text.replace(/Results show only when this has closed/, ''),
      ),
  ],
  [
    'an answer is protected as the page says, where it says so',
    ({ slide }, { text }) =>
      (slide.level !== 'open' || !/among at least/.test(text)) &&
      (slide.level !== 'strict' || !/at least 5/.test(text)) &&
      (slide.level !== 'protected' || !/at least 10/.test(text)),
  ],
];

describe('before a question, whatever has happened', () => {
  const seed = 20261130;
  const all = [...everyDrawn()];
  const chosen = pairwise(all, seed);
  const pages = new Map<Drawn, Page>();

  it(`every pair of parts is drawn (seed ${seed})`, async () => {
    for (const state of chosen) pages.set(state, await drawn(state));
    expect(chosen.length).toBeGreaterThan(150);
  });

  it.each(rules)('%s', (_, holds) => {
    expect(pages.size).toBe(chosen.length);
    const broken = [...pages].filter(([state, page]) => !holds(state, page));
    expect(
      broken.slice(0, 4).map(([{ parts }, { said }]) => `${parts.join(', ')}: ${said.join(' | ')}`),
    ).toEqual([]);
  });
});

describe('outside of the room', () => {
  const refusal = (refused: Refusal['code']): Refusal => ({
    type: 'refusal',
    code: refused,
    message: `The server says: ${refused}.`,
    allowed: '',
  });
  const reasons: EndReason[] = [
    'done',
    'room_ended',
    'refused_too_often',
    'room_gone',
    'hello_refused',
  ];
  const counts: Own = {
    state: 'counts',
    response: { kind: 'choice', picks: '100' },
    released: false,
    company: { announcement: 0, joined: 14 },
  };
  const sending: Own = { ...counts, state: 'sending', id: 'x', before: null };
  const snapshots: [string, Snapshot | null][] = [
    ['never joined', null],
    ['in the lobby', lobby],
    ['at a question', snapshotOf(choice)],
    ['at the end', { ...lobby, phase: 'ended' }],
  ];
  const lines: [string, Pick<View, 'line' | 'turnedAway'>][] = [
    ['connecting', { line: { name: 'connecting' }, turnedAway: null }],
    ['broken', { line: { name: 'broken' }, turnedAway: null }],
    ['put off', { line: { name: 'put_off' }, turnedAway: refusal('room_full') }],
    ...reasons.map((reason): [string, Pick<View, 'line' | 'turnedAway'>] => [
      `ended: ${reason}`,
      {
        line: { name: 'ended', reason },
        turnedAway: reason === 'hello_refused' ? refusal('wrong_secret') : null,
      },
    ]),
  ];
  const cases = lines.flatMap(([line, state]) =>
    snapshots.flatMap(([where, snapshot]) =>
      [
        ['no answer', undefined] as const,
        ['an answer', counts] as const,
        ['one on its way', sending] as const,
      ].map(([answer, own]) => ({ line, state, where, snapshot, answer, own })),
    ),
  );

  it.each(cases)('$line, $where, $answer', async ({ state, snapshot, own, line }) => {
    view = {
      ...emptyView,
      ...state,
      welcome: snapshot === null ? null : (welcome as Welcome),
      snapshot,
      own: own === undefined ? {} : { 'where#1': own },
    };
    const keeping = keepingFor(code, browserStorages());
    // Who has given an answer was here, although this page may not have been.
    if (own !== undefined) keeping.setTicket('t'.repeat(43));
    const { text, hasForm } = await read(false, keeping);
    await settle();
    const over = line.startsWith('ended') || snapshot?.phase === 'ended';
    const joined = snapshot !== null || own !== undefined;
    expect(text).not.toMatch(/undefined|null|NaN/);
    // Who was never in the room has nothing to be thanked for, and nothing that could be forgotten.
    if (!joined) expect(text).not.toMatch(/Thank you|has forgotten|You are in/);
    if (over) {
      expect(hasForm).toBe(false);
      expect(text).not.toMatch(/is down|Sending|waiting for|appears here by itself|tries again/);
      expect(text).not.toMatch(/answer counts/);
    }
    if (over && own?.state === 'sending' && joined) expect(text).toMatch(/may not have arrived/);
    if (own?.state !== 'sending') expect(text).not.toMatch(/may not have arrived/);
    // There is always a way on: by itself, or by a button.
    if (!over && snapshot === null) expect(text).toMatch(/Finding the room|tries again by itself/);
    if (over && !joined && line !== 'ended: refused_too_often')
      expect(text).toMatch(/Type another code/);
  });
});
