/**
 * Every sentence that a phone can say before a question, and what it claims of the state. A sentence without a claim is a
 * fault, as is one whose claim is not so; so no two that are on the screen together can contradict each other.
 */
import { heldIn, type Drawn } from './drawn-states';

/** What a state is, apart from how the page comes to know it. */
export interface Facts {
  state: Drawn;
  phase: 'waiting' | 'open' | 'closed';
  level: Drawn['slide']['level'];
  live: boolean;
  /** The question itself is on the screen, and no warning before it. */
  looking: boolean;
  form: boolean;
  /** The server holds an answer of this person. */
  held: boolean;
  /** It is in what shows, or will be as far as anybody knows. */
  counts: boolean;
  /** It can never show, and its person has been told so by the server. */
  unseen: boolean;
  /** It lacks company, as things are. */
  alone: boolean;
  /** Written here, and neither sent nor held. */
  unsent: boolean;
  sending: boolean;
  refused: boolean;
}

export function factsOf(state: Drawn, form: boolean): Facts {
  const { own, slide, line, draft, warning } = state;
  const { phase, k } = state.state;
  const base = heldIn(own);
  const isHeld = base?.state === 'counts' ? base : null;
  const protectedClosed = phase === 'closed' && k > 1;
  const settled = isHeld?.settled === true;
  const alone = isHeld !== null && state.company !== 'enough' && phase === 'open' && k > 1;
  return {
    state,
    phase,
    level: slide.level,
    live: line.name === 'live',
    looking: warning === 'no warning' || warning === 'looked past',
    form,
    held: isHeld !== null,
    counts:
      isHeld !== null &&
      !alone &&
      (!protectedClosed || (settled && isHeld.released && state.withheld !== 'too_few')),
    unseen: isHeld !== null && protectedClosed && settled && !isHeld.released,
    alone,
    unsent: /tunnel2|003|Two|001/.test(JSON.stringify(draft)),
    sending: own?.state === 'sending',
    refused: own?.state === 'refused',
  };
}

export interface Claim {
  says: RegExp | string;
  holds: (facts: Facts) => boolean;
}

const always = () => true;
const form = (facts: Facts) => facts.form && facts.phase === 'open';
const hasTally = ({ state }: Facts) => state.tally !== 'no tally';
const isLate = ({ state }: Facts) =>
  state.own?.state === 'refused' && state.own.refusal.code === 'question_closed';
const takesBack = ({ state }: Facts) =>
  (state.own?.state === 'sending' || state.own?.state === 'refused') && state.own.response === null;
/** After a reload the page knows that it said something, and not yet what the server held before. */
const mayBeHeld = ({ state, held }: Facts) => held || heldIn(state.own) === null;
const beforeSendable = (facts: Facts) => facts.phase !== 'closed' && facts.looking;
const startedAgain = ({ state }: Facts) => state.restarted && state.own === undefined;
const shows = (facts: Facts) => facts.looking && hasTally(facts);
const isPutOff = ({ state }: Facts) => state.own?.state === 'sending' && state.own.putOff === true;
const canChange = (facts: Facts) =>
  facts.looking && facts.phase === 'open' && facts.held && !facts.sending && !isFixed(facts);
const isFixed = ({ state, level }: Facts) => {
  const base = heldIn(state.own);
  return level !== 'open' && base?.state === 'counts' && base.released;
};
const of =
  (names: readonly Drawn['elsewhere'][]) =>
  ({ state }: Facts) =>
    names.includes(state.elsewhere);

/** On every page, and true of every state. */
const frame: Claim[] = [
  { says: 'Listening to the ward', holds: always },
  { says: 'How your answer stays anonymous', holds: always },
  { says: 'What is stored about me?', holds: always },
  { says: /^Room [A-Z0-9]{4}-[A-Z0-9]{4}$/, holds: always },
];

const line: Claim[] = [
  { says: 'The line is down.', holds: ({ state }) => state.line.name === 'broken' },
  {
    says: 'It comes back by itself; what you write is kept on this phone.',
    holds: ({ state }) => state.line.name === 'broken',
  },
  { says: 'Try now', holds: ({ state }) => state.line.name === 'broken' },
  { says: 'The disk is full.', holds: ({ state }) => state.line.name === 'put_off' },
  {
    says: 'What you write is kept on this phone until you are back in.',
    holds: ({ live }) => !live,
  },
];

