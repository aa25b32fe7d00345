/** The aggregate, small enough for a phone. What is drawn also stands there in words or in a table. */
import type {
  ChoiceSlide,
  ChoiceTally,
  FreeTextTally,
  ScaleSlide,
  ScaleTally,
  Tally,
  WordCloudTally,
} from '@protocol/messages';
import { exactMean, formatMean, percentages } from '../../shared/figures';
import { inLanguage, type InLanguage } from '../../shared/language';
import { textsInOrder, wordsInOrder } from '../../shared/in-order';
import type { QuestionSlide } from '../../shared/slides';
import { tally as say } from './tally-wording';
import './tally-view.css';

interface Props {
  slide: QuestionSlide;
  language: string;
  tally: Tally;
  /** More answers may come. */
  open: boolean;
}

export function TallyView({ slide, language, tally, open }: Props) {
  if (tally.people === 0) return <p class="hint">{open ? say.empty : say.emptyForGood}</p>;
  return (
    <>
      <p class="hint figures">{say.people(tally.people)}</p>
      <Chart slide={slide} language={language} tally={tally} />
    </>
  );
}

function Chart({ slide, language, tally }: Omit<Props, 'open'>) {
  const text = inLanguage(language);
  switch (tally.kind) {
    case 'word_cloud':
      return <Words tally={tally} language={language} />;
    case 'scale':
      return slide.kind === 'scale' ? <Statements slide={slide} text={text} tally={tally} /> : null;
    case 'free_text':
      return <Texts tally={tally} language={language} />;
    case 'choice':
      return slide.kind === 'choice' ? <Options slide={slide} text={text} tally={tally} /> : null;
  }
}

/** As many as a phone shows without becoming a wall; the table has them all. */
const mostWords = 40;

function Words({ tally, language }: { tally: WordCloudTally; language: string }) {
  const most = tally.words[0]?.people ?? 1;
  // By key, not by count: a word keeps its place while numbers change.
  const shown = tally.words.slice(0, mostWords).sort((a, b) => (a.key < b.key ? -1 : 1));
  const more = tally.more + Math.max(0, tally.words.length - mostWords);
  return (
    <>
      <ul class="words" aria-hidden="true">
        {shown.map((word) => (
          <li key={word.key} dir="auto" style={{ '--size': Math.sqrt(word.people / most) }}>
            {word.text}
          </li>
        ))}
      </ul>
      {more > 0 && <p class="hint figures">{say.more(more)}</p>}
      <details>
        <summary>{say.asTable}</summary>
        <table class="figures">
          <Head columns={say.wordColumns} />
          <tbody>
            {wordsInOrder(tally.words, language).map((word) => (
              <tr key={word.key}>
                <th scope="row" dir="auto">
                  {word.text}
                </th>
                <td>{word.people}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function Head({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((column) => (
          <th key={column} scope="col">
            {column}
          </th>
        ))}
      </tr>
    </thead>
  );
}

interface ChartProps<S, T> {
  slide: S;
  text: InLanguage;
  tally: T;
}

function Options({ slide, text, tally }: ChartProps<ChoiceSlide, ChoiceTally>) {
  const most = Math.max(1, ...tally.options);
  const percents = percentages(tally.options, tally.people, slide.select === 'one');
  return (
    <table class="bars figures">
      <Head columns={say.optionColumns} />
      <tbody>
        {slide.options.map((option, i) => {
          const people = tally.options[i] ?? 0;
          return (
            <tr key={option.id} style={{ '--share': people / most }}>
              <th scope="row" {...text}>
                {option.text}
              </th>
              <td>{people}</td>
              <td>{percents[i]}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Statements({ slide, text, tally }: ChartProps<ScaleSlide, ScaleTally>) {
  const { min, max } = slide.range;
  return (
    <ul class="means">
      {slide.statements.map((statement, i) => {
        const told = tally.statements[i];
        if (told === undefined) return null;
        const most = Math.max(1, ...told.distribution);
        const mean = exactMean(told, min);
        const leftOut = tally.people - told.n - told.not_applicable;
        const place = mean === null ? 0 : (mean - min) / (max - min);
        return (
          <li key={statement.id}>
            <h3 {...text}>{statement.text}</h3>
            <p class="mean figures">
              {mean === null ? (
                say.noMean
              ) : (
                <>
                  <strong>{formatMean(mean)}</strong> {say.mean(told.n)}
                </>
              )}
              {told.not_applicable > 0 && `, ${say.notApplicable(told.not_applicable)}`}
              {leftOut > 0 && `, ${say.leftOut(leftOut)}`}
            </p>
            <div
              class="spread"
              aria-hidden="true"
              style={{ '--place': place, '--half': `${50 / told.distribution.length}%` }}
            >
              {told.distribution.map((people, n) => (
                <i key={n} style={{ '--share': people / most }} />
              ))}
              {mean !== null && <b />}
            </div>
            <p class="ends figures" aria-hidden="true">
              <span>{min}</span>
              <span>{max}</span>
            </p>
            <details>
              <summary>{say.asTable}</summary>
              <table class="figures">
                <Head columns={say.statementColumns} />
                <tbody>
                  {told.distribution.map((people, n) => (
                    <tr key={n}>
                      <th scope="row">{min + n}</th>
                      <td>{people}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </details>
          </li>
        );
      })}
    </ul>
  );
}

function Texts({ tally, language }: { tally: FreeTextTally; language: string }) {
  return (
    <>
      <ul class="texts">
        {textsInOrder(tally.texts, language).map((text) => (
          <li key={text.id} dir="auto">
            {text.text}
          </li>
        ))}
      </ul>
      {tally.more > 0 && <p class="hint figures">{say.more(tally.more)}</p>}
    </>
  );
}
