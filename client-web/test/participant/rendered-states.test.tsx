/**
 * Every state of a phone before a question (kind, level, phase, what shows and why not, the own answer, its company, the
 * line, what was written, started again, being asked, a warning, answers elsewhere), drawn as a whole page: each sentence
 * on it is held against the state by what it claims (claims.ts). The order of the search comes from a seed, which is printed.
 */
import { describe, expect, it } from 'vitest';
import { inWords } from '../../src/participant/drafts';
import { heldOf } from '../../src/participant/standing';
import { claims, claimsOf, factsOf, isQuoted } from './claims';
import { chosenOf, drawn, everyDrawn, type Drawn, type Page } from './drawn-states';
import { setUp } from './page-bench';

setUp();

type Rule = [name: string, holds: (state: Drawn, page: Page) => boolean];

/** What must be said, and what may be there once alone. */
const rules: Rule[] = [
  [
    'a form is there for an open question alone',
    ({ state }, { hasForm }) => !hasForm || state.phase === 'open',
  ],
  [
    'and for everybody who has given nothing to it and sees it',
    (state, { hasForm }) =>
      hasForm ||
      state.state.phase !== 'open' ||
      state.own !== undefined ||
      state.checking ||
      !factsOf(state, hasForm).looking,
  ],
  [
    'what the server holds stands under “Your answer”, and nothing else',
    ({ own, slide, warning }, { held, hasForm, said }) => {
      const sees = warning === 'no warning' || warning === 'looked past';
      const response = sees && !hasForm ? heldOf(own) : null;
      const words = response === null ? [] : inWords(slide, response).map(spoken);
      return JSON.stringify(held) === JSON.stringify(words) || (hasForm && said.length > 0);
    },
  ],
  [
    'whoever has sent something is told where it stands',
    (state, { said }) =>
      state.own === undefined ||
      !factsOf(state, false).looking ||
      said.some((sentence) =>
        /counts|arrived|shown to nobody|Sending|Saved|Taking|took your|No: |too late|was closed|had closed|holds no answer/.test(
          sentence,
        ),
      ),
  ],
  [
    'what was written and cannot be sent any more is kept in sight',
    (state, { beside }) =>
      state.state.phase !== 'closed' ||
      !factsOf(state, false).looking ||
      !factsOf(state, false).unsent ||
      beside.length > 0 ||
      (state.own?.state === 'sending' && state.own.response === null) ||
      (state.own?.state === 'refused' && state.own.response === null),
  ],
  [
    'where there are no results the page says why',
    (state, { said, hasForm }) =>
      state.withheld === null ||
      hasForm ||
      !factsOf(state, hasForm).looking ||
      said.some((sentence) =>
        /^(The results show|Results show|No answer was given)/.test(sentence),
      ),
  ],
  [
    'nothing is said twice',
    (_, { said }) => {
      const sentences = said.filter(
        (one) =>
          one.length > 12 &&
          !isQuoted(one) &&
          !/applicable|^Leave this|^0 not at all|\d people$/.test(one),
      );
      return new Set(sentences).size === sentences.length;
    },
  ],
  [
    'that it has closed is said once',
    (_, { text }) => (text.match(/question (has|had) closed/g) ?? []).length < 2,
  ],
  ['no value shows as nothing', (_, { text }) => !/undefined|null|NaN|\[object/.test(text)],
];

function spoken({ about, said }: { about?: string; said: string }): string {
  return about === undefined ? said : `${about} ${said}`;
}

const told = ([{ parts }, { said }]: readonly [Drawn, Page]) =>
  `${parts.join(', ')}: ${said.join(' | ')}`;

describe('before a question, whatever has happened', () => {
  const seed = 20261130;
  const chosen = chosenOf([...everyDrawn()], seed);
  const pages = new Map<Drawn, Page>();

  it(`every three parts that matter together are drawn (seed ${seed})`, async () => {
    for (const state of chosen) pages.set(state, await drawn(state));
    expect(chosen.length).toBeGreaterThan(300);
  }, 300_000);

  it('every sentence claims something', () => {
    expect(pages.size).toBe(chosen.length);
    const all = new Set([...pages.values()].flatMap(({ said }) => said));
    expect([...all].filter((sentence) => claimsOf(sentence).length === 0)).toEqual([]);
  });

  it('every claim is so', () => {
    const broken = new Map<string, string>();
    for (const [state, page] of pages) {
      const facts = factsOf(state, page.hasForm);
      for (const sentence of page.said) {
        const isSo = claimsOf(sentence).some(({ holds }) => holds(facts));
        if (!isSo && !broken.has(sentence)) broken.set(sentence, told([state, page]));
      }
    }
    expect([...broken].map(([sentence, where]) => `“${sentence}” in ${where}`)).toEqual([]);
  });

  it('every claim was made somewhere, so that none is of a sentence that no page says', () => {
    const all = new Set([...pages.values()].flatMap(({ said }) => said));
    const made = new Set([...all].flatMap(claimsOf));
    expect(claims.filter((claim) => !made.has(claim)).map(({ says }) => String(says))).toEqual([]);
  });

  it.each(rules)('%s', (_, holds) => {
    const broken = [...pages].filter(([state, page]) => !holds(state, page));
    expect(broken.slice(0, 4).map(told)).toEqual([]);
  });
});
