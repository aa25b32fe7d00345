// @vitest-environment node
/** Files whose fields have other types than they should: each word in them is kept, or named. */
import { describe, expect, it } from 'vitest';
import { readArsnova } from '../../src/deck/import/arsnova';
import { bounded } from '../../src/deck/import/bounded';
import { isUnreadable, readDeck, type Imported, type Unreadable } from '../../src/deck/read-deck';
import { freshWords, lostWords } from './words-come-out';

function taken(result: Imported | Unreadable): Imported {
  const read = bounded(result);
  if (isUnreadable(read)) throw new Error(read.unreadable);
  return read;
}

const word = freshWords();
/** Of each type one, with words of its own. */
const values = (): readonly unknown[] => [
  word(),
  42_424_242,
  true,
  null,
  [],
  [word(), word()],
  [[word()], { text: word(), [word()]: word() }],
  { [word()]: word(), text: word(), deeper: { [word()]: [word()] } },
  `${word()}\n${word()}`,
  Array.from({ length: 80 }, word),
];

/** The words above, wherever they stand; where a thing stands in its list is none. */
const strings = (value: unknown): string =>
  JSON.stringify(value)
    .replace(/"order":42424242/gu, '')
    .match(/alpha\d+|42424242/gu)
    ?.join(' ') ?? '';

const about = ['id', 'kind', 'warning', 'notes', 'colour'];
const question = [...about, 'prompt', 'level', 'results'];
const fieldsOf: Record<string, readonly string[]> = {
  content: [...about, 'title', 'markdown', 'picture', 'video'],
  word_cloud: [...question, 'entries'],
  scale: [...question, 'statements', 'range', 'not_applicable'],
  free_text: [...question, 'answers', 'max_length'],
  choice: [...question, 'options', 'select'],
};
const inner: readonly (readonly [string, string, readonly string[]])[] = [
  ['content', 'picture', ['src', 'alt', 'size']],
  ['content', 'video', ['url', 'title', 'length']],
  ['scale', 'range', ['min', 'max', 'min_label', 'max_label', 'step']],
];

const slideWith = (kind: string, field: string, value: unknown) => ({
  ...{ id: 'a', kind, [kind === 'content' ? 'title' : 'prompt']: word() },
  [field]: value,
});

describe('a deck file', () => {
  it.each(Object.entries(fieldsOf).flatMap(([kind, all]) => all.map((field) => [kind, field])))(
    'loses no word of a slide of the kind %s by a wrong “%s”',
    (kind = '', field = '') => {
      for (const value of values()) {
        const slide = slideWith(kind, field, value);
        const read = taken(readDeck({ format: 'candour.deck/1', title: 'T', slides: [slide] }));
        expect({ slide, lost: lostWords(strings(slide), read) }).toEqual({ slide, lost: [] });
      }
    },
  );

  it.each(inner.flatMap(([kind, field, all]) => all.map((name) => [kind, field, name])))(
    'loses no word of a slide of the kind %s by a wrong “%s.%s”',
    (kind = '', field = '', name = '') => {
      for (const value of values()) {
        const slide = slideWith(kind, field, { [name]: value });
        const read = taken(readDeck({ title: 'T', slides: [slide] }));
        expect({ slide, lost: lostWords(strings(slide), read) }).toEqual({ slide, lost: [] });
      }
    },
  );

  it.each(['options', 'statements'])('loses no word of the parts in “%s”', (field) => {
    for (const value of values())
      for (const list of [[value], [{ text: value }], [{ id: value, text: 't' }], { one: value }]) {
        const slide = slideWith(field === 'options' ? 'choice' : 'scale', field, list);
        const read = taken(readDeck({ title: 'T', slides: [slide] }));
        expect({ slide, lost: lostWords(strings(slide), read) }).toEqual({ slide, lost: [] });
      }
  });

  it.each(['format', 'title', 'language', 'colour'])('loses no word by a wrong “%s”', (field) => {
    for (const value of values()) {
      const file = { title: 'T', slides: [], [field]: value };
      const read = taken(readDeck(file));
      expect({ file, lost: lostWords(strings(file), read) }).toEqual({ file, lost: [] });
    }
  });

  it('takes what is meant: lines for a list, a lone text for a picture or a film', () => {
    const { deck } = taken(
      readDeck({
        title: 'T',
        slides: [
          { kind: 'choice', prompt: 'P', options: 'Yes\nNo' },
          { kind: 'scale', prompt: 'P', statements: { a: 'Heard', b: { text: 'Safe' } } },
          { kind: 'content', title: 'C', markdown: ['One', 'Two'], picture: 'data:,x' },
          { kind: 'content', title: 'D', video: 'https://v.example/' },
          { kind: 'word_cloud', prompt: 'W', entries: '5' },
        ],
      }),
    );
    expect(deck.slides).toMatchObject([
      { options: [{ text: 'Yes' }, { text: 'No' }] },
      { statements: [{ text: 'Heard' }, { text: 'Safe' }] },
      { markdown: 'One\nTwo', picture: { src: 'data:,x', alt: '' } },
      { video: { url: 'https://v.example/', title: '' } },
      { entries: 5 },
    ]);
  });
});

