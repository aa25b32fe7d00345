/** One question of each kind, as a snapshot has them. */
import type {
  ChoiceSlide,
  FreeTextSlide,
  QuestionState,
  ScaleSlide,
  Snapshot,
  WordCloudSlide,
} from '@protocol/messages';
import type { QuestionSlide } from '../../src/shared/slides';

export const cloud: WordCloudSlide = {
  kind: 'word_cloud',
  id: 'mood',
  prompt: 'In a word or two: how was this week?',
  entries: 3,
  level: 'open',
  results: 'live',
};
export const scale: ScaleSlide = {
  kind: 'scale',
  id: 'outcomes',
  prompt: 'How far do you agree?',
  statements: [
    { id: 'heard', text: 'I feel heard' },
    { id: 'speak', text: 'I would speak up' },
  ],
  range: { min: 0, max: 10, min_label: 'not at all', max_label: 'completely' },
  not_applicable: true,
  level: 'protected',
  results: 'live',
};
export const text: FreeTextSlide = {
  kind: 'free_text',
  id: 'more',
  prompt: 'What should we know?',
  answers: 2,
  max_length: 40,
  level: 'strict',
  results: 'live',
};
export const choice: ChoiceSlide = {
  kind: 'choice',
  id: 'where',
  prompt: 'Where do you work?',
  options: [
    { id: 'ward', text: 'On a ward' },
    { id: 'home', text: 'In the community' },
    { id: 'office', text: 'In an office' },
  ],
  select: 'one',
  level: 'open',
  results: 'live',
};

const groups = { open: 1, protected: 5, strict: 10 } as const;

export function snapshotOf(slide: QuestionSlide, state: Partial<QuestionState> = {}): Snapshot {
  const k = groups[slide.level];
  return {
    type: 'snapshot',
    revision: 7,
    phase: 'live',
    present: 15,
    joined: 14,
    locked: false,
    slide,
    position: { index: 0, count: 3 },
    question: {
      id: slide.id,
      round: 1,
      phase: 'open',
      revealed: true,
      announcement: 0,
      joined: 14,
      joined_at_opening: 14,
      offers: 0,
      k,
      ...state,
    },
    tally: null,
    withheld: null,
  };
}