const warning: Claim[] = [
  { says: 'Before you look', holds: ({ state }) => state.warning === 'unread' },
  { says: 'It is about loss.', holds: ({ state }) => state.warning === 'unread' },
  { says: 'Show it', holds: ({ state }) => state.warning === 'unread' },
  { says: 'Sit this one out', holds: ({ state }) => state.warning === 'unread' },
  { says: 'You are sitting this one out', holds: ({ state }) => state.warning === 'sat out' },
  { says: 'Nobody is told.', holds: ({ state }) => state.warning === 'sat out' },
  {
    says: 'What comes next appears here by itself.',
    holds: ({ state }) => state.warning === 'sat out',
  },
  { says: 'Show it after all', holds: ({ state }) => state.warning === 'sat out' },
  { says: 'Put it away again', holds: ({ state }) => state.warning === 'looked past' },
];

const elsewhere: Claim[] = [
  {
    says: 'What you sent last to an earlier question came too late and was not taken.',
    holds: of(['late']),
  },
  {
    says: 'What you sent last to an earlier question was not taken: No: words_full.',
    holds: of(['refused']),
  },
  { says: 'The facilitator started an earlier question again.', holds: of(['reset']) },
  { says: 'What you had sent to it is gone and does not count.', holds: of(['reset']) },
  {
    says: 'What you wrote for an earlier question was not sent, so it is not counted.',
    holds: of(['not sent', 'change not sent']),
  },
  // The page does not know what has become of it since: closed among too few, or started again.
  { says: 'What you had sent before is not changed by it.', holds: of(['change not sent']) },
  { says: 'All right', holds: ({ state }) => state.elsewhere !== 'nothing' },
  {
    says: 'tunnel2',
    holds: ({ state }) =>
      state.elsewhere !== 'nothing' ||
      (state.slide.kind === 'word_cloud' && state.own !== undefined) ||
      state.draft !== undefined,
  },
];

const question: Claim[] = [
  { says: 'This question is not open yet.', holds: ({ phase }) => phase === 'waiting' },
  { says: 'You can answer here as soon as it is.', holds: ({ phase }) => phase === 'waiting' },
  { says: 'This question has closed.', holds: ({ phase }) => phase === 'closed' },
  {
    says: 'You gave no answer, which is fine.',
    holds: ({ phase, state, unsent }) =>
      phase === 'closed' &&
      state.own === undefined &&
      !state.checking &&
      !state.restarted &&
      !unsent,
  },
  { says: 'The facilitator started this question again.', holds: startedAgain },
  {
    says: 'All answers from before are gone, and none counts.',
    holds: startedAgain,
  },
  {
    says: /^\d+ people had joined when it opened(\.|, \d+ by now\.)$/,
    holds: ({ phase }) => phase === 'open',
  },
  {
    says: 'Results show live as people answer.',
    holds: (facts) => beforeSendable(facts) && facts.level === 'open' && facts.state.state.revealed,
  },
  {
    says: 'The facilitator sees the results live, as people answer, and decides when everybody does.',
    holds: (facts) =>
      beforeSendable(facts) && facts.level === 'open' && !facts.state.state.revealed,
  },
  {
    says: /^Your answer shows only among at least 5 of people who have joined by now/,
    holds: (facts) => beforeSendable(facts) && facts.level === 'protected',
  },
  {
    says: /^Results show only when this has closed, and your answer only among at least 10 of/,
    holds: (facts) => beforeSendable(facts) && facts.level === 'strict',
  },
  {
    says: 'The facilitator sees results first, and decides when everybody does.',
    holds: (facts) =>
      beforeSendable(facts) && facts.level !== 'open' && !facts.state.state.revealed,
  },
];

