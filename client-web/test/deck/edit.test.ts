// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { begin, edit, type Action, type Editing } from '../../src/deck/edit';
import { newPartId, newSlideId } from '../../src/deck/ids';
import {
  blankSlide,
  choiceSlide,
  contentSlide,
  kinds,
  scaleSlide,
  slideWith,
  type Deck,
} from '../../src/deck/model';

const deck: Deck = {
  title: 'A day',
  language: 'en',
  slides: [
    contentSlide('hello', 'Hello'),
    choiceSlide('where', 'Where do you work?', ['Ward', 'Office']),
    scaleSlide('four', 'How far do you agree?', ['Heard', 'Safe']),
  ],
};

const after = (...actions: Action[]): Editing => actions.reduce(edit, begin(deck));
const order = (state: Editing) => state.deck.slides.map(({ id }) => id);

describe('editing a deck', () => {
  it('a new slide stands where it was asked for and is selected', () => {
    const state = after({ type: 'add', slides: [blankSlide('word_cloud', 'new')], at: 1 });
    expect(order(state)).toEqual(['hello', 'new', 'where', 'four']);
    expect(state.selected).toBe('new');
  });

  it('a duplicate follows its slide and has an id of its own, its parts keep theirs', () => {
    const state = after({ type: 'duplicate', slide: 'where', newId: 'copy' });
    expect(order(state)).toEqual(['hello', 'where', 'copy', 'four']);
    expect(slideWith(state.deck, 'copy')).toEqual({
      ...choiceSlide('copy', 'Where do you work?', ['Ward', 'Office']),
    });
  });

  it('the slide after a deleted one is selected, or the last', () => {
    expect(after({ type: 'delete', slide: 'hello' }).selected).toBe('where');
    const last = after({ type: 'select', slide: 'four' }, { type: 'delete', slide: 'four' });
    expect(last.selected).toBe('where');
  });

  it('slides and parts are moved, and no further than to the ends', () => {
    expect(order(after({ type: 'move', slide: 'hello', to: 1 }))).toEqual([
      'where',
      'hello',
      'four',
    ]);
    expect(order(after({ type: 'move', slide: 'hello', to: 99 }))).toEqual([
      'where',
      'four',
      'hello',
    ]);
    const parts = after({ type: 'part_move', slide: 'where', part: 'o2', to: -5 });
    expect(slideWith(parts.deck, 'where')).toMatchObject({
      options: [{ id: 'o2' }, { id: 'o1' }],
    });
    expect(after({ type: 'move', slide: 'hello', to: -1 }).past).toHaveLength(0);
  });

  it('ids stay when the wording changes', () => {
    const state = after(
      { type: 'patch', slide: 'where', patch: { prompt: 'Where are you most of the day?' } },
      { type: 'part_text', slide: 'where', part: 'o1', text: 'On a ward' },
    );
    expect(slideWith(state.deck, 'where')).toMatchObject({
      prompt: 'Where are you most of the day?',
      options: [
        { id: 'o1', text: 'On a ward' },
        { id: 'o2', text: 'Office' },
      ],
    });
  });

  it('a patch changes no field that the kind does not have, neither id nor kind', () => {
    const foreign = { markdown: 'x', id: 'other', kind: 'scale' };
    const state = after({ type: 'patch', slide: 'where', patch: foreign });
    expect(slideWith(state.deck, 'where')).toEqual(deck.slides[1]);
  });

  it('another kind keeps the words, the warning and the parts, and has another id', () => {
    const state = after(
      { type: 'patch', slide: 'where', patch: { warning: 'Careful', level: 'strict' } },
      { type: 'kind', slide: 'where', kind: 'scale', newId: 'scale' },
    );
    expect(order(state)).toEqual(['hello', 'scale', 'four']);
    expect(state.selected).toBe('scale');
    expect(slideWith(state.deck, 'scale')).toMatchObject({
      kind: 'scale',
      prompt: 'Where do you work?',
      warning: 'Careful',
      level: 'strict',
      statements: [{ text: 'Ward' }, { text: 'Office' }],
    });
  });

  it('an option that was deleted does not give its id to the next one', () => {
    let dealt = 0;
    const dice = (bytes: number) => new Uint8Array(bytes).fill((dealt += 1));
    const ids = [newPartId(dice, [])];
    for (let i = 0; i < 3; i += 1) ids.push(newPartId(dice, []));
    expect(new Set(ids).size).toBe(4);
    dealt = 0;
    expect(newPartId(dice, [{ id: ids[0] ?? '', text: '' }])).toBe(ids[1]);
  });

  it('letters typed into one field are one step, and after a pause another', () => {
    const type = (title: string): Action => ({ type: 'title', title });
    const state = after(type('B'), type('By'), { type: 'pause' }, type('Bye'));
    expect(state.past).toHaveLength(2);
    expect(edit(state, { type: 'undo' }).deck.title).toBe('By');
    expect(edit(edit(state, { type: 'undo' }), { type: 'undo' }).deck.title).toBe('A day');
  });

  it('what is done after an undo takes the place of what was undone', () => {
    const state = after(
      { type: 'delete', slide: 'hello' },
      { type: 'undo' },
      { type: 'title', title: 'B' },
      { type: 'redo' },
    );
    expect(order(state)).toEqual(['hello', 'where', 'four']);
    expect(state.deck.title).toBe('B');
  });

  it('any run of actions is undone step by step to the deck that it began with, and done again', () => {
    const seed = 20261130;
    const random = generator(seed);
    for (let run = 0; run < 200; run += 1) {
      let state = begin(deck);
      const seen = [state.deck];
      for (let i = 0; i < 30; i += 1) {
        const next = edit(edit(state, randomAction(state, random, `${run}-${i}`)), {
          type: 'pause',
        });
        if (next.deck !== state.deck) seen.push(next.deck);
        state = next;
        const ids = order(state);
        expect(new Set(ids).size, `seed ${seed}, run ${run}`).toBe(ids.length);
      }
      const last = state.deck;
      for (const expected of seen.slice(0, -1).reverse()) {
        state = edit(state, { type: 'undo' });
        expect(state.deck, `seed ${seed}, run ${run}`).toEqual(expected);
      }
      expect(edit(state, { type: 'undo' })).toBe(state);
      while (state.future.length > 0) state = edit(state, { type: 'redo' });
      expect(state.deck).toEqual(last);
    }
  });
});

