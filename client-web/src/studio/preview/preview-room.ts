/**
 * A room that exists in the preview alone: it says to one page what a server would say. Pure: from what is shown and
 * what the page sends to what it hears.
 */
import type {
  ClientMessage,
  Control,
  Deck,
  QuestionPhase,
  ServerMessage,
  Slide,
  Snapshot,
  Withheld,
} from '@protocol/messages';
import { groupSizes, type QuestionSlide } from '../../shared/slides';
import { emptyTally, sampleTally } from '../../staff/fit/sample-tally';

export type Role = 'participant' | 'facilitator' | 'projector';

export interface Shown {
  deck: Deck;
  /** The slide's id; null is the join screen. */
  slide: string | null;
  phase: QuestionPhase;
  /** With made-up answers. */
  answered: boolean;
  /** The facilitator has brought the results up; of no weight where the deck shows them by itself. */
  revealed?: boolean;
}

const code = 'PREVIEW2';
const secret = 'x'.repeat(22);
const ticket = 'x'.repeat(43);
/** People in the made-up room. */
const present = 20;

export function welcome(role: Role, { deck }: Shown): ServerMessage {
  const room = { code, title: deck.title, language: deck.language };
  const links = { join: `/j/${code}#${secret}`, projector: null };
  const about = { type: 'welcome', version: 1, room } as const;
  switch (role) {
    case 'participant':
      return { ...about, role, ticket };
    case 'facilitator':
      return { ...about, role, deck, links };
    case 'projector':
      return { ...about, role, links };
  }
}

export function snapshot(role: Role, shown: Shown, revision: number): Snapshot {
  const { deck, slide: id } = shown;
  const index = deck.slides.findIndex((each) => each.id === id);
  const slide = deck.slides[index];
  const rest = slide === undefined ? joinScreen : ofSlide(role, slide, shown, index);
  const questions = deck.slides
    .filter(({ kind }) => kind !== 'content')
    .map((each) => ({
      id: each.id,
      round: 1,
      phase: each.id === id ? shown.phase : ('waiting' as const),
      revealed: isRevealed(each, shown),
    }));
  return {
    type: 'snapshot',
    revision,
    phase: 'live',
    present,
    joined: present,
    locked: false,
    ...rest,
    ...(role === 'facilitator' && { questions, progress: null }),
  };
}

const joinScreen = { slide: null, position: null, question: null, tally: null, withheld: null };

function ofSlide(role: Role, slide: Slide, shown: Shown, index: number) {
  const position = { index, count: shown.deck.slides.length };
  const isContent = slide.kind === 'content';
  if (isContent && slide.warning === undefined) return { ...joinScreen, slide, position };
  const k = isContent ? 1 : groupSizes[slide.level];
  const { phase } = shown;
  const revealed = isRevealed(slide, shown);
  const question = {
    ...{ id: slide.id, round: 1, phase, revealed, announcement: 0, joined: present },
    joined_at_opening: phase === 'waiting' ? 0 : present,
    ...{ offers: 0, k },
  };
  const results = isContent ? nothing : resultsOf(role, slide, shown);
  return { slide, position, question, ...results };
}

const nothing = { tally: null, withheld: null };

/** The rules of a server (docs/decisions/0011), in a room in which everybody had joined when it opened. */
function resultsOf(
  role: Role,
  slide: QuestionSlide,
  shown: Shown,
): Pick<Snapshot, 'tally' | 'withheld'> {
  const { phase, answered } = shown;
  if (phase === 'waiting') return nothing;
  const withheld = (why: Withheld) => ({ tally: null, withheld: why });
  if (role !== 'facilitator' && !isRevealed(slide, shown)) return withheld('not_revealed');
  if (slide.level === 'open')
    return { ...nothing, tally: answered ? sampleTally(slide) : emptyTally(slide) };
  if (phase === 'open') return withheld(slide.level === 'strict' ? 'until_close' : 'until_enough');
  return answered ? { ...nothing, tally: sampleTally(slide) } : withheld('too_few');
}

const isRevealed = (slide: Slide, { revealed }: Shown): boolean =>
  slide.kind === 'content' || slide.results === 'live' || revealed === true;

/** What the page hears after it has sent something; null where a server would say nothing. */
export function answerTo(message: ClientMessage): ServerMessage | null {
  switch (message.type) {
    case 'submit':
    case 'withdraw':
    case 'control':
      return { type: 'ack', id: message.id };
    case 'mine':
      // What became of the one answer is not made up.
      return message.question === undefined
        ? { type: 'mine', id: message.id, records: [], pad: '' }
        : null;
    case 'ping':
      return { type: 'pong' };
    // A preview has fewer than a tally has room for.
    case 'texts':
    case 'hello':
    case 'resync':
      return null;
  }
}

/** The room after a facilitator's order, as far as a preview follows it. */
export function ordered(shown: Shown, order: Control): Shown {
  switch (order.action) {
    case 'go_to':
      return {
        ...{ ...shown, slide: order.slide, phase: 'waiting' },
        ...{ answered: false, revealed: false },
      };
    case 'open':
    case 'reset':
      return { ...shown, phase: order.action === 'open' ? 'open' : 'waiting', answered: false };
    case 'close':
      return { ...shown, phase: 'closed', answered: true };
    case 'reveal':
    case 'conceal':
      return { ...shown, revealed: order.action === 'reveal' };
    default:
      return shown;
  }
}