const status: Claim[] = [
  {
    says: 'Sending',
    holds: (facts) => facts.sending && facts.live && !takesBack(facts) && !isPutOff(facts),
  },
  {
    says: 'Taking your answer back',
    holds: (facts) => facts.sending && facts.live && takesBack(facts) && !isPutOff(facts),
  },
  {
    says: 'Saved on this phone, waiting for the line',
    holds: ({ sending, live, state }) => sending && !live && state.line.name !== 'put_off',
  },
  {
    says: 'Saved on this phone, waiting for the server',
    holds: ({ sending, state }) => sending && state.line.name === 'put_off',
  },
  {
    says: 'Saved on this phone, not counted yet',
    holds: (facts) => facts.live && isPutOff(facts),
  },
  { says: 'The server cannot take answers at this moment.', holds: isPutOff },
  { says: 'This page sends yours again by itself.', holds: isPutOff },
  { says: 'Your answer counts', holds: ({ counts, refused }) => counts && !refused },
  {
    says: 'Your answer still counts.',
    holds: (facts) => facts.counts && facts.refused && takesBack(facts),
  },
  {
    says: 'Your earlier answer still counts.',
    holds: (facts) => facts.counts && facts.refused && !takesBack(facts),
  },
  {
    says: 'Your answer arrived in time',
    holds: ({ held, counts, unseen }) => held && !counts && !unseen,
  },
  {
    says: 'Your earlier answer arrived in time.',
    holds: (facts) =>
      facts.refused && facts.held && !facts.counts && !facts.unseen && !takesBack(facts),
  },
  { says: 'Your answer is shown to nobody', holds: ({ unseen, refused }) => unseen && !refused },
  {
    says: 'Your answer is shown to nobody.',
    holds: (facts) => facts.unseen && facts.refused && takesBack(facts),
  },
  {
    says: 'Your answer arrived in time.',
    holds: (facts) =>
      facts.refused && facts.held && !facts.counts && !facts.unseen && takesBack(facts),
  },
  {
    says: 'Your earlier answer is shown to nobody.',
    holds: (facts) => facts.unseen && facts.refused,
  },
  {
    says: 'Too few of the people who had joined when you gave it have answered.',
    holds: ({ unseen }) => unseen,
  },
  {
    says: 'It counts nowhere, and not even the facilitator ever sees it.',
    holds: ({ unseen }) => unseen,
  },
  {
    says: 'The question closed before you sent this, so it is not counted.',
    holds: ({ phase, unsent, held, sending }) => phase === 'closed' && unsent && !held && !sending,
  },
  {
    says: 'The question closed before you sent your change, so it is as it was.',
    holds: ({ phase, unsent, held, sending }) => phase === 'closed' && unsent && held && !sending,
  },
  {
    says: 'You took your answer back.',
    holds: ({ state }) => state.own?.state === 'withdrawn' && !state.own.none,
  },
  { says: 'Nothing of it counts.', holds: ({ state }) => state.own?.state === 'withdrawn' },
  {
    says: 'The server holds no answer from this phone, so there is nothing to take back.',
    holds: ({ state }) => state.own?.state === 'withdrawn' && state.own.none === true,
  },
  {
    says: 'This question has closed; your answer came too late.',
    holds: (facts) => isLate(facts) && facts.phase === 'closed' && !takesBack(facts),
  },
  {
    says: 'The question was closed when this arrived.',
    holds: (facts) => isLate(facts) && facts.phase === 'open' && !takesBack(facts),
  },
  {
    says: 'This question had closed before you took your answer back.',
    holds: (facts) => isLate(facts) && facts.phase === 'closed' && takesBack(facts),
  },
  {
    says: 'The question was closed when you took your answer back.',
    holds: (facts) => isLate(facts) && takesBack(facts) && mayBeHeld(facts),
  },
  { says: 'It is open again.', holds: ({ phase }) => phase === 'open' },
  { says: 'What you wrote is still here.', holds: ({ refused, held }) => refused && !held },
  {
    says: 'No: words_full.',
    holds: ({ state }) => state.own?.state === 'refused' && state.own.refusal.code === 'words_full',
  },
  {
    says: 'No: response_released.',
    holds: ({ state }) =>
      state.own?.state === 'refused' && state.own.refusal.code === 'response_released',
  },
];

const company: Claim[] = [
  {
    says: 'Only 3 people had joined when you answered, so your answer cannot be shown.',
    holds: ({ alone }) => alone,
  },
  {
    says: 'When enough have joined, this page asks you whether it may stand among them.',
    holds: ({ alone, state }) => alone && state.company === 'too few',
  },
  {
    says: 'Now 14 have joined.',
    holds: ({ alone, state }) => alone && state.company !== 'too few',
  },
  {
    says: 'It may be shown if you let it stand among them.',
    holds: ({ alone, state }) => alone && state.company === 'too few, and more by now',
  },
  {
    says: 'You left it as it is; this page asks again if the facilitator does.',
    holds: ({ alone, state }) => alone && state.company === 'left as it was',
  },
  {
    says: 'Let it stand among the 14',
    holds: ({ alone, state }) => alone && state.company === 'too few, and more by now',
  },
  {
    says: 'Leave it as it is',
    holds: ({ alone, state }) => alone && state.company === 'too few, and more by now',
  },
];

const ownAnswer: Claim[] = [
  { says: 'Your answer', holds: (facts) => facts.held || facts.sending || facts.form },
  { says: 'On its way', holds: ({ sending, held }) => sending && held },
  { says: 'Not taken', holds: ({ refused }) => refused },
  {
    says: 'Not sent: the question closed',
    holds: ({ phase, unsent }) => phase === 'closed' && unsent,
  },
  {
    says: 'It has been shown among others, so it can no longer be changed.',
    holds: (facts) => facts.phase === 'open' && isFixed(facts),
  },
  { says: 'Change my answer', holds: canChange },
  { says: 'Take it back', holds: canChange },
];

