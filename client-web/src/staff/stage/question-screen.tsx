import type { QuestionState, Snapshot, TalliedText } from '@protocol/messages';
import { useRef } from 'preact/hooks';
import { Scrolling } from '../../charts/chart-table';
import { PageNote } from '../../charts/page-note';
import { TallyChart } from '../../charts/tally-chart';
import { usePages } from '../../charts/use-pages';
import { inLanguage } from '../../shared/language';
import type { QuestionSlide } from '../../shared/slides';
import { withheldSentence } from '../../shared/withheld';
import { howToAnswer, nothingYet, tallyCaption } from '../wording';
import './question-screen.css';

interface Props {
  slide: QuestionSlide;
  question: QuestionState;
  snapshot: Pick<Snapshot, 'tally' | 'withheld'>;
  language: string;
  Heading: 'h1' | 'h2';
  asTable: boolean;
  onChooseText?: (text: TalliedText) => void;
}

export function QuestionScreen(props: Props) {
  const { slide, question, snapshot, language, Heading, asTable, onChooseText } = props;
  const { dir } = inLanguage(language);
  const { tally, withheld } = snapshot;
  const shown = tally !== null && (tally.people > 0 || tally.kind === 'choice');
  return (
    <>
      <Heading class={`prompt ${promptSize(slide.prompt, lettersBelow(slide))}`} dir={dir}>
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
            language={language}
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
  if (question.phase === 'waiting') return 'It takes no answers yet.';
  const sentence = withheldSentence(withheld, question.k);
  if (sentence !== null) return sentence;
  return question.phase === 'open' ? nothingYet : 'There are no answers to this question.';
}

/** Long questions, and those with much to answer, are set smaller, so that the answers keep their room. */
export function promptSize(prompt: string, below: number): 'short' | 'middling' | 'long' {
  const letters = [...prompt].length;
  if (letters > 150 || below > MUCH) return 'long';
  return letters > 76 || below > MUCH / 3 ? 'middling' : 'short';
}

/** In letters; of ten statements or twenty options. */
const MUCH = 900;

function lettersBelow(slide: QuestionSlide): number {
  if (slide.kind === 'word_cloud' || slide.kind === 'free_text') return 0;
  const parts = slide.kind === 'scale' ? slide.statements : slide.options;
  return parts.reduce((sum, { text }) => sum + [...text].length, 0);
}

function Waiting({ slide, sentence }: { slide: QuestionSlide; sentence: string }) {
  return (
    <div class={lettersBelow(slide) > MUCH ? 'waiting much' : 'waiting'}>
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

/** More than this stand in two columns. */
const ONE_COLUMN = 6;

function PartList({ parts }: { parts: readonly { id: string; text: string }[] }) {
  const list = useRef<HTMLUListElement>(null);
  const columns = parts.length > ONE_COLUMN ? 2 : 1;
  const place = usePages(list, parts, columns);
  return (
    <div class={columns === 2 ? 'parts-place many' : 'parts-place'}>
      <Scrolling label="What can be answered">
        <ul class={`parts cols-${columns}`} ref={list}>
          {parts.map((part) => (
            <li key={part.id} dir="auto">
              {part.text}
            </li>
          ))}
        </ul>
      </Scrolling>
      <PageNote place={place} count={parts.length} />
    </div>
  );
}
