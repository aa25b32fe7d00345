import type { Tally, TalliedText } from '@protocol/messages';
import type { QuestionSlide } from '../shared/slides';
import { ChoiceChart } from './choice-chart';
import { ScaleChart } from './scale-chart';
import { TextCards } from './text-cards';
import { WordCloud } from './word-cloud';

interface Props {
  slide: QuestionSlide;
  tally: Tally;
  /** The deck's, by which lists are in order. */
  language: string;
  /** The question's round: a new one begins a new picture. */
  round: number;
  asTable: boolean;
  onChooseText?: (text: TalliedText) => void;
}

/** The tally of any kind of question. */
export function TallyChart({ slide, tally, language, round, asTable, onChooseText }: Props) {
  const key = `${slide.id}#${round}`;
  switch (tally.kind) {
    case 'word_cloud':
      return <WordCloud key={key} tally={tally} language={language} asTable={asTable} />;
    case 'scale':
      return slide.kind === 'scale' ? (
        <ScaleChart key={key} slide={slide} tally={tally} asTable={asTable} />
      ) : null;
    case 'choice':
      return slide.kind === 'choice' ? (
        <ChoiceChart key={key} slide={slide} tally={tally} asTable={asTable} />
      ) : null;
    case 'free_text':
      return (
        <TextCards
          key={key}
          tally={tally}
          language={language}
          {...(onChooseText !== undefined && { onChoose: onChooseText })}
        />
      );
  }
}