const results: Claim[] = [
  {
    says: 'Results',
    holds: (facts) => facts.looking && (facts.phase === 'closed' || !hasTally(facts)),
  },
  { says: 'Results so far', holds: (facts) => shows(facts) && facts.phase === 'open' },
  {
    says: 'No answers yet.',
    holds: ({ state, phase, held }) => state.tally === 'an empty one' && phase === 'open' && !held,
  },
  {
    says: 'There are no answers.',
    holds: ({ state, phase, held }) =>
      state.tally === 'an empty one' && phase === 'closed' && !held,
  },
  { says: 'From 12 people.', holds: ({ state }) => state.tally === 'a tally' },
  {
    says: 'The rest follow when the question closes.',
    holds: (facts) => shows(facts) && facts.phase === 'open' && facts.level !== 'open',
  },
  {
    says: 'The results show when the facilitator brings them up.',
    holds: ({ state }) => !state.state.revealed,
  },
  // The facilitator's own tally is not withheld by this (server/domain/question_view.cpp).
  {
    says: 'Until then nobody but the facilitator can see them.',
    holds: ({ state }) => !state.state.revealed,
  },
  {
    says: 'Results show when the question closes, and may show sooner once everybody has answered.',
    holds: ({ level, phase, state }) =>
      level === 'protected' &&
      phase === 'open' &&
      state.state.revealed &&
      state.tally === 'no tally',
  },
  {
    says: 'Results show when the question closes.',
    holds: ({ level, phase, state }) =>
      level === 'strict' && phase === 'open' && state.state.revealed,
  },
  {
    says: /^An answer shows only among at least 5 of people who had joined by then/,
    holds: ({ level }) => level === 'protected',
  },
  {
    says: /^An answer shows only among at least 10 of people who had joined by then/,
    holds: ({ level }) => level === 'strict',
  },
  {
    says: /^No answer was given among at least (5|10) of people who had joined by then, so nobody ever/,
    holds: ({ state, counts }) => state.withheld === 'too_few' && !counts,
  },
  {
    says: 'With so few, somebody could be worked out.',
    holds: ({ state }) => state.withheld === 'too_few',
  },
  { says: /^(Word|People|Answer|Share|Value|As a table)$/, holds: shows },
  { says: /^mean, 12 people$|^0\.0 mean, 12 people$/, holds: shows },
  { says: /^\d+%?$/, holds: (facts) => shows(facts) || facts.form },
  { says: /^(calm|Thanks\.)$/, holds: shows },
];

const forms: Claim[] = [
  { says: 'Send', holds: (facts) => form(facts) },
  { says: 'Send the change', holds: (facts) => form(facts) && facts.held },
  { says: 'Leave it as it was', holds: (facts) => form(facts) && facts.held },
  { says: 'See the results so far', holds: (facts) => form(facts) && hasTally(facts) },
  { says: 'Up to 3 words or short phrases.', holds: form },
  { says: /^(Word|Answer) \d of up to \d$/, holds: form },
  { says: /^Your own wording can give you away:/, holds: form },
  { says: 'Choose one.', holds: form },
  { says: 'Not applicable to me', holds: form },
  { says: 'Leave this out', holds: form },
  {
    says: '1 statement without an answer will be left out.',
    holds: (facts) => form(facts) && /"---"/.test(JSON.stringify(facts.state.draft)),
  },
  { says: /^0 not at all10 completely$/, holds: form },
  { says: /^010$/, holds: shows },
];

/** Of the deck, and of the person's own answer; where the latter may stand, a test looks at by itself. */
const quoted: Claim[] = [
  {
    says: /^(In a word or two: how was this week\?|How far do you agree\?|What should we know\?|Where do you work\?)$/,
    holds: ({ looking }) => looking,
  },
  {
    says: /^(I feel heard|I would speak up)( (\d+|left out|not applicable))?$/,
    holds: ({ looking }) => looking,
  },
  { says: /^(On a ward|In the community|In an office)$/, holds: ({ looking }) => looking },
  { says: /^(tunnel|One\.|Two\.)$/, holds: ({ looking }) => looking },
];

export const claims: readonly Claim[] = [
  ...[frame, line, warning, elsewhere, question, status, company],
  ...[ownAnswer, results, forms, quoted],
].flat();

/** What the deck says, or people wrote: it may stand on a page more than once. */
export const isQuoted = (sentence: string): boolean =>
  quoted.some(({ says }) => says instanceof RegExp && says.test(sentence));

const known = new Map<string, readonly Claim[]>();

export function claimsOf(sentence: string): readonly Claim[] {
  const before = known.get(sentence);
  if (before !== undefined) return before;
  const found = claims.filter(({ says }) =>
    typeof says === 'string' ? says === sentence : says.test(sentence),
  );
  known.set(sentence, found);
  return found;
}
