/**
 * What a phone says about a question and the person's own answer to it, as a pure function of what is known: so that
 * no two sentences contradict each other in any state (test/participant/standing.test.tsx walks them all).
 */
import type { QuestionState, Response } from '@protocol/messages';
import type { Line } from '../connection/connection';
import type { QuestionSlide } from '../shared/slides';
import type { Own } from '../store/view';
import { isBlank } from './drafts';
import { level as sayLevel, own as say, question as sayQuestion } from './wording';

export interface Known {
  slide: QuestionSlide;
  state: QuestionState;
  line: Line;
  own: Own | undefined;
  /** What was written on this phone and not sent. */
  draft: Response | undefined;
  /** The server is being asked what it holds. */
  checking: boolean;
  /** This phone has answered an earlier round of the question. */
  restarted: boolean;
  /** The form is on the screen. */
  answering: boolean;
}

export interface Told {
  mood: 'going' | 'good' | 'plain' | 'bad';
  sentence: string;
  more?: string | undefined;
}

export interface Standing {
  /** How the question stands; read before answering, and gone when that is done. */
  question: string[];
  /** How the answers to it are protected. */
  protection: string | null;
  status: Told | null;
  /** What the server holds for sure. */
  held: Response | null;
  /** What it does not hold (yet), and what became of that. */
  beside: { title: string; response: Response } | null;
}

export function standingOf(known: Known): Standing {
  const held = heldOf(known.own);
  return {
    question: questionSentences(known),
    protection: protectionSentence(known),
    status: statusOf(known),
    held,
    beside: besideOf(known, held),
  };
}

/** What the server holds for sure: never an answer on its way, nor one that it refused. */
export function heldOf(own: Own | undefined | null): Response | null {
  switch (own?.state) {
    case undefined:
    case 'withdrawn':
      return null;
    case 'counts':
      return own.response;
    case 'sending':
    case 'refused':
      return heldOf(own.before);
  }
}

function questionSentences(known: Known): string[] {
  const { state, own, restarted } = known;
  const again = restarted && own === undefined ? [sayQuestion.startedAgain] : [];
  switch (state.phase) {
    case 'waiting':
      return [...again, sayQuestion.waiting];
    case 'open':
      return again;
    case 'closed':
      // Who is not known to have given none is not told so.
      if (own === undefined && !known.checking && unsentOf(known) === null && !restarted)
        return [sayQuestion.closedWithout];
      // Where the own answer stands says it then, and why that matters.
      return isLate(own) || unsentOf(known) !== null ? again : [...again, sayQuestion.closed];
  }
}

function protectionSentence({ slide, state, answering }: Known): string | null {
  if (state.phase === 'closed' || (state.phase === 'open' && !answering)) return null;
  return sayLevel(slide.level, state.revealed);
}

function statusOf(known: Known): Told | null {
  const { own, line } = known;
  switch (own?.state) {
    case undefined:
      return unsentOf(known) === null ? null : { mood: 'bad', sentence: say.unsent };
    case 'sending':
      if (line.name === 'put_off') return { mood: 'going', sentence: say.keptForServer };
      if (line.name !== 'live') return { mood: 'going', sentence: say.kept };
      if (own.putOff) return { mood: 'going', sentence: say.putOff, more: say.sentAgain };
      return { mood: 'going', sentence: own.response === null ? say.withdrawing : say.sending };
    case 'counts': {
      const fate = fateOf(known, own);
      if (fate === 'unseen')
        return { mood: 'plain', sentence: say.shownToNobody, more: say.shownToNobodyWhy };
      const more =
        unsentOf(known) !== null ? say.changeUnsent : hasMerged(own) ? say.merged : undefined;
      return { mood: 'good', sentence: say[fate], more };
    }
    case 'withdrawn':
      return {
        mood: 'plain',
        sentence: own.none ? say.nothingHeld : say.withdrawn,
        ...(unsentOf(known) !== null && { more: say.unsent }),
      };
    case 'refused':
      if (unsentOf(known) === null) return refusedStatus(known, own);
      return { mood: 'bad', sentence: heldOf(own) === null ? say.unsent : say.changeUnsent };
  }
}

function isLate(own: Own | undefined): boolean {
  return own?.state === 'refused' && own.refusal.code === 'question_closed';
}

/**
 * What becomes of an answer that the server holds: it counts; it is there, and whether it will count is not known yet; or it
 * never shows, as the server has said.
 */
function fateOf({ state }: Known, own: Own & { state: 'counts' }): 'counts' | 'arrived' | 'unseen' {
  if (state.k === 1) return 'counts';
  if (state.phase === 'closed') {
    if (own.settled !== true) return 'arrived';
    return own.released ? 'counts' : 'unseen';
  }
  const { joined } = own.company;
  return !own.released && joined !== null && joined < state.k ? 'arrived' : 'counts';
}

function refusedStatus(known: Known, own: Own & { state: 'refused' }): Told {
  const isOpen = known.state.phase === 'open';
  const late = isLate(own);
  const fate = own.before?.state === 'counts' ? fateOf(known, own.before) : 'none';
  if (own.response === null) {
    const tooLate = isOpen ? say.openAgainToWithdraw : say.tooLateToWithdraw;
    return {
      mood: 'bad',
      sentence: late ? tooLate : own.refusal.message,
      ...(fate !== 'none' && { more: say.notTakenBack[fate] }),
    };
  }
  const tooLate = isOpen ? say.openAgain : say.tooLate;
  return { mood: 'bad', sentence: late ? tooLate : own.refusal.message, more: say.before[fate] };
}

/** Whether words that this page sent are one word to the server. */
function hasMerged({ written, response }: Own & { state: 'counts' }): boolean {
  return wordsOf(written) > wordsOf(response);
}

function wordsOf(response: Response | undefined): number {
  return response?.kind === 'word_cloud' ? response.words.length : 0;
}

/** What was written and can no longer be sent. */
function unsentOf({ state, own, draft, answering }: Known): Response | null {
  if (state.phase !== 'closed' || answering || draft === undefined || isBlank(draft)) return null;
  // What was written after a refusal is another thing than what was refused.
  if (own?.state === 'sending') return null;
  if (own?.state === 'refused' && (own.response === null || same(draft, own.response))) return null;
  const written = own?.state === 'counts' && own.written;
  return same(draft, heldOf(own)) || same(draft, written) ? null : draft;
}

function besideOf(known: Known, held: Response | null): Standing['beside'] {
  const { own, answering } = known;
  if (answering) return null;
  if (own?.state === 'sending' && own.response !== null && !same(own.response, held)) {
    return {
      title: held === null ? sayQuestion.yours : sayQuestion.onItsWay,
      response: own.response,
    };
  }
  const unsent = unsentOf(known);
  if (unsent !== null) return { title: sayQuestion.notSent, response: unsent };
  return own?.state === 'refused' && own.response !== null
    ? { title: sayQuestion.notTaken, response: own.response }
    : null;
}

function same(a: Response, b: Response | null | undefined | false): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
