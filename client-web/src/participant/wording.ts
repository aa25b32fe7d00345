/**
 * Every sentence that only the participant's page says, in one place, so that translating is one file's work; what all
 * pages say stands in shared/.
 * Plain English, second person, nothing that is not true (look.md's house style: no jargon, no exclamation marks).
 */
import type { Level } from '@protocol/messages';
import { countOf } from '../shared/format';
import { productName } from '../shared/product';

export const entry = {
  title: 'Join with a code',
  label: 'Room code',
  hint: 'Eight letters and digits, as on the screen or in your invitation.',
  join: 'Join',
  anonymous: 'You answer anonymously: no account, no name.',
  whatThatMeans: 'What that means',
  unfinished: (missing: number) =>
    `A code has 8 characters; ${missing === 1 ? 'one is' : `${missing} are`} missing.`,
  tooLong: 'A code has 8 characters; this is longer.',
  empty: 'Type the room’s code first.',
  strange: (characters: string[]) =>
    `No code has ${characters.map((character) => `“${character}”`).join(' or ')} in it. ` +
    'The letters I and O and the digits 0 and 1 are never used.',
};

export const line = {
  connecting: 'Finding the room',
  notYet: 'You are not in the room yet',
  broken: 'The line is down. It comes back by itself; what you write is kept on this phone.',
  /** After the server's own sentence on why it does not let this page in just now. */
  keptMeanwhile: 'What you write is kept on this phone until you are back in.',
  retry: 'Try now',
  triesAgain: 'This page tries again by itself.',
};

export const room = {
  inTheRoom: 'You are in',
  nothingYet: 'There is nothing to do yet. The first question appears here by itself.',
  present: (count: number) =>
    count === 0 ? 'You are among the first here.' : `About ${count} people are here.`,
  code: (code: string) => `Room ${code}`,
  howAnonymous: 'How your answer stays anonymous',
  storedAboutMe: 'What is stored about me?',
  ended: 'This room has ended',
  endedThanks:
    'Thank you for being here. This phone has forgotten its ticket and every answer that it kept for this room.',
  endedUnsent:
    'What you sent last may not have arrived before the end; if it did not, it was not counted.',
  gone: 'This room is not there any more',
  goneMeans: 'It was closed or the server forgot it. Ask whoever invited you for a new code.',
  turnedAway: 'You are not in the room',
  refusedTooOften: 'This page and the room no longer understand each other',
  refusedTooOftenMeans: 'Reload the page. Your answers are kept.',
  anotherCode: 'Type another code',
};

export const warning = {
  title: 'Before you look',
  show: 'Show it',
  sitOut: 'Sit this one out',
  satOut: 'You are sitting this one out',
  satOutMeans: 'Nobody is told. What comes next appears here by itself.',
  showAfterAll: 'Show it after all',
};

/** What is true of a level, said before people answer. */
export const level: Record<Level, string> = {
  open: 'Results show live as people answer.',
  protected: 'Results show only in groups of at least 5, so that nobody can be worked out.',
  strict: 'Results show only when this has closed, and only if at least 10 people answered.',
};

export const question = {
  joined: (count: number) => `${countOf(count, 'person', 'people')} had joined when it opened.`,
  onReveal: 'They show when the facilitator brings them up.',
  waiting: 'This question is not open yet. You can answer here as soon as it is.',
  closed: 'This question has closed.',
  closedWithout: 'This question has closed. You gave no answer, which is fine.',
  send: 'Send',
  sendChanged: 'Send the change',
  cancel: 'Leave it as it was',
  change: 'Change my answer',
  withdraw: 'Take it back',
  yours: 'Your answer',
  seeResults: 'See the results so far',
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
  withdrawn: 'You took your answer back. Nothing of it counts.',
  withdrawing: 'Taking your answer back',
  released: 'It has been shown among others, so it can no longer be changed.',
  tooLate: 'This question has closed; your answer came too late.',
  tooLateToWithdraw: 'This question had closed before you took your answer back.',
  stillCounts: 'Your answer still counts.',
  stillWritten: 'What you wrote is still here.',
  beforeStillCounts: 'Your earlier answer still counts.',
};

export const forms = {
  wordHint: (entries: number) =>
    entries === 1 ? 'One word or short phrase.' : `Up to ${entries} words or short phrases.`,
  wordLabel: (index: number, entries: number) =>
    entries === 1 ? 'Your word' : `Word ${index + 1} of up to ${entries}`,
  textLabel: (index: number, answers: number) =>
    answers === 1 ? 'Your answer' : `Answer ${index + 1} of up to ${answers}`,
  textHint: 'Your own wording can give you away: leave out names and anything only you would say.',
  left: (count: number) =>
    count >= 0
      ? `${countOf(count, 'character', 'characters')} left`
      : `${countOf(-count, 'character', 'characters')} too many`,
  one: 'Choose one.',
  several: 'Choose as many as you like.',
  scaleEnd: (value: number, label: string) => (label === '' ? `${value}` : `${value} ${label}`),
  notApplicable: 'Not applicable to me',
  saidNotApplicable: 'not applicable',
  number: (min: number, max: number) => `A whole number from ${min} to ${max}`,
};

