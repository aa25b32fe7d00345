/** What can be done to a deck, and taken back. Pure: ids come with the action, no clock and no dice. */
import { turn, type Turned } from './another-kind';
import {
  partsOf,
  slideWith,
  withParts,
  type Deck,
  type Kind,
  type Part,
  type Slide,
} from './model';

/** Of one kind's fields: which kind it is and its id never change by a patch. */
export type SlidePatch = {
  [K in Kind]: Partial<Omit<Extract<Slide, { kind: K }>, 'id' | 'kind'>>;
}[Kind];

export type Action =
  | { type: 'title'; title: string }
  | { type: 'language'; language: string }
  /** Another version of the whole deck. */
  | { type: 'replace'; deck: Deck }
  /** `at`: before which slide; at the end where there is none. */
  | { type: 'add'; slides: readonly Slide[]; at: number }
  | { type: 'duplicate'; slide: string; newId: string }
  | { type: 'delete'; slide: string }
  | { type: 'move'; slide: string; to: number }
  | { type: 'patch'; slide: string; patch: SlidePatch }
  /** Another kind is another question, with an id of its own; the first kind again is the first question again. */
  | { type: 'kind'; slide: string; kind: Kind; newId: string }
  | { type: 'part_add'; slide: string; part: Part }
  | { type: 'part_text'; slide: string; part: string; text: string }
  | { type: 'part_delete'; slide: string; part: string }
  | { type: 'part_move'; slide: string; part: string; to: number }
  | { type: 'select'; slide: string | null }
  /** The person has paused or gone elsewhere: what is typed next is a step of its own. */
  | { type: 'pause' }
  | { type: 'undo' }
  | { type: 'redo' };

export interface Editing {
  deck: Deck;
  /** The slide whose form is open; null is the deck itself. */
  selected: string | null;
  past: readonly Step[];
  future: readonly Step[];
  /** The field that is being typed in; null begins a new step. */
  typing: string | null;
  /** What slides were before they became of another kind, by their ids. */
  turned: ReadonlyMap<string, Turned>;
}

interface Step {
  deck: Deck;
  selected: string | null;
  turned?: ReadonlyMap<string, Turned>;
}

/** How far back one can go. Decks share what they have in common, so that this is little memory. */
const mostSteps = 500;

export function begin(deck: Deck): Editing {
  const selected = deck.slides[0]?.id ?? null;
  return { deck, selected, past: [], future: [], typing: null, turned: new Map() };
}

export function edit(state: Editing, action: Action): Editing {
  switch (action.type) {
    case 'select':
      return { ...state, selected: action.slide, typing: null };
    case 'pause':
      return state.typing === null ? state : { ...state, typing: null };
    case 'undo':
      return undo(state);
    case 'redo':
      return redo(state);
    default: {
      const { deck, selected, turned = state.turned } = changed(state, action);
      if (deck === state.deck) return state;
      const typing = fieldOf(action);
      const goesOn = typing !== null && typing === state.typing;
      const before = { deck: state.deck, selected: state.selected };
      const past = goesOn ? state.past : [...state.past, before].slice(-mostSteps);
      return { deck, selected, past, future: [], typing, turned };
    }
  }
}

type Change = Exclude<Action, { type: 'select' | 'pause' | 'undo' | 'redo' }>;

/** Letters typed one after the other into one field are one step. */
function fieldOf(action: Change): string | null {
  switch (action.type) {
    case 'title':
    case 'language':
      return action.type;
    case 'patch':
      return `${action.slide} ${Object.keys(action.patch).join(' ')}`;
    case 'part_text':
      return `${action.slide} ${action.part}`;
    default:
      return null;
  }
}

function undo(state: Editing): Editing {
  const last = state.past[state.past.length - 1];
  if (last === undefined) return state;
  const now = { deck: state.deck, selected: state.selected };
  const past = state.past.slice(0, -1);
  return { ...state, ...last, past, future: [...state.future, now], typing: null };
}

function redo(state: Editing): Editing {
  const next = state.future[state.future.length - 1];
  if (next === undefined) return state;
  const now = { deck: state.deck, selected: state.selected };
  const future = state.future.slice(0, -1);
  return { ...state, ...next, past: [...state.past, now], future, typing: null };
}

