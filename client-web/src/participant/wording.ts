/**
 * Every sentence that only the participant's page says, in one place, so that translating is one file's work; what all
 * pages say stands in shared/.
 * Plain English, second person, nothing that is not true (look.md's house style: no jargon, no exclamation marks).
 */
import type { Level, QuestionState } from '@protocol/messages';
import { countOf } from '../shared/format';

export const entry = {
  title: 'Join with a code',
  label: 'Room code',
  hint: 'Eight letters and digits, as on the screen or in your invitation.',
  join: 'Join',
  anonymous: 'You answer anonymously: no account, no name.',
  whatThatMeans: 'What that means',
  lead: 'Do you lead one yourself?',
  hold: 'Hold a session',
};

export const line = {
  connecting: 'Finding the room',
  notYet: 'You are not in the room yet',
  broken: 'The line is down. It comes back by itself; what you write is kept on this phone.',
  /** After the server's own sentence on why it does not let this page in just now. */
  keptMeanwhile: 'What you write is kept on this phone until you are back in.',
  never:
    'This network may not let live connections through: try mobile data, or another network. This page tries again by itself.',
  retry: 'Try now',
  triesAgain: 'This page tries again by itself.',
};

export const room = {
  inTheRoom: 'You are in',
  nothingYet: 'There is nothing to do just now. What comes next appears here by itself.',
  present: (count: number) =>
    count === 0 ? 'Few people are here.' : `About ${count} people are here.`,
  /** Before its code. */
  room: 'Room',
  howAnonymous: 'How your answer stays anonymous',
  storedAboutMe: 'What is stored about me?',
  earlier: 'Earlier slides',
  ended: 'This room has ended',
  endedThanks:
    'Thank you for being here. This phone has forgotten its ticket and every answer that it kept for this room.',
  endedBefore: 'Nobody can come in any more. If you are looking for another room, type its code.',
  endedUnsent:
    'What you sent last may not have arrived before the end; if it did not, it was not counted.',
  gone: 'This room is not there any more',
  goneMeans: 'It was closed or the server forgot it. Ask whoever invited you for a new code.',
  turnedAway: 'You are not in the room',
  refusedTooOften: 'This page and the room no longer understand each other',
  reload: 'Reload the page. Your answers are kept.',
  anotherCode: 'Type another code',
};

export const warning = {
  title: 'Before you look',
  show: 'Show it',
  sitOut: 'Sit this one out',
  satOut: 'You are sitting this one out',
  satOutMeans: 'Nobody is told. What comes next appears here by itself.',
  showAfterAll: 'Show it after all',
  putAway: 'Put it away again',
};

/** What is true of a level, said before people answer. */
export function level(level: Level, revealed: boolean): string {
  switch (level) {
    case 'open':
      return revealed
        ? 'Results show live as people answer.'
        : 'The facilitator sees the results live, as people answer, and decides when everybody does.';
    case 'protected':
      return `Your answer shows only among at least 5 of people who have joined by now, so that nobody can be worked out.${revealed ? '' : onReveal}`;
    case 'strict':
      return `Results show only when this has closed, and your answer only among at least 10 of people who have joined by now.${revealed ? '' : onReveal}`;
  }
}
const onReveal = ' The facilitator sees results first, and decides when everybody does.';

export const question = {
  joined: ({ joined, joined_at_opening: first }: QuestionState) =>
    `${countOf(first, 'person', 'people')} had joined when it opened` +
    (joined === first ? '.' : `, ${joined} by now.`),
  waiting: 'This question is not open yet. You can answer here as soon as it is.',
  closed: 'This question has closed.',
  closedWithout: 'This question has closed. You gave no answer, which is fine.',
  startedAgain:
    'The facilitator started this question again. All answers from before are gone, and none counts.',
  send: 'Send',
  sendChanged: 'Send the change',
  cancel: 'Leave it as it was',
  change: 'Change my answer',
  withdraw: 'Take it back',
  yours: 'Your answer',
  onItsWay: 'On its way',
  notTaken: 'Not taken',
  notSent: 'Not sent: the question closed',
  seeResults: 'See the results so far',
};

/** What an answer under protection needs: people who had joined when it was given. */
export const company = {
  tooFew: (joined: number) =>
    joined === 0
      ? 'Nobody had been counted as joined yet when you answered, so your answer cannot be shown.'
      : `Only ${countOf(joined, 'person', 'people')} had joined when you answered, so your answer cannot be shown.`,
  wait: 'When enough have joined, this page asks you whether it may stand among them.',
  more: (joined: number) =>
    `Now ${joined} have joined. It may be shown if you let it stand among them.`,
  take: (joined: number) => `Let it stand among the ${joined}`,
  leave: 'Leave it as it is',
  left: 'You left it as it is; this page asks again if the facilitator does.',
};

