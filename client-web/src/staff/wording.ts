/** The sentences that a room reads on the wall, and its facilitators on their desk. Plain, true, and without an exclamation mark. */
import type { QuestionState, Slide, Tally } from '@protocol/messages';
import { countOf } from '../shared/format';

/**
 * The server counts every ten seconds and rounds to 5, so that nobody is seen to come or go. Where more have answered than
 * it counted, people came since (as after a restart) or have left, and a page cannot tell which.
 */
export function isPassed(present: number, answered: number): boolean {
  return answered > present + 2;
}

export function peopleHere(present: number): string {
  return present === 0 ? 'Few people here' : `About ${present} people here`;
}

/** Of the people who are turned away, those who wonder why look here first. */
export const doorLocked = 'The door is locked: nobody new comes in.';

export function phaseWords(question: QuestionState | null): string | null {
  switch (question?.phase) {
    case 'waiting':
      return 'Not open yet';
    case 'open':
      return 'Open for answers';
    case 'closed':
      return 'Closed';
    case undefined:
      return null;
  }
}

/** Under the question: how many people's answers are in the picture, and how they got there. */
export function tallyCaption(tally: Tally, k: number, open: boolean, joined?: number): string {
  const people =
    joined === undefined || joined < tally.people
      ? `Answers from ${countOf(tally.people, 'person', 'people')}`
      : `Answers from ${tally.people} of ${countOf(joined, 'person', 'people')} who had joined`;
  if (k === 1) return people;
  return open
    ? `${people} so far, each among at least ${k}. The rest follow when the question closes.`
    : `${people}, each among at least ${k} of people who had joined by then. Any others are shown to nobody.`;
}

/** What people are asked for, while there is nothing else to see. */
export function howToAnswer(slide: Slide): string | null {
  switch (slide.kind) {
    case 'word_cloud':
      return slide.entries === 1
        ? 'One word or short phrase.'
        : `Up to ${slide.entries} words or short phrases.`;
    case 'scale': {
      const number = slide.not_applicable ? 'A number, or “not applicable”' : 'A number';
      return slide.statements.length === 1
        ? `${number}.`
        : `${number}, for each; some may be left out.`;
    }
    case 'free_text':
      return slide.answers === 1
        ? 'In your own words.'
        : `In your own words, up to ${slide.answers} answers.`;
    case 'choice':
      return slide.select === 'one' ? 'Choose one.' : 'Choose all that apply.';
    case 'content':
      return null;
  }
}

/** While a question that hides nothing has no answers to show. */
export const nothingYet = 'Answers will show here.';

export const beforeWeGoOn = 'Before we go on';
export const yourPhoneAsks = 'Your phone lets you choose, and nobody is told what you chose.';

export const anonymous =
  'You answer anonymously: no name, no account. Nobody is shown who said what, and answers are kept without a time.';