describe('a long sentence about what was left out', () => {
  const long = Array.from({ length: 200 }, word).join(' ');

  it('stands whole in the notes of its slide', () => {
    const slides = [{ id: 'a', kind: 'free_text', prompt: 'P', notes: 'Mine', hint: long }];
    const { deck, remarks } = taken(readDeck({ format: 'candour.deck/1', title: 'T', slides }));
    expect(remarks[0]?.sentence).toMatch(/… All of this sentence stand in its notes\.$/u);
    expect(deck.slides[0]?.notes).toContain(`Mine\n\nThere is no field “hint” here; it said`);
    expect(deck.slides[0]?.notes).toContain(long);
  });

  it('stands on a slide at the end when it is about the deck', () => {
    const { deck } = taken(readDeck({ title: 'T', slides: [], author: long }));
    expect(deck.slides).toMatchObject([{ kind: 'content', id: 'besides' }]);
    expect(lostWords(long, { deck, remarks: [] })).toEqual([]);
  });
});

describe('a quiz of arsnova.eu', () => {
  const questions = ['SINGLE_CHOICE', 'SURVEY', 'MULTIPLE_CHOICE', 'FREETEXT', 'RATING', 'OTHER'];
  const fields = [
    ...['text', 'order', 'timer', 'difficulty', 'enabled', 'answers', 'hint', 'type'],
    ...['ratingMin', 'ratingMax', 'ratingLabelMin', 'ratingLabelMax', 'skipReadingPhase'],
  ];
  const asked = (type: string, more: object) => ({ type, text: word(), answers: [], ...more });
  const quizOf = (more: object, beside: object = {}) => ({
    ...{ exportVersion: 1, ...beside },
    quiz: { name: word(), questions: [], ...more },
  });
  const expectWhole = (file: ReturnType<typeof quizOf>) => {
    expect({ file, lost: lostWords(strings(file), taken(readArsnova(file))) }).toEqual({
      ...{ file, lost: [] },
    });
  };

  it.each(questions.flatMap((type) => fields.map((field) => [type, field])))(
    'loses no word of a question of the type %s by its “%s”',
    (type = '', field = '') => {
      for (const value of values())
        expectWhole(quizOf({ questions: [asked(type, { [field]: value })] }));
    },
  );

  it.each(['text', 'isCorrect', 'order', 'imageUrl'])(
    'loses no word of an answer’s “%s”',
    (field) => {
      for (const value of values())
        for (const type of questions) {
          const answer = { text: word(), [field]: value };
          expectWhole(quizOf({ questions: [asked(type, { answers: [answer, value] })] }));
        }
    },
  );

  it.each(['name', 'description', 'teamMode', 'backgroundMusic', 'theme'])(
    'loses no word of its “%s”, nor of what stands beside the quiz',
    (field) => {
      for (const value of values()) expectWhole(quizOf({ [field]: value }, { [field]: value }));
    },
  );

  it('has answers that are plain texts, in the order that they say', () => {
    const read = taken(
      readArsnova(
        quizOf({
          questions: [
            asked('SURVEY', { answers: ['Yes', 'No'] }),
            asked('SINGLE_CHOICE', {
              answers: [
                { text: 'Last', order: 2 },
                { text: 'First', order: 0 },
                { text: 'Middle', order: 1 },
              ],
            }),
          ],
        }),
      ),
    );
    expect(read.deck.slides).toMatchObject([
      { options: [{ text: 'Yes' }, { text: 'No' }] },
      { options: [{ text: 'First' }, { text: 'Middle' }, { text: 'Last' }] },
    ]);
    expect(read.remarks).toEqual([]);
  });
});