/** Where one's own answer stands. */
export const own = {
  sending: 'Sending',
  kept: 'Saved on this phone, waiting for the line',
  keptForServer: 'Saved on this phone, waiting for the server',
  putOff: 'Saved on this phone, not counted yet',
  sentAgain:
    'The server cannot take answers at this moment. This page sends yours again by itself.',
  counts: 'Your answer counts',
  arrived: 'Your answer arrived in time',
  merged: 'Words that count as one show once.',
  unsent: 'The question closed before you sent this, so it is not counted.',
  changeUnsent: 'The question closed before you sent your change, so it is as it was.',
  shownToNobody: 'Your answer is shown to nobody',
  shownToNobodyWhy:
    'Too few of the people who had joined when you gave it have answered. It counts nowhere, and not even the facilitator ever sees it.',
  withdrawn: 'You took your answer back. Nothing of it counts.',
  nothingHeld: 'The server holds no answer from this phone, so there is nothing to take back.',
  withdrawing: 'Taking your answer back',
  released: 'It has been shown among others, so it can no longer be changed.',
  tooLate: 'This question has closed; your answer came too late.',
  openAgain: 'The question was closed when this arrived. It is open again.',
  tooLateToWithdraw: 'This question had closed before you took your answer back.',
  openAgainToWithdraw: 'The question was closed when you took your answer back. It is open again.',
  /** Of an answer that was to be taken back, and was not. */
  notTakenBack: {
    counts: 'Your answer still counts.',
    arrived: 'Your answer arrived in time.',
    unseen: 'Your answer is shown to nobody.',
  },
  /** Of what the server held before something that it did not take. */
  before: {
    none: 'What you wrote is still here.',
    counts: 'Your earlier answer still counts.',
    arrived: 'Your earlier answer arrived in time.',
    unseen: 'Your earlier answer is shown to nobody.',
  },
};

export const forms = {
  wordHint: (entries: number) =>
    entries === 1 ? 'One word or short phrase.' : `Up to ${entries} words or short phrases.`,
  wordLabel: (index: number, entries: number) =>
    entries === 1 ? 'Your word' : `Word ${index + 1} of up to ${entries}`,
  textLabel: (index: number, answers: number) =>
    answers === 1 ? 'Your answer' : `Answer ${index + 1} of up to ${answers}`,
  textHint: 'Your own wording can give you away: leave out names and anything only you would say.',
  together: 'Several words in one box count as one.',
  split: (boxes: number) => `Put them into ${boxes} boxes`,
  left: (count: number) =>
    count >= 0
      ? `${countOf(count, 'character', 'characters')} left`
      : `${countOf(-count, 'character', 'characters')} too many`,
  one: 'Choose one.',
  several: 'Choose as many as you like.',
  scaleEnd: (value: number, label: string) => (label === '' ? `${value}` : `${value} ${label}`),
  notApplicable: 'Not applicable to me',
  saidNotApplicable: 'not applicable',
  leaveOut: 'Leave this out',
  saidLeftOut: 'left out',
  leftOut: (count: number) =>
    `${countOf(count, 'statement', 'statements')} without an answer will be left out.`,
  number: (min: number, max: number) => `A whole number from ${min} to ${max}`,
};

/** Of answers to questions that are not on the screen any more. */
export const elsewhere = {
  waiting: 'An answer to an earlier question is saved on this phone and waits to be sent.',
  late: 'What you sent last to an earlier question came too late and was not taken.',
  reset:
    'The facilitator started an earlier question again. What you had sent to it is gone and does not count.',
  refused: (message: string) =>
    `What you sent last to an earlier question was not taken: ${message}`,
  unsent: 'What you wrote for an earlier question was not sent, so it is not counted.',
  /** Whether that shows, or was started again meanwhile, this page does not know. */
  sentBefore: ' What you had sent before is not changed by it.',
  seen: 'All right',
};

/** For screen readers, when something happens on the slide that is being looked at. */
export const news = {
  opened: 'The question is open now.',
  closed: 'The question has closed.',
  startedAgain: 'The facilitator started this question again.',
  results: 'Results are here.',
};

/** On a device that several people use. */
export const forgetMe = {
  somebodyElse: 'I am somebody else',
  onThisDevice: 'Forget me on this device',
  title: 'Forget me on this device?',
  means:
    'This browser then forgets its ticket for the room, what was written and not sent, and which questions were answered. Whoever uses it next comes in as a new person.',
  stays: 'What was sent stays and counts as before. It can no longer be changed or taken back.',
  otherTabs: 'If this browser keeps nothing, close the other tabs too.',
  forget: 'Forget me',
  leave: 'Leave it as it is',
};

/** What keeps an answer from being sent, found on the phone. */
export const faults = {
  nothingWritten: 'There is nothing to send yet. Write something first.',
  nothingChosen: 'There is nothing to send yet. Choose something first.',
  tooLong: 'This is longer than the question takes. Please shorten it.',
};

/** Around the results; what these say themselves is fetched with them (tally/tally-wording.ts). */
export const tally = {
  title: 'Results',
  titleSoFar: 'Results so far',
  restFollows: 'The rest follow when the question closes.',
  lost: 'The results could not be fetched.',
  reload: 'Load the page again',
};

/** Of the panels that are fetched when they are asked for; what they say themselves stands beside them. */
export const panels = {
  lost: 'This could not be fetched',
  again: 'Set it properly',
  lostMeans:
    'The line is down, or the server has a newer page. Open it again in a moment, or reload the page. Nothing that you wrote is lost.',
  close: 'Close',
};

export const codeRefusals = {
  again: 'Check it against the screen or your invitation, one group of four at a time.',
};
