/** arsnova.eu's quiz export: JSON with `exportVersion` and `quiz.questions`. */
import { FieldReader, isObject, wordsOf, type Fields, type Say } from '../fields';
import { choiceSlide, contentSlide, freeTextSlide, most, scaleSlide, type Slide } from '../model';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { leftOut } from './lines';

export const looksLikeArsnova = (value: unknown): value is Fields =>
  isObject(value) && 'exportVersion' in value && isObject(value['quiz']);

export function readArsnova(value: Fields): Imported | Unreadable {
  const questions = isObject(value['quiz']) ? value['quiz']['questions'] : undefined;
  if (!Array.isArray(questions))
    return { unreadable: 'This is an export of arsnova.eu without questions.' };
  const remarks: Remark[] = [];
  const sayOfDeck: Say = (sentence) => remarks.push({ slide: null, sentence });
  const file = new FieldReader(value, sayOfDeck);
  const quiz = file.object('quiz') ?? new FieldReader({}, sayOfDeck);
  const title = quiz.text('name');
  const description = quiz.lines('description');
  const about = description === '' ? [] : [contentSlide('about', title, description)];
  const all = inOrder(quiz.list('questions').filter(isObject));
  remarks.push(
    ...leftOut(
      all.length,
      all.map((question) => [wordsOf(question['text'], ' ')]),
    ),
  );
  const odd = questions.filter((question: unknown) => !isObject(question));
  if (odd.length > 0) {
    const said = odd.map((each) => JSON.stringify(each)).join(', ');
    sayOfDeck(`What is no question was left out: ${said}.`);
  }
  const slides = all.slice(0, most.slides - about.length).map((question, i) => {
    const slide = i + 1 + about.length;
    const reader = new FieldReader(question, (sentence) => remarks.push({ slide, sentence }));
    return readQuestion(reader, `n${i + 1}`);
  });
  sayAboutQuiz(quiz, sayOfDeck);
  // Which export of the program it is says nothing to a person.
  file.sayUnknown(['exportVersion']);
  return { deck: { title, language: 'en', slides: [...about, ...slides] }, remarks };
}

/** Questions and answers have an `order`; those without one stay where they stand. */
function inOrder<T extends Fields>(list: readonly T[]): readonly T[] {
  const places = list.map(({ order }, i) => (typeof order === 'number' ? order : i));
  return list
    .map((each, i) => ({ each, place: places[i] ?? i }))
    .sort((a, b) => a.place - b.place)
    .map(({ each }) => each);
}

const games: Record<string, string> = {
  showLeaderboard: 'a leaderboard',
  teamMode: 'teams',
  enableSoundEffects: 'sounds',
  backgroundMusic: 'music',
  allowCustomNicknames: 'nicknames',
  enableEmojiReactions: 'emoji reactions',
  bonusTokenCount: 'bonus tokens',
  motifImageUrl: 'a picture of the quiz',
};

/** What the quiz had switched on as a whole, and what else it said of itself. */
function sayAboutQuiz(quiz: FieldReader, say: Say): void {
  const had = Object.entries(games).flatMap(([field, name]) => {
    const value = quiz.take(field);
    if (!value) return [];
    return [value === true || value === 1 ? name : `${name} (${JSON.stringify(value)})`];
  });
  quiz.sayOthers();
  if (had.length > 0) say(`The quiz had ${had.join(', ')}; Candour has none of these.`);
}

interface Answer {
  text: string;
  right: boolean;
}

function readQuestion(question: FieldReader, id: string): Slide {
  const words = question.lines('text');
  const answers = readAnswers(question);
  const options = answers.map(({ text }) => text);
  const slide = slideOf(question, id, words, options);
  if (slide === null || slide.kind === 'scale' || slide.kind === 'free_text')
    sayAnswersLeft(answers, slide === null, question.say);
  sayFields(question, answers);
  return slide ?? contentSlide(id, words, options.map((option) => `- ${option}`).join('\n'));
}

/** Null where there are no questions of its kind. */
function slideOf(
  question: FieldReader,
  id: string,
  words: string,
  options: readonly string[],
): Slide | null {
  const type = question.take('type');
  switch (type) {
    case 'SINGLE_CHOICE':
    case 'SURVEY':
      return choiceSlide(id, words, options);
    case 'MULTIPLE_CHOICE':
      return { ...choiceSlide(id, words, options), select: 'several' };
    case 'FREETEXT':
    case 'SHORT_TEXT':
      return freeTextSlide(id, words);
    case 'RATING': {
      const range = {
        min: question.number('ratingMin', 1),
        max: question.number('ratingMax', 5),
        min_label: question.text('ratingLabelMin'),
        max_label: question.text('ratingLabelMax'),
      };
      return { ...scaleSlide(id, words, [words]), range };
    }
    default:
      question.say(
        `There are no questions of the kind “${wordsOf(type, ' ')}” here. It was kept as a content slide.`,
      );
      return null;
  }
}

/** Answers are objects with a text; a plain text is one too. */
function readAnswers(question: FieldReader): readonly Answer[] {
  const answers = question.list('answers').map((answer) => {
    return isObject(answer) ? answer : { text: answer };
  });
  return inOrder<Fields>(answers).map((fields) => {
    const answer = new FieldReader(fields, question.say);
    const text = answer.text('text');
    const isCorrect = answer.take('isCorrect');
    if (![true, false, undefined, null].includes(isCorrect as boolean | null | undefined))
      answer.say(`“isCorrect” of “${text}” is ${JSON.stringify(isCorrect)}.`);
    answer.sayOthers();
    return { text, right: isCorrect === true };
  });
}

/** A question that is answered freely has none to choose from; those that were right are said anyway. */
function sayAnswersLeft(answers: readonly Answer[], isKept: boolean, say: Say): void {
  const others = isKept ? [] : answers.filter(({ right }) => !right);
  if (others.length === 0) return;
  const said = others.map(({ text }) => text).join('”, “');
  say(`This kind of question has no answers to choose from; “${said}” was left out.`);
}

function sayFields(question: FieldReader, answers: readonly Answer[]): void {
  const { say } = question;
  const right = answers.filter((answer) => answer.right).map(({ text }) => text);
  if (right.length > 0)
    say(`Candour knows no right answers; here “${right.join('”, “')}” was right.`);
  if (question.has('timer'))
    say(`Candour has no time limits; this one had ${wordsOf(question.take('timer'), ' ')} s.`);
  const enabled = question.take('enabled');
  if (enabled === false)
    say('It was switched off in the quiz; here it is a slide like the others.');
  else if (![true, undefined, null].includes(enabled as boolean | null | undefined))
    say(`“enabled” is ${JSON.stringify(enabled)}; here it is a slide like the others.`);
  if (question.has('difficulty'))
    say(`Candour knows no difficulty; this one was ${wordsOf(question.take('difficulty'), ' ')}.`);
  question.sayOthers();
}
