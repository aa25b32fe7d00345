import type { QuestionState, Snapshot, TalliedText } from '@protocol/messages';
import { useRef } from 'preact/hooks';
import { Scrolling } from '../../charts/chart-table';
import { TallyChart } from '../../charts/tally-chart';
import { useFittedSize } from '../../charts/use-fitted-size';
import type { InLanguage } from '../../shared/language';
import type { QuestionSlide } from '../../shared/slides';
import { withheldSentence } from '../../shared/withheld';
import { howToAnswer, nothingYet, tallyCaption } from '../wording';
import './question-screen.css';

interface Props {
  slide: QuestionSlide;
  question: QuestionState;
  snapshot: Pick<Snapshot, 'tally' | 'withheld'>;
  dir: InLanguage['dir'];
  Heading: 'h1' | 'h2';
  asTable: boolean;
  onChooseText?: (text: TalliedText) => void;
}

export function QuestionScreen(props: Props) {
  const { slide, question, snapshot, dir, Heading, asTable, onChooseText } = props;
  const { tally, withheld } = snapshot;
  const shown = tally !== null && (tally.people > 0 || tally.kind === 'choice');
  return (
    <>
      <Heading class={`prompt ${promptSize(slide.prompt)}`} dir={dir}>
        {slide.prompt}
      </Heading>
      {shown ? (
        <>
          <p class="caption figures">
            {tallyCaption(tally, question.k, question.phase === 'open')}
          </p>
          <TallyChart
            slide={slide}
            tally={tally}
            round={question.round}
            asTable={asTable}
            {...(onChooseText !== undefined && { onChooseText })}
          />
        </>
      ) : (
        <Waiting slide={slide} sentence={sentenceFor(question, withheld)} />
      )}
    </>
  );
}

function sentenceFor(question: QuestionState, withheld: Snapshot['withheld']): string {
  if (question.phase === 'waiting') return 'Answers open in a moment.';
  const sentence = withheldSentence(withheld, question.k);
  if (sentence !== null) return sentence;
  return question.phase === 'open' ? nothingYet : 'Nobody answered this question.';
}

/** Long questions are set smaller, so that the answers keep their room. */
export function promptSize(prompt: string): 'short' | 'middling' | 'long' {
  const letters = [...prompt].length;
  if (letters <= 76) return 'short';
  return letters <= 150 ? 'middling' : 'long';
}

function Waiting({ slide, sentence }: { slide: QuestionSlide; sentence: string }) {
  return (
    <div class="waiting">
      <Parts slide={slide} />
      <div class="waiting-words">
        <p class="waiting-how">{howToAnswer(slide)}</p>
        <p class="waiting-sentence">{sentence}</p>
      </div>
    </div>
  );
}

/** What can be answered, to think about meanwhile. */
function Parts({ slide }: { slide: QuestionSlide }) {
  if (slide.kind === 'word_cloud' || slide.kind === 'free_text') return null;
  return <PartList parts={slide.kind === 'scale' ? slide.statements : slide.options} />;
}

function PartList({ parts }: { parts: readonly { id: string; text: string }[] }) {
  const list = useRef<HTMLUListElement>(null);
  useFittedSize(list, parts);
  return (
    <div class={parts.length > 6 ? 'parts-place many' : 'parts-place'}>
      <Scrolling label="What can be answered">
        <ul class={parts.length > 6 ? 'parts many' : 'parts'} ref={list}>
          {parts.map((part) => (
            <li key={part.id} dir="auto">
              {part.text}
            </li>
          ))}
        </ul>
      </Scrolling>
    </div>
  );
}
