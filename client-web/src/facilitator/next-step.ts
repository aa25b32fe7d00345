/** The natural flow of a room, as a pure function: what a facilitator most likely wants next. */
import type { Deck, Slide, Snapshot } from '@protocol/messages';
import type { Order } from './orders';

export type Step =
  | { name: 'first_slide' | 'next_slide' | 'back' | 'step_past_warning'; slide: Slide }
  | { name: 'join_screen' }
  | { name: 'open' | 'close' | 'reveal'; question: string }
  | { name: 'end' };

type State = Pick<Snapshot, 'phase' | 'slide' | 'question' | 'withheld'>;

/** First slide, past its warning, open, close, reveal where that is left to the facilitator, next slide; the end after the last. Null when it has ended. */
export function nextStep(deck: Deck, state: State): Step | null {
  if (state.phase === 'ended') return null;
  if (state.slide === null) return slideStep(deck, 0, 'first_slide');
  return questionStep(state) ?? slideStep(deck, indexOf(deck, state.slide) + 1, 'next_slide');
}

/** One slide back; from the first one to the join screen. Null where there is nothing before. */
export function stepBack(deck: Deck, state: State): Step | null {
  if (state.phase === 'ended' || state.slide === null) return null;
  const slide = deck.slides[indexOf(deck, state.slide) - 1];
  return slide === undefined ? { name: 'join_screen' } : { name: 'back', slide };
}

/** The slide after the one that is shown, whatever the next step is. */
export function slideAfter(deck: Deck, state: State): Slide | null {
  return deck.slides[state.slide === null ? 0 : indexOf(deck, state.slide) + 1] ?? null;
}

/** Whether closing it is final (`closing_is_final`): if it opened again, whoever answered next would stand out. */
export function closesForGood({ slide }: Pick<Snapshot, 'slide'>): boolean {
  return slide !== null && slide.kind !== 'content' && slide.level !== 'open';
}

/** Whether the server opens it no more in this round. */
export function isClosedForGood(state: Pick<Snapshot, 'slide' | 'question'>): boolean {
  return closesForGood(state) && state.question?.phase === 'closed';
}

export function stepOrder(step: Step): Order {
  switch (step.name) {
    case 'first_slide':
    case 'next_slide':
    case 'back':
      return { type: 'control', action: 'go_to', slide: step.slide.id };
    case 'step_past_warning':
      return { type: 'control', action: 'open', question: step.slide.id };
    case 'join_screen':
      return { type: 'control', action: 'go_to', slide: null };
    case 'open':
    case 'close':
    case 'reveal':
      return { type: 'control', action: step.name, question: step.question };
    case 'end':
      return { type: 'control', action: 'end' };
  }
}

function questionStep({ slide, question, withheld }: State): Step | null {
  if (slide === null || question === null) return null;
  if (slide.kind === 'content') {
    return question.phase === 'waiting' ? { name: 'step_past_warning', slide } : null;
  }
  switch (question.phase) {
    case 'waiting':
      return { name: 'open', question: question.id };
    case 'open':
      return { name: 'close', question: question.id };
    case 'closed':
      // Results that were live and then hidden by hand stay hidden: somebody meant it. Nor is there anything to
      // reveal where too few people answered.
      return slide.results === 'on_reveal' && !question.revealed && withheld !== 'too_few'
        ? { name: 'reveal', question: question.id }
        : null;
  }
}

function slideStep(deck: Deck, index: number, name: 'first_slide' | 'next_slide'): Step {
  const slide = deck.slides[index];
  return slide === undefined ? { name: 'end' } : { name, slide };
}

function indexOf(deck: Deck, slide: Slide): number {
  return deck.slides.findIndex((other) => other.id === slide.id);
}
