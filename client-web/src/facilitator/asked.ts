import type { QuestionState, Snapshot } from '@protocol/messages';

/** The question that people are asked now; a content slide's warning has the state of one, and asks nothing. */
export function askedQuestion({ slide, question }: Snapshot): QuestionState | null {
  return slide?.kind === 'content' ? null : question;
}
