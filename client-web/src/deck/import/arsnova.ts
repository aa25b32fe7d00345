/** arsnova.eu's quiz export: JSON with `exportVersion` and `quiz.questions`. */
import { choiceSlide, contentSlide, freeTextSlide, most, scaleSlide, type Slide } from '../model';
import type { Imported, Remark, Unreadable } from '../read-deck';
import { leftOut } from './lines';

type Fields = Record<string, unknown>;
const isObject = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown, otherwise: number): number =>
  typeof value === 'number' && Number.isInteger(value) ? value : otherwise;

export const looksLikeArsnova = (value: unknown): value is Fields =>
  isObject(value) && 'exportVersion' in value && isObject(value['quiz']);

export function readArsnova(value: Fields): Imported | Unreadable {
  const quiz = value['quiz'];
  const questions = isObject(quiz) ? quiz['questions'] : undefined;
  if (!isObject(quiz) || !Array.isArray(questions)) {
    return { unreadable: 'This is an export of arsnova.eu without questions.' };
  }
  const remarks: Remark[] = leftOut(
    questions.length,
    questions.map((question) => [isObject(question) ? text(question['text']) : '']),
  );
  const description = text(quiz['description']);
  const about = description === '' ? [] : [contentSlide('about', text(quiz['name']), description)];
  const odd = questions.filter((question) => !isObject(question));
  if (odd.length > 0) {
    const said = odd.map((each) => JSON.stringify(each).slice(0, 80)).join(', ');
    remarks.push({ slide: null, sentence: `What is no question was left out: ${said}.` });
  }
  const ordered = questions
    .filter(isObject)
    .sort((a, b) => number(a['order'], 0) - number(b['order'], 0))
    .slice(0, most.slides - about.length);
  const slides = ordered.map((question, i) => {
    const slide = i + 1 + about.length;
    return readQuestion(question, `n${i + 1}`, (sentence) => remarks.push({ slide, sentence }));
  });
  sayAboutQuiz(quiz, remarks);
  const deck = { title: text(quiz['name']), language: 'en', slides: [...about, ...slides] };
  return { deck, remarks };
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
function sayAboutQuiz(quiz: Fields, remarks: Remark[]): void {
  for (const [field, value] of Object.entries(quiz)) {
    const known = ['name', 'description', 'questions', 'id', ...Object.keys(games)];
    if (known.includes(field) || value === null || value === false || value === '') continue;
    remarks.push({ slide: null, sentence: noField(field, value) });
  }
  const had = Object.entries(games)
    .filter(([field]) => Boolean(quiz[field]))
    .map(([, name]) => name);
  if (had.length === 0) return;
  remarks.push({
    slide: null,
    sentence: `The quiz had ${had.join(', ')}; Candour has none of these.`,
  });
}

const noField = (field: string, value: unknown) =>
  `There is no field “${field}” here; it said ${(JSON.stringify(value) ?? '').slice(0, 200)}.`;

function readQuestion(question: Fields, id: string, say: (sentence: string) => void): Slide {
  const words = text(question['text']);
  const answers = Array.isArray(question['answers']) ? question['answers'].filter(isObject) : [];
  const options = answers.map((answer) => text(answer['text']));
  sayFields(question, answers, say);
  switch (question['type']) {
    case 'SINGLE_CHOICE':
    case 'SURVEY':
      return choiceSlide(id, words, options);
    case 'MULTIPLE_CHOICE':
      return { ...choiceSlide(id, words, options), select: 'several' };
    case 'FREETEXT':
    case 'SHORT_TEXT':
      sayAnswersLeft(answers, say);
      return freeTextSlide(id, words);
    case 'RATING': {
      sayAnswersLeft(answers, say);
      const scale = scaleSlide(id, words, [words]);
      const range = {
        min: number(question['ratingMin'], 1),
        max: number(question['ratingMax'], 5),
        min_label: text(question['ratingLabelMin']),
        max_label: text(question['ratingLabelMax']),
      };
      return { ...scale, range };
    }
    default: {
      const type = text(question['type']);
      say(`There are no questions of the kind “${type}” here. It was kept as a content slide.`);
      return contentSlide(id, words, options.map((option) => `- ${option}`).join('\n'));
    }
  }
}

/** A question that is answered freely has none to choose from; those that were right are said anyway. */
function sayAnswersLeft(answers: readonly Fields[], say: (sentence: string) => void): void {
  const others = answers.filter((answer) => answer['isCorrect'] !== true);
  if (others.length === 0) return;
  const said = others.map((answer) => text(answer['text'])).join('”, “');
  say(`This kind of question has no answers to choose from; “${said}” was left out.`);
}

function sayFields(
  question: Fields,
  answers: readonly Fields[],
  say: (sentence: string) => void,
): void {
  const right = answers
    .filter((answer) => answer['isCorrect'] === true)
    .map((answer) => text(answer['text']));
  if (right.length > 0)
    say(`Candour knows no right answers; here “${right.join('”, “')}” was right.`);
  if (typeof question['timer'] === 'number') {
    say(`Candour has no time limits; this one had ${question['timer']} s.`);
  }
  if (question['enabled'] === false)
    say('It was switched off in the quiz; here it is a slide like the others.');
  const known = [
    ...['text', 'type', 'timer', 'order', 'answers', 'enabled', 'difficulty'],
    ...['ratingMin', 'ratingMax', 'ratingLabelMin', 'ratingLabelMax', 'id', 'skipReadingPhase'],
  ];
  if (typeof question['difficulty'] === 'string') {
    say(`Candour knows no difficulty; this one was ${question['difficulty']}.`);
  }
  for (const [field, value] of Object.entries(question)) {
    if (known.includes(field) || value === null || value === undefined) continue;
    say(noField(field, value));
  }
  for (const answer of answers)
    for (const [field, value] of Object.entries(answer)) {
      if (['id', 'text', 'isCorrect', 'order'].includes(field) || value === null) continue;
      say(noField(field, value));
    }
}
