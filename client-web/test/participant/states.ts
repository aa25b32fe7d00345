/** Every state of a phone before a question, for the tests that hold what it says against what is so. */
import type { Level, Response, Withheld } from '@protocol/messages';
import type { Line } from '../../src/connection/connection';
import { blank } from '../../src/participant/drafts';
import type { Known } from '../../src/participant/standing';
import type { Own } from '../../src/store/view';
import { choice, cloud, scale, snapshotOf, text } from './slides';

export const answers: Record<string, { sent: Response; other: Response }> = {
  word_cloud: {
    sent: { kind: 'word_cloud', words: ['tunnel'] },
    other: { kind: 'word_cloud', words: ['tunnel2'] },
  },
  scale: {
    sent: { kind: 'scale', values: ['007', 'n/a'] },
    other: { kind: 'scale', values: ['003', '---'] },
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
  const released: Own = { ...counts, released: true };
  const shown: Own = { ...released, settled: true };
  const unseen: Own = { ...counts, settled: true };
  const before: [string, Own | null][] = [
    ['nothing', null],
    ['an answer', counts],
    ['one that shows', shown],
    ['one shown to nobody', unseen],
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
    ['released', released],
    ['shown', shown],
    ['shown to nobody', unseen],
    ['taken back', { state: 'withdrawn' }],
    ['nothing to take back', { state: 'withdrawn', none: true }],
    [
      'too late to change what shows',
      {
        state: 'refused',
        refusal: refusal('response_released'),
        response: other,
        before: released,
      },
    ],
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

export interface State {
  name: string;
  /** What the state is made of, in words: one for each of its dimensions. */
  parts: string[];
  known: Known;
  withheld: Withheld;
}

export function* everyState(): Generator<State> {
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
                        // It is asked only while this page knows of none, and none can be given before the opening.
                        if (own !== undefined && (checking || phase === 'waiting')) continue;
                        const slide = { ...base, level };
                        const state = snapshotOf(slide, { phase, revealed, k: k[level] }).question;
                        if (state === null) continue;
                        const draft = drafted ? answers[base.kind]?.other : blank(slide);
                        const parts = [base.kind, level, phase, revealed, ownName, line.name];
                        const more = [drafted, restarted, checking, answering, withheld];
                        yield {
                          name: [...parts, ...more].join(' '),
                          parts: [...parts, ...more].map(String),
                          withheld,
                          known: {
                            slide,
                            state,
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