describe('a new id', () => {
  it('is never one that the deck has', () => {
    const rolls = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1];
    const dice = (bytes: number) => Uint8Array.from(rolls.splice(0, bytes));
    expect(newSlideId(dice, new Set(['aaaaaaaa']))).toBe('bbbbbbbb');
  });
});

function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function randomAction(
  { deck: { slides } }: Editing,
  random: (below: number) => number,
  id: string,
): Action {
  const slide = slides[random(slides.length)]?.id ?? 'none';
  const part = ['o1', 'o2', 's1', 's2'][random(4)] ?? 'o1';
  const kind = kinds[random(kinds.length)] ?? 'content';
  const actions: Action[] = [
    { type: 'title', title: `Title ${random(5)}` },
    { type: 'add', slides: [blankSlide(kind, id)], at: random(slides.length + 1) },
    { type: 'duplicate', slide, newId: id },
    { type: 'delete', slide },
    { type: 'move', slide, to: random(5) - 1 },
    { type: 'kind', slide, kind, newId: id },
    { type: 'patch', slide, patch: { prompt: `Prompt ${random(3)}` } },
    { type: 'patch', slide, patch: { notes: `Notes ${random(3)}` } },
    { type: 'part_add', slide, part: { id: `p${id}`, text: 'More' } },
    { type: 'part_text', slide, part, text: `Text ${random(3)}` },
    { type: 'part_delete', slide, part },
    { type: 'part_move', slide, part, to: random(3) },
    { type: 'undo' },
  ];
  return actions[random(actions.length - 1)] ?? { type: 'pause' };
}
