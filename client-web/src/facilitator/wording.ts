/** What the facilitator reads. */
import type {
  EndsAfter,
  Level,
  Progress,
  QuestionOverview,
  QuestionState,
  Slide,
  Snapshot,
  Tally,
} from '@protocol/messages';
import { countOf } from '../shared/format';
import { warns } from '../staff/stage/warning-screen';
import type { Closing } from './closing';
import { closesForGood, type Step } from './next-step';

export function kindName(slide: Slide): string {
  switch (slide.kind) {
    case 'content':
      return 'Content';
    case 'word_cloud':
      return 'Word cloud';
    case 'scale':
      return 'Scale';
    case 'free_text':
      return 'Free text';
    case 'choice':
      return 'Choice';
  }
}

/** Of a slide that the projector shows in pages, or by scrolling. */
export const tooLongName = 'more than one screen';

export const titleOf = (slide: Slide): string =>
  slide.kind === 'content' ? slide.title : slide.prompt;

export function levelName(level: Level): string {
  switch (level) {
    case 'open':
      return 'live';
    case 'protected':
      return 'each among 5';
    case 'strict':
      return 'each among 10, after closing';
  }
}

export function overviewName(overview: QuestionOverview): string {
  switch (overview.phase) {
    case 'waiting':
      return 'not opened';
    case 'open':
      return 'open';
    case 'closed':
      return overview.revealed ? 'closed' : 'closed, not shown';
  }
}

/** How far those are who were there at the opening; of nobody there is nothing to say. */
/** Of the last tick, never going back in a round: where the picture has a figure, only a word that agrees with it. */
export function progressSentence(
  progress: Progress | undefined,
  question: QuestionState | null,
  tally: Tally | null = null,
): string | null {
  const joined = question?.joined_at_opening ?? 0;
  if (joined === 0) return null;
  if (tally !== null && progress && !agrees(progress, tally.people / joined)) return null;
  switch (progress) {
    case 'few':
      return 'Few of those who had joined at the opening have answered so far.';
    case 'about_half':
      return 'About half of those who had joined at the opening have answered.';
    case 'most':
      return 'Most of those who had joined at the opening have answered.';
    case null:
    case undefined:
      return null;
  }
}

/** What the large button does. A close that is final says so, and what it will show. */
export function stepLabel(
  step: Step,
  closing: Closing,
  state: Pick<Snapshot, 'slide' | 'question'>,
): string {
  switch (step.name) {
    case 'first_slide':
      return 'Show the first slide';
    case 'next_slide':
      return 'Next slide';
    case 'back':
      return 'Back';
    case 'join_screen':
      return 'Join screen';
    case 'step_past_warning':
      return 'Show the slide';
    case 'open':
      return 'Open the question';
    case 'close':
      return closesForGood(state) ? finalClose(closing, state) : 'Close the question';
    case 'reveal':
      return 'Show the results';
    case 'end':
      return 'End the room';
  }
}

function finalClose(closing: Closing, { question }: Pick<Snapshot, 'question'>): string {
  if (closing.name === 'asked') return 'Press once more to close it for good';
  // Results that the deck shows by itself may have been hidden by hand.
  return question?.revealed === true
    ? 'Close and show the results: final'
    : 'Close the question: final';
}

/** While a close can still be taken back. */
export const stillOpen =
  'It closes when the ten seconds are over, and then for good. Until then phones still take answers, and one press keeps it open.';
/** A press of the clicker while the ten seconds run. */
export const closesAlready = `That press changed nothing. ${stillOpen}`;
export const tooSoon =
  'That press was ignored: it came right after the last one took effect. Look at the button, then press again.';

/** What a warning that stands alone hides, and how long. */
export function behindTheWarning(state: Snapshot): string | null {
  // While the projector shows something else, that is what is said of it.
  if (!warns(state) || onTheWall(state) !== null) return null;
  return state.slide?.kind === 'content'
    ? 'The projector shows the warning alone, until you show the slide.'
    : 'The projector shows the warning alone, until you open the question.';
}

