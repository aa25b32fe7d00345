// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { leftBehind } from '../../src/deck/another-kind';
import { begin, edit, type Editing } from '../../src/deck/edit';
import {
  choiceSlide,
  contentSlide,
  freeTextSlide,
  kinds,
  scaleSlide,
  wordCloudSlide,
  type Kind,
  type Slide,
} from '../../src/deck/model';

const picture = { src: 'data:image/png;base64,AAAA', alt: 'Rosa’s hands' };
const slides: Record<Kind, Slide> = {
  content: {
    ...contentSlide('a', 'Welcome', 'Please **switch on**\n- coffee\n- tea\n\nsee you'),
    ...{ notes: 'Say hello', picture },
    video: { url: 'https://films.example/one', title: 'The film' },
  },
  word_cloud: { ...wordCloudSlide('a', 'Three words?'), warning: 'Careful' },
  scale: {
    ...scaleSlide('a', 'How far?', ['Heard', 'Safe']),
    range: { min: 1, max: 7, min_label: 'never', max_label: 'always' },
  },
  free_text: { ...freeTextSlide('a', 'What helps?'), max_length: 200, level: 'strict' },
  choice: { ...choiceSlide('a', 'Where?', ['Ward', 'Office']), select: 'several' },
};

let made = 0;
const as = (kind: Kind) => (state: Editing) =>
  edit(state, {
    ...{ type: 'kind', slide: state.selected ?? '', kind },
    newId: `new${(made += 1)}`,
  } as const);
const withOne = (slide: Slide) => begin({ title: 'D', language: 'en', slides: [slide] });
const only = ({ deck }: Editing): Slide => deck.slides[0] ?? contentSlide('none', '');
const wordsOf = (value: unknown) => JSON.stringify(value).match(/[\p{L}\p{N}/:.]{3,}/gu) ?? [];
const words = (slide: Slide) => {
  const typed = Object.entries(slide).filter(([field]) => !['kind', 'id', 'level'].includes(field));
  return wordsOf(typed).filter((word) => !word.includes('base64'));
};
/** Names of fields, and what follows from a choice and not from typing. */
const unsaid =
  /^(title|markdown|notes|warning|picture|src|alt|video|url|prompt|results|live|entries|statements|range|min|max|min_label|label|max_label|not|applicable|not_applicable|true|answers|length|max_length|options|select|one|several|text|data:image\/png|AAAA|200|1000|null)$/u;

describe('a slide of another kind', () => {
  for (const from of kinds)
    for (const to of kinds.filter((kind) => kind !== from))
      it(`loses no word from ${from} to ${to}, and is the first slide again when turned back`, () => {
        const first = slides[from];
        const there = as(to)(withOne(first));
        const kept = JSON.stringify(only(there));
        for (const word of words(first).filter((each) => !unsaid.test(each)))
          expect(kept, word).toContain(word);
        expect(only(there).id).not.toBe('a');
        expect(only(as(from)(there))).toEqual(first);
      });

  it('is the first slide again after it has been of every kind, as with an arrow key', () => {
    const last = [...kinds.filter((kind) => kind !== 'content'), 'content' as const]
      .map(as)
      .reduce((state, turn) => turn(state), withOne(slides.content));
    expect(only(last)).toEqual(slides.content);
    const choice = [as('scale'), as('free_text'), as('choice')].reduce(
      (state, turn) => turn(state),
      withOne(slides.content),
    );
    expect(only(choice)).toMatchObject({ options: [{ text: 'coffee' }, { text: 'tea' }] });
  });

  it('takes a new question and a new warning along, and what was written in it is no longer turned back', () => {
    let state = as('free_text')(withOne(slides.choice));
    const { id } = only(state);
    state = edit(state, {
      type: 'patch',
      slide: id,
      patch: { prompt: 'Where now?', warning: 'W' },
    });
    expect(only(as('choice')(state))).toEqual({
      ...slides.choice,
      ...{ prompt: 'Where now?', warning: 'W' },
    });
    state = edit(state, { type: 'patch', slide: id, patch: { notes: 'My own words' } });
    expect(only(as('choice')(state))).toMatchObject({ kind: 'choice', notes: 'My own words' });
  });

  it('says when words went to the notes, and when a picture is left out', () => {
    const left = (from: Slide, to: Kind) => {
      const state = as(to)(withOne(from));
      const turned = state.turned.get(state.selected ?? '');
      return turned && leftBehind(only(state), turned);
    };
    expect(left(slides.content, 'choice')).toEqual({ words: true, picture: true });
    expect(left(slides.choice, 'scale')).toEqual({ words: false, picture: false });
    expect(left(slides.scale, 'choice')).toEqual({ words: true, picture: false });
    expect(left(contentSlide('a', 'T'), 'choice')).toEqual({ words: false, picture: false });
    // Whoever has cleared the notes is not told that something stands there.
    const turned = as('choice')(withOne(slides.scale));
    const { id } = only(turned);
    const cleared = edit(turned, { type: 'patch', slide: id, patch: { notes: '' } });
    const before = cleared.turned.get(id);
    expect(before && leftBehind(only(cleared), before)).toEqual({ words: false, picture: false });
    const undone = edit(as('choice')(withOne(slides.content)), { type: 'undo' });
    expect(only(undone)).toEqual(slides.content);
  });
});
