/** Every state of a phone before a question: what it says is held against what is so, and no pair may contradict. */
import { describe, expect, it } from 'vitest';
import { standingOf, type Known, type Standing } from '../../src/participant/standing';
import type { Own } from '../../src/store/view';
import { everyState } from './states';

const said = ({ question, protection, status, beside }: Standing) =>
  [...question, protection, status?.sentence, status?.more, beside?.title]
    .filter((sentence) => sentence != null)
    .join(' | ');

const isUnseen = (phase: string, own: Own | null | undefined): boolean =>
  own?.state === 'refused' || own?.state === 'sending'
    ? isUnseen(phase, own.before)
    : phase === 'closed' && own?.state === 'counts' && own.settled === true && !own.released;

/** What may not be said in which state, and what must be. */
const rules: [string, (known: Known, standing: Standing, words: string) => boolean][] = [
  [
    'an answer that nobody gets to see is not said to count',
    ({ state, own }, _, words) =>
      state.k === 1 || !isUnseen(state.phase, own) || !/answer counts|still counts/.test(words),
  ],
  [
    'results are not said to show live while the facilitator holds them back',
    ({ state }, _, words) => state.revealed || !/^.*Results show live/.test(words),
  ],
  [
    'who gave or wrote something is not told that they gave no answer',
    ({ own, draft }, { held, beside }, words) =>
      !/You gave no answer/.test(words) ||
      (own === undefined &&
        held === null &&
        beside === null &&
        !JSON.stringify(draft).includes('Two')),
  ],
  [
    'nor is anybody while the server is still being asked',
    ({ checking }, _, words) => !checking || !/You gave no answer/.test(words),
  ],
  [
    'an open question is not said to have closed',
    ({ state }, _, words) =>
      state.phase !== 'open' || !/This question has closed|This question had closed/.test(words),
  ],
  [
    'nor a closed one to be open, or to be answered',
    ({ state }, _, words) =>
      state.phase !== 'closed' || !/open again|you can send it now/.test(words),
  ],
  [
    'what the server holds is what is shown as held',
    ({ own }, { held }) => {
      const base = own?.state === 'sending' || own?.state === 'refused' ? own.before : own;
      return (
        JSON.stringify(held) === JSON.stringify(base?.state === 'counts' ? base.response : null)
      );
    },
  ],
  [
    'and what it does not hold stands beside it, with what became of it',
    ({ own, answering }, { beside }) =>
      answering ||
      own?.state !== 'refused' ||
      own.response === null ||
      JSON.stringify(beside?.response) === JSON.stringify(own.response),
  ],
  [
    'what was written and not sent when the question closed is kept in sight',
    ({ own, draft, state }, { beside }) =>
      state.phase !== 'closed' ||
      own?.state === 'sending' ||
      own?.state === 'refused' ||
      !/tunnel2|003|Two|001/.test(JSON.stringify(draft)) ||
      beside?.title === 'Not sent: the question closed',
  ],
  [
    'nothing is said to be on its way without a line',
    ({ line }, { status }) =>
      line.name === 'live' || !/^(Sending|Taking)/.test(status?.sentence ?? ''),
  ],
  [
    'an answer is not both counted and not counted',
    (_, __, words) =>
      !(/Your answer counts/.test(words) && /not counted|Nothing of it counts/.test(words)),
  ],
  [
    'a question that was started again says that the earlier answer is gone, until there is another',
    ({ restarted, own }, { question }) =>
      (restarted && own === undefined) ===
      question.some((sentence) => /started this question again/.test(sentence)),
  ],
];

describe('in every state', () => {
  const states = [...everyState()].map(({ name, known }) => {
    const standing = standingOf(known);
    return { name, known, standing, words: said(standing) };
  });

  it('there are as many as kinds, levels, phases, answers, lines and the rest make', () => {
    expect(states.length).toBeGreaterThan(30_000);
  });

  it.each(rules)('%s', (_, holds) => {
    const broken = states.filter(({ known, standing, words }) => !holds(known, standing, words));
    expect(broken.slice(0, 5).map(({ name, words }) => `${name}: ${words}`)).toEqual([]);
  });
});