function changed(state: Editing, action: Change): Step {
  const { deck, selected } = state;
  switch (action.type) {
    case 'title':
      return { deck: { ...deck, title: action.title }, selected };
    case 'language':
      return { deck: { ...deck, language: action.language }, selected };
    case 'replace': {
      const stays = selected !== null && slideWith(action.deck, selected) !== undefined;
      return {
        deck: action.deck,
        selected: stays ? selected : (action.deck.slides[0]?.id ?? null),
      };
    }
    case 'add':
      return added(deck, action.slides, action.at, selected);
    case 'duplicate': {
      const slide = slideWith(deck, action.slide);
      if (slide === undefined) return { deck, selected };
      const at = deck.slides.indexOf(slide) + 1;
      return added(deck, [{ ...slide, id: action.newId }], at, selected);
    }
    case 'delete':
      return deleted(deck, action.slide, selected);
    case 'move': {
      const from = deck.slides.findIndex(({ id }) => id === action.slide);
      return { deck: withSlides(deck, moved(deck.slides, from, action.to)), selected };
    }
    case 'kind': {
      const slide = slideWith(deck, action.slide);
      if (slide === undefined || slide.kind === action.kind) return { deck, selected };
      const now = turn(slide, state.turned.get(slide.id), action.kind, action.newId);
      const { made } = now;
      const turned = new Map(state.turned).set(made.id, now);
      return { deck: withSlide(deck, slide.id, () => made), selected: made.id, turned };
    }
    case 'patch':
      return {
        deck: withSlide(deck, action.slide, (slide) => patched(slide, action.patch)),
        selected,
      };
    case 'part_add':
    case 'part_text':
    case 'part_delete':
    case 'part_move':
      return {
        deck: withSlide(deck, action.slide, (slide) =>
          withParts(slide, changedParts(partsOf(slide), action)),
        ),
        selected,
      };
  }
}

function added(deck: Deck, slides: readonly Slide[], at: number, selected: string | null): Step {
  const first = slides[0];
  if (first === undefined) return { deck, selected };
  const all = [...deck.slides.slice(0, at), ...slides, ...deck.slides.slice(at)];
  return { deck: { ...deck, slides: all }, selected: first.id };
}

/** The slide that takes the deleted one's place is selected, or the last one. */
function deleted(deck: Deck, slide: string, selected: string | null): Step {
  const at = deck.slides.findIndex(({ id }) => id === slide);
  if (at === -1) return { deck, selected };
  const slides = deck.slides.filter(({ id }) => id !== slide);
  const next = slides[Math.min(at, slides.length - 1)]?.id ?? null;
  return { deck: { ...deck, slides }, selected: selected === slide ? next : selected };
}

function changedParts(
  parts: readonly Part[],
  action: Extract<Change, { type: `part_${string}` }>,
): readonly Part[] {
  switch (action.type) {
    case 'part_add':
      return [...parts, action.part];
    case 'part_text':
      return parts.map((part) => (part.id === action.part ? { ...part, text: action.text } : part));
    case 'part_delete':
      return parts.filter(({ id }) => id !== action.part);
    case 'part_move':
      return moved(
        parts,
        parts.findIndex(({ id }) => id === action.part),
        action.to,
      );
  }
}

function withSlides(deck: Deck, slides: readonly Slide[]): Deck {
  return slides === deck.slides ? deck : { ...deck, slides };
}

function withSlide(deck: Deck, id: string, change: (slide: Slide) => Slide): Deck {
  return { ...deck, slides: deck.slides.map((slide) => (slide.id === id ? change(slide) : slide)) };
}

function patched(slide: Slide, patch: SlidePatch): Slide {
  const known = Object.fromEntries(
    Object.entries(patch).filter(([field]) => field in slide && field !== 'id' && field !== 'kind'),
  );
  return { ...slide, ...known };
}

/** The same list where nothing moves, so that nothing is a step. */
function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  const place = Math.max(0, Math.min(to, list.length - 1));
  if (item === undefined || place === from) return list;
  const rest = list.filter((_, i) => i !== from);
  return [...rest.slice(0, place), item, ...rest.slice(place)];
}