/** Of answers to questions that are not on the screen any more. */
export const elsewhere = {
  waiting: 'An answer to an earlier question is saved on this phone and waits to be sent.',
  refused: 'What you sent last to an earlier question came too late and was not taken.',
  seen: 'All right',
};

/** What keeps an answer from being sent, found on the phone. */
export const faults = {
  nothingWritten: 'There is nothing to send yet. Write something first.',
  nothingChosen: 'There is nothing to send yet. Choose something first.',
  tooLong: 'This is longer than the question takes. Please shorten it.',
  unanswered: (count: number, canSkip: boolean) =>
    (count === 1 ? 'One statement has' : `${count} statements have`) +
    ' no answer yet.' +
    (canSkip ? ' “Not applicable to me” is an answer too.' : ''),
};

export const tally = {
  title: 'Results',
  titleSoFar: 'Results so far',
  people: (count: number) => `From ${countOf(count, 'person', 'people')}.`,
  restFollows: 'The rest follow when the question closes.',
  more: (count: number) => `and ${count} more`,
  empty: 'No answers yet.',
  wordColumns: ['Word', 'People'] as const,
  optionColumns: ['Answer', 'People', 'Share'] as const,
  statementColumns: ['Value', 'People'] as const,
  asTable: 'As a table',
  mean: (people: number) => `mean, ${countOf(people, 'person', 'people')}`,
  noMean: 'Nobody gave a number',
  notApplicable: (count: number) => `not applicable: ${count}`,
};

export const stored = {
  title: 'What is stored about me?',
  intro:
    'These are the literal records that the server holds for your answers in this room. You see them because your phone holds the ticket; nobody else can ask for them.',
  nothing: 'No answer of yours counts at the moment.',
  asking: 'Asking the server',
  lost: 'The line is down, so the server cannot be asked just now. Nothing is lost; try again in a moment.',
  pseudonym:
    'The pseudonym is different at every question, so two of your answers cannot be put together.',
  inTheLog:
    'What you changed or took back, or answered before a question was started afresh, stays in the room’s encrypted log until the room ends. Then its key is destroyed, and nobody can read it any more.',
  onThisPhone: 'On this phone',
  onThisPhoneMeans: (days: number) =>
    'Your browser keeps the room’s ticket, what you have written and the server has not confirmed, which questions you have answered, and the day on which you were here last. ' +
    `It forgets all of it when this page hears that the room has ended, now or when you come back; otherwise when you open ${productName} here more than ${days} days after that day.`,
  inThisTab:
    'At the longest until you close this tab, it also keeps the key from your link, and whether you looked past a warning or sat it out.',
  close: 'Close',
};

/** Only what the contract holds, and what it cannot hold. */
export const anonymity = {
  title: 'How your answer stays anonymous',
  does: [
    [
      'Nobody asks who you are.',
      'No account, no name, no e-mail. Your browser gets a random ticket, so that each person counts once. The server keeps no list of tickets.',
    ],
    [
      'Your answers cannot be put together.',
      'At each question your answer is filed under another, unrelated mark.',
    ],
    [
      'Small groups are protected.',
      'Before each question you read how its results show. Unless it says that they show live, they show only in mixed groups of at least 5, or at least 10. Until then the facilitator does not see them either, and answers that never make a group are never shown to anyone.',
    ],
    [
      'Nobody sees you come, go or hesitate.',
      'How many people are here is rounded to 5. Nobody is told who has answered.',
    ],
    [
      'No times, no addresses.',
      'Neither when you answered nor where from is written down. On a scale or a choice, every possible answer makes a message of the same length, so its size tells nothing either.',
    ],
    [
      'At the end the keys are destroyed.',
      'When the room ends, what remains is one table per question. What a disk still holds of the encrypted answers can no longer be read.',
    ],
    ['You can look.', '“What is stored about me?” shows the literal records of your own answers.'],
  ],
  cannotTitle: 'What it cannot prevent',
  cannot: [
    'Somebody who runs the server and tampers with it while it runs. You have to trust them until the room has ended.',
    'Where results show live: somebody who watches the screen at the moment you send can guess which answer is yours.',
    'A facilitator who fills the room with phones of their own until you are the only other person. That is why each question says how many people had joined when it opened; phones that are brought in later show at the next question.',
    'Somebody who copied the server’s keys while the room was open, in a backup for one.',
    'Your own wording, if it tells who you are.',
    'Eyes in the room that see your screen.',
    'If everybody in a group says the same, it is known what each of them said.',
    'Whoever runs the network can see that your phone talks to this server, and when.',
  ],
  close: 'Close',
};

export const codeRefusals = {
  again: 'Check it against the screen or your invitation, one group of four at a time.',
};
