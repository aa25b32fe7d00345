/** Every state of a phone before a question: what it says is held against what is so, and no pair may contradict. */
import { describe, expect, it } from 'vitest';
import type { Level, Response, Withheld } from '@protocol/messages';
import type { Line } from '../../src/connection/connection';
import { blank } from '../../src/participant/drafts';
import { standingOf, type Known, type Standing } from '../../src/participant/standing';
import type { Own } from '../../src/store/view';
import { choice, cloud, scale, snapshotOf, text } from './slides';

const answers: Record<string, { sent: Response; other: Response }> = {
  word_cloud: {
    sent: { kind: 'word_cloud', words: ['tunnel'] },
    other: { kind: 'word_cloud', words: ['tunnel2'] },
  },
  scale: {
    sent: { kind: 'scale', values: ['007', 'n/a'] },
    other: { kind: 'scale', values: ['003', ''] },
  },
  free_text: {
    sent: { kind: 'free_text', texts: ['One.'] },
    other: { kind: 'free_text', texts: ['Two.'] },
  },
  choice: { sent: { kind: 'choice', picks: '100' }, other: { kind: 'choice', picks: '001' } },
};
const company = { announcement: 0, joined: 14 };
const refusal = (code: 'question_closed' | 'response_released' | 'words_full') =>
  ({ type: 'refusal', id: 'x', code, message: `No: ${code}.`, allowed: '' }) as const;

function owns(kind: string): [string, Own | undefined][] {
  const { sent, other } = answers[kind] ?? answers['choice']!;
  const counts: Own = { state: 'counts', response: sent, released: false, company };
  const before: [string, Own | null][] = [
    ['nothing', null],
    ['an answer', counts],
    ['one taken back', { state: 'withdrawn' }],
  ];
  const onTop = before.flatMap(([held, own]): [string, Own][] => [
    [`sending over ${held}`, { state: 'sending', id: 'x', response: other, company, before: own }],
    [
      `put off over ${held}`,
      { state: 'sending', id: 'x', response: other, company, before: own, putOff: true },
    ],
    [
      `taking back over ${held}`,
      { state: 'sending', id: 'x', response: null, company, before: own },
    ],
    [
      `late over ${held}`,
      { state: 'refused', refusal: refusal('question_closed'), response: other, before: own },
    ],
    [
      `refused over ${held}`,
      { state: 'refused', refusal: refusal('words_full'), response: other, before: own },
    ],
    [
      `late taking back over ${held}`,
      { state: 'refused', refusal: refusal('question_closed'), response: null, before: own },
    ],
  ]);
  return [
    ['none', undefined],
    ['counts', counts],
    ['released', { ...counts, released: true } as Own],
    ['shown', { ...counts, released: true, settled: true } as Own],
    ['shown to nobody', { ...counts, settled: true } as Own],
    ['taken back', { state: 'withdrawn' }],
    ...onTop,
  ];
}

const lines: Line[] = [
  { name: 'connecting' },
  { name: 'live' },
  { name: 'broken' },
  { name: 'put_off' },
];
const slides = [cloud, scale, text, choice];
const levels: Level[] = ['open', 'protected', 'strict'];
const k = { open: 1, protected: 5, strict: 10 } as const;

interface State {
  name: string;
  known: Known;
}

function* everyState(): Generator<State> {
  for (const base of slides)
    for (const level of levels)
      for (const phase of ['waiting', 'open', 'closed'] as const)
        for (const revealed of [true, false])
          for (const [ownName, own] of owns(base.kind))
            for (const line of lines)
              for (const drafted of [false, true])
                for (const restarted of [false, true])
                  for (const checking of [false, true])
                    for (const answering of phase === 'open' ? [false, true] : [false])
                      for (const withheld of withhelds(phase, revealed, level)) {
                        const slide = { ...base, level };
                        const state = snapshotOf(slide, { phase, revealed, k: k[level] }).question;
                        if (state === null) continue;
                        const draft = drafted ? answers[base.kind]?.other : blank(slide);
                        yield {
                          name: [
                            base.kind,
                            level,
                            phase,
                            revealed,
                            ownName,
                            line.name,
                            drafted,
                            restarted,
                            checking,
                            answering,
                            withheld,
                          ].join(' '),
                          known: {
                            slide,
                            state,
                            withheld,
                            line,
                            own,
                            draft,
                            checking,
                            restarted,
                            answering,
                          },
                        };
                      }
}

function withhelds(phase: string, revealed: boolean, level: Level): Withheld[] {
  if (phase === 'waiting') return [null];
  if (!revealed) return ['not_revealed'];
  if (level === 'open') return [null];
  if (phase === 'open') return [level === 'strict' ? 'until_close' : 'until_enough'];
  return [null, 'too_few'];
}

const said = ({ question, protection, status, beside }: Standing) =>
  [...question, protection, status?.sentence, status?.more, beside?.title]
    .filter((sentence) => sentence != null)
    .join(' | ');

/** What may not be said in which state, and what must be. */
const rules: [string, (known: Known, standing: Standing, words: string) => boolean][] = [
  [
    'an answer that nobody gets to see is not said to count',
    ({ state, withheld }, _, words) =>
      state.phase !== 'closed' ||
      withheld !== 'too_few' ||
      !/answer counts|still counts/.test(words),
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
  const states = [...everyState()];

  it('there are as many as kinds, levels, phases, answers, lines and the rest make', () => {
    expect(states.length).toBeGreaterThan(40_000);
  });

  it.each(rules)('%s', (_, holds) => {
    const broken = states.filter(({ known }) => {
      const standing = standingOf(known);
      return !holds(known, standing, said(standing));
    });
    expect(
      broken.slice(0, 5).map(({ name, known }) => `${name}: ${said(standingOf(known))}`),
    ).toEqual([]);
  });
});
