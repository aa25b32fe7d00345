/** Decks to begin with. Their ids are fixed, so that runs of one template can be compared. */
import {
  choiceSlide,
  contentSlide,
  freeTextSlide,
  scaleSlide,
  usualRange,
  wordCloudSlide,
  type Deck,
  type Slide,
} from './model';

export interface Template {
  name: string;
  means: string;
  deck: Deck;
}

const deck = (title: string, ...slides: Slide[]): Deck => ({ title, language: 'en', slides });

const agreement = contentSlide(
  'agreement',
  'What we agree on for today',
  [
    'You answer on your own phone, and nobody is asked for a name.',
    '',
    '- **What is said here stays here.** What we learn from it may leave.',
    '- **One person speaks at a time**, and silence is fine too.',
    '- **You may pass** on any question and step out at any time.',
    '- **Write about what happened**, not about who did it.',
    '- **We may disagree**, and stay kind.',
  ].join('\n'),
);

const thanks = (next: string) => contentSlide('thanks', 'Thank you for your candour', next);

const agreeing = {
  ...usualRange,
  min_label: 'not at all',
  max_label: 'completely',
};

export const templates: readonly Template[] = [
  {
    name: 'Opening round',
    means: 'Who is here, how people arrive, what they hope for.',
    deck: deck(
      'Opening round',
      contentSlide(
        'welcome',
        'Welcome',
        'A few questions to begin with. You answer without a name.',
      ),
      {
        ...choiceSlide('where', 'Where do you spend most of your working day?', [
          'With the people we are here for',
          'In an office',
          'On the move',
          'From home',
          'Somewhere else',
        ]),
        level: 'open',
      },
      { ...wordCloudSlide('arrive', 'In a word or two: how do you arrive today?'), level: 'open' },
      freeTextSlide('hope', 'What would make this time worth it for you?'),
    ),
  },
  {
    name: 'Listening event',
    means: 'A painful subject, with an agreement, a warning and protected questions.',
    deck: deck(
      'Listening to each other',
      agreement,
      contentSlide(
        'words',
        'Words we will use',
        '**Being heard**: somebody listened, and something followed from it, even if it was only an honest no.\n\n**Speaking up**: saying that something is wrong to somebody who could change it.',
      ),
      wordCloudSlide('month', 'In a word or two: how has work felt this month?'),
      {
        ...contentSlide('account', 'An account', 'Put the account here, or remove this slide.'),
        warning:
          'The next page tells of something that may be hard to read. It takes about a minute. You may sit it out: nothing that follows depends on it.',
        notes: 'Leave half a minute of silence after this one.',
      },
      wordCloudSlide('stays', 'What stays with you? A word or two is enough.'),
      {
        ...freeTextSlide('know', 'What should those who decide know?'),
        level: 'strict',
        answers: 3,
        warning: 'Please name nobody: your own wording is the one thing that can give you away.',
      },
      thanks('In **two weeks** you will hear what was read here, and what happens now.'),
    ),
  },
  {
    name: 'Course evaluation',
    means: 'Four outcomes from 0 to 10 and open comments.',
    deck: deck(
      'How was this course?',
      {
        ...scaleSlide('outcomes', 'After this course, how far is this true for you?', [
          'I learned something that I will use',
          'I felt safe to say what I think',
          'I know what to do next',
          'I would send a colleague here',
        ]),
        range: agreeing,
      },
      freeTextSlide('helped', 'What helped you most?'),
      freeTextSlide('better', 'What should we do better next time?'),
      freeTextSlide('else', 'What else do you want to say?'),
      thanks('We read every comment, without names.'),
    ),
  },
  {
    name: 'Retrospective',
    means: 'What went well, what did not, what to try.',
    deck: deck(
      'Retrospective',
      wordCloudSlide('weeks', 'These weeks in a word or two?'),
      { ...freeTextSlide('well', 'What went well?'), answers: 3 },
      { ...freeTextSlide('badly', 'What did not?'), answers: 3 },
      { ...freeTextSlide('try', 'What should we try next?'), answers: 3 },
      {
        ...scaleSlide('safe', 'How far is this true for you?', [
          'I could say everything that mattered',
          'I believe that something will change',
        ]),
        range: agreeing,
      },
    ),
  },
  {
    name: 'Check-in',
    means: 'Two minutes: how is everybody?',
    deck: deck(
      'Check-in',
      {
        ...scaleSlide('today', 'How are you today?', ['My energy', 'My calm']),
        range: { ...usualRange, min_label: 'empty', max_label: 'full' },
      },
      wordCloudSlide('mind', 'What is on your mind, in a word or two?'),
    ),
  },
  {
    name: 'Decision',
    means: 'Options weighed and a choice, without watching each other.',
    deck: deck(
      'A decision',
      contentSlide(
        'about',
        'What we decide',
        'Say here what is to be decided, until when, and who decides in the end.',
      ),
      {
        ...scaleSlide('weigh', 'How well could you live with each?', [
          'The first option',
          'The second option',
          'Leaving it as it is',
        ]),
        range: { ...usualRange, min_label: 'not at all', max_label: 'very well' },
        results: 'on_reveal',
      },
      freeTextSlide('doubts', 'What speaks against the one that you would choose?'),
      {
        ...choiceSlide('choose', 'Which one do you choose?', [
          'The first option',
          'The second option',
          'Leaving it as it is',
        ]),
        results: 'on_reveal',
      },
    ),
  },
  {
    name: 'Agreement and glossary',
    means: 'How we speak with each other, and words that we share.',
    deck: deck(
      'How we want to work today',
      agreement,
      {
        ...choiceSlide('agree', 'Can you agree to this?', [
          'Yes',
          'Yes, with something added',
          'Not yet',
        ]),
      },
      freeTextSlide('add', 'What should be added or changed?'),
      contentSlide(
        'glossary',
        'Words that we will use',
        '**A word**: what we mean by it.\n\n**Another word**: what we mean by it.',
      ),
      wordCloudSlide('unclear', 'Which words should we explain?'),
    ),
  },
  {
    name: 'Follow-up',
    means: 'Some weeks later: what has changed, with three open boxes.',
    deck: deck(
      'Some weeks later',
      {
        ...scaleSlide('since', 'How far is this true for you now?', [
          'I have used what I learned',
          'Something has changed where I work',
          'I can speak up when something goes wrong',
        ]),
        range: agreeing,
      },
      freeTextSlide('changed', 'What has changed?'),
      freeTextSlide('same', 'What has stayed the same, and why?'),
      freeTextSlide('need', 'What do you need now?'),
    ),
  },
];
