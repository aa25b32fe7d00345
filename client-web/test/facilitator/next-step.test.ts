import type { Deck, Level, QuestionState, Slide, Snapshot, Tally } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import {
  isClosedForGood,
  nextStep,
  slideAfter,
  stepBack,
  stepOrder,
} from '../../src/facilitator/next-step';

const content: Slide = { kind: 'content', id: 'agreement', title: 'We agree', markdown: '' };
const live: Slide = {
  kind: 'word_cloud',
  id: 'mood',
  prompt: 'How was this week?',
  entries: 3,
  level: 'open',
  results: 'live',
};
const onReveal: Slide = { ...live, id: 'later', results: 'on_reveal' };
const deck: Deck = {
  format: 'candour.deck/1',
  title: 'A deck',
  language: 'en',
  slides: [content, live, onReveal],
};

const question = (
  slide: Slide,
  phase: QuestionState['phase'],
  revealed = false,
): QuestionState => ({
  id: slide.id,
  round: 1,
  phase,
  revealed,
  announcement: 0,
  joined: 12,
  joined_at_opening: 12,
  offers: 0,
  k: 1,
});
const at = (slide: Slide | null, state: QuestionState | null = null) => ({
  phase: 'live' as const,
  slide,
  question: state,
  withheld: null,
});

describe('the natural next step', () => {
  it('goes from the join screen to the first slide', () => {
    expect(nextStep(deck, at(null))).toEqual({ name: 'first_slide', slide: content });
  });

  it('goes on from content at once', () => {
    expect(nextStep(deck, at(content))).toEqual({ name: 'next_slide', slide: live });
  });

  it('stops at a content warning, and goes on from the slide behind it', () => {
    const night: Slide = { ...content, id: 'night', warning: 'A death is told of.' };
    const withNight = { ...deck, slides: [night, live] };
    const step = nextStep(withNight, at(night, question(night, 'waiting', true)));
    expect(step).toEqual({ name: 'step_past_warning', slide: night });
    expect(step && stepOrder(step)).toEqual({ type: 'control', action: 'open', question: 'night' });
    expect(nextStep(withNight, at(night, question(night, 'open', true)))).toEqual({
      name: 'next_slide',
      slide: live,
    });
  });

  it('opens a question, closes it, and goes on', () => {
    expect(nextStep(deck, at(live, question(live, 'waiting')))).toEqual({
      name: 'open',
      question: 'mood',
    });
    expect(nextStep(deck, at(live, question(live, 'open')))).toEqual({
      name: 'close',
      question: 'mood',
    });
    expect(nextStep(deck, at(live, question(live, 'closed', true)))).toEqual({
      name: 'next_slide',
      slide: onReveal,
    });
  });

  it('reveals results that wait for it, before it goes on', () => {
    expect(nextStep(deck, at(onReveal, question(onReveal, 'closed')))).toEqual({
      name: 'reveal',
      question: 'later',
    });
    expect(nextStep(deck, at(onReveal, question(onReveal, 'closed', true)))).toEqual({
      name: 'end',
    });
  });

  it('does not show again what was hidden by hand', () => {
    expect(nextStep(deck, at(live, question(live, 'closed', false)))?.name).toBe('next_slide');
  });

  it('has nothing to reveal where too few people answered', () => {
    const state = { ...at(onReveal, question(onReveal, 'closed')), withheld: 'too_few' as const };
    expect(nextStep(deck, state)).toEqual({ name: 'end' });
  });

  it.each(['open', 'protected', 'strict'] as const)(
    'never reopens a closed question (%s)',
    (level) => {
      const slide: Slide = { ...live, level };
      expect(nextStep(deck, at(slide, question(slide, 'closed', true)))?.name).toBe('next_slide');
    },
  );

  it('opens again after a reset', () => {
    expect(nextStep(deck, at(live, { ...question(live, 'waiting'), round: 2 }))?.name).toBe('open');
  });

  it('has none in a room that has ended', () => {
    expect(nextStep(deck, { ...at(live), phase: 'ended' })).toBeNull();
    expect(stepBack(deck, { ...at(live), phase: 'ended' })).toBeNull();
  });

  it('walks through a whole deck and ends', () => {
    const names: string[] = [];
    let state = at(null);
    for (let step = nextStep(deck, state); step !== null; step = nextStep(deck, state)) {
      names.push(step.name);
      if (step.name === 'end') break;
      if ('slide' in step) {
        const { slide } = step;
        state = at(
          slide,
          slide.kind === 'content' ? null : question(slide, 'waiting', slide === live),
        );
      } else if (state.question !== null) {
        const phase = step.name === 'open' ? 'open' : 'closed';
        state = at(state.slide, {
          ...state.question,
          phase,
          revealed: state.question.revealed || step.name === 'reveal',
        });
      }
    }
    expect(names).toEqual([
      ...['first_slide', 'next_slide', 'open', 'close'],
      ...['next_slide', 'open', 'close', 'reveal', 'end'],
    ]);
  });
});

describe('a question is closed for good', () => {
  const tally: Tally = { kind: 'word_cloud', people: 5, words: [], more: 0, full: false };
  const snapshot = (slide: Slide, phase: QuestionState['phase'], more: Partial<Snapshot>) =>
    isClosedForGood({
      ...{ type: 'snapshot', revision: 1, present: 15, joined: 12, locked: false, position: null },
      tally: null,
      ...at(slide, question(slide, phase, true)),
      ...more,
    });
  const level = (name: Level): Slide => ({ ...live, level: name });

  it.each(['protected', 'strict'] as const)('once closed, shown or not (%s)', (name) => {
    expect(snapshot(level(name), 'closed', { tally })).toBe(true);
    expect(snapshot(level(name), 'closed', { withheld: 'too_few' })).toBe(true);
    expect(snapshot(level(name), 'open', { tally })).toBe(false);
  });

  it('also where the facilitator alone has seen them', () => {
    const slide: Slide = { ...onReveal, level: 'protected' };
    const concealed = question(slide, 'closed', false);
    expect(snapshot(slide, 'closed', { question: concealed, tally })).toBe(true);
  });

  it('not after a reset', () => {
    expect(snapshot(level('strict'), 'waiting', {})).toBe(false);
  });

  it('never where answers show one by one', () => {
    expect(snapshot(level('open'), 'closed', { tally })).toBe(false);
  });

  it('nor is a content slide', () => {
    expect(snapshot(content, 'closed', { tally })).toBe(false);
  });
});

describe('a step back', () => {
  it('goes one slide back, and from the first one to the join screen', () => {
    expect(stepBack(deck, at(onReveal))).toEqual({ name: 'back', slide: live });
    expect(stepBack(deck, at(content))).toEqual({ name: 'join_screen' });
    expect(stepBack(deck, at(null))).toBeNull();
  });
});

it('shows as next the slide after the current one, whatever the step', () => {
  expect(slideAfter(deck, at(null))).toBe(content);
  expect(slideAfter(deck, at(live, question(live, 'waiting')))).toBe(onReveal);
  expect(slideAfter(deck, at(onReveal))).toBeNull();
});

it('says each step as the contract has it', () => {
  expect(stepOrder({ name: 'first_slide', slide: content })).toEqual({
    type: 'control',
    action: 'go_to',
    slide: 'agreement',
  });
  expect(stepOrder({ name: 'join_screen' })).toMatchObject({ action: 'go_to', slide: null });
  expect(stepOrder({ name: 'reveal', question: 'later' })).toEqual({
    type: 'control',
    action: 'reveal',
    question: 'later',
  });
  expect(stepOrder({ name: 'end' })).toEqual({ type: 'control', action: 'end' });
});