/** While the projector shows something else than the slide. */
export function onTheWall({ wall }: Pick<Snapshot, 'wall'>): string | null {
  switch (wall?.shows) {
    case 'join':
      return 'The projector shows how to join, in place of the slide.';
    case 'nothing':
      return 'The projector is dark.';
    case 'text':
      return 'The projector shows one text alone.';
    case 'slide':
    case undefined:
      return null;
  }
}

/** What the facilitator sees and the room does not. */
export function onlyYou(state: Snapshot): string | null {
  const { question, tally } = state;
  if (question === null || question.revealed || tally === null) return null;
  return 'Only facilitators see these results. The room sees none until you show them.';
}

/** In the place of “Open again”. */
export const closedForGood =
  'It has closed for good: if it opened again, whoever answered next would stand out. Reset starts it afresh.';

/** The shares at which the server may say each word (server/domain/progress_words.cpp). */
const shares = { few: [0, 1 / 2], about_half: [1 / 4, 7 / 8], most: [1 / 2, Infinity] } as const;

function agrees(progress: NonNullable<Progress>, share: number): boolean {
  const [least, most] = shares[progress];
  return share >= least && share <= most;
}

/** How many have joined, before and while a question takes answers, and whether that is enough. */
export function joinedSentence(question: QuestionState, answered = 0): string | null {
  const { phase, joined, joined_at_opening: first, k } = question;
  if (phase === 'closed') return null;
  if (phase === 'open') {
    const then = `${first === 0 ? 'Nobody' : countOf(first, 'person', 'people')} had joined when it opened`;
    // Counted every ten seconds: whoever joined and answered since is not in the number.
    if (answered > joined) return `${then}; others have joined since.`;
    return joined === first ? `${then}.` : `${then}, ${joined} by now.`;
  }
  if (k === 1 || joined >= 2 * k) return null;
  const now = joined === 1 ? '1 person has' : `${joined} people have`;
  return joined < k
    ? `Only ${now} joined: answers given now would be shown to nobody. ${2 * k} are enough.`
    : `${now} joined: if not all of them answer, some answers may be shown to nobody. ${2 * k} are enough.`;
}

export const resetMeans =
  'Every answer to it is gone from all screens and from the report for good, phones tell people so, and the question waits to be opened again. In the room’s encrypted log the answers stay, unseen, until the room ends and its key is destroyed.';
/** When a room that is left alone ends, were this page closed now. The server measures hours, people read days. */
export function endsByItself({ idle_h, unused_h }: EndsAfter, now: Date): string {
  const end = (hours: number) => `after ${hoursOrDays(hours)} (not before ${dayAfter(now, hours)})`;
  const left =
    'The room stays while this page is open and reaches the server. Once it is closed and nobody uses the room, it ends by itself';
  return unused_h > idle_h
    ? `${left}: ${end(idle_h)} or, as long as nobody has joined, ${end(unused_h)}. A full server ends rooms that nobody has joined sooner.`
    : `${left} ${end(idle_h)}.`;
}

function hoursOrDays(hours: number): string {
  return hours >= 48 && hours % 24 === 0
    ? countOf(hours / 24, 'day', 'days')
    : countOf(hours, 'hour', 'hours');
}

function dayAfter(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * 3_600_000).toLocaleDateString('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
  });
}

export const endMeans =
  'Every question closes and nobody can answer any more. The room is sealed: its keys are destroyed, and what remains is the report, which you can then download here.';
export const remains = 'This is all that remains of it: figures and words, and nobody’s name.';
/** In the place of that, while it is not so. */
export const notSealed =
  'It is not sealed yet: the server cannot write to its disk, or cannot remove the room’s key, and goes on trying. Tell whoever runs it. Nobody can answer any more.';
export const forgetMeans =
  'The report is deleted from the server for good, and the room is gone. Download what you want to keep first.';
