import type { Deck, Report, WordCloudTally } from '@protocol/messages';
import { useState } from 'preact/hooks';
import { TallyChart } from '../../charts/tally-chart';
import type { Line } from '../../connection/connection';
import { wordsInOrder } from '../../shared/in-order';
import { withheldSentence } from '../../shared/withheld';
import { tallyCaption } from '../../staff/wording';
import { BarePage } from '../../staff/bare-page';
import { groupSizes } from '../../shared/slides';
import { Confirm } from '../../staff/confirm';
import type { Orders } from '../orders';
import { forgetMeans, kindName, notSealed, remains } from '../wording';
import { csvText } from './csv';
import { download, fileName } from './download';
import './report.css';
import { reportJson, reportRows, withSlides, type QuestionWithSlide } from './report-rows';

interface Props {
  deck: Deck;
  report: Report | null;
  orders: Orders;
  line: Line;
  /** False while the server cannot write the results, or cannot remove the room's key. */
  sealed: boolean;
}

const columns = ['question', 'prompt', 'kind', 'item', 'measure', 'value'] as const;

/** What remains when the room has ended. */
export function ReportPage({ deck, report, orders, line, sealed }: Props) {
  if (line.name === 'ended' && line.reason === 'room_gone') return <Gone />;
  if (report === null) {
    return (
      <BarePage title="This room has ended">
        <p role="status">Its report is on the way.</p>
      </BarePage>
    );
  }
  const questions = withSlides(report, deck);
  return (
    <main class="report">
      <header class="report-head">
        <h1 dir="auto">{report.title}</h1>
        <p class="soft">
          {new Date(`${report.date}T12:00`).toLocaleDateString('en-GB', { dateStyle: 'long' })}. The
          room has ended. {sealed && remains}
        </p>
        <p class={sealed ? '' : 'notice'} role="status">
          {sealed ? null : notSealed}
        </p>
        <ReportButtons deck={deck} report={report} orders={orders} />
      </header>
      {questions.map((question) => (
        <QuestionReport key={question.id} question={question} language={deck.language} />
      ))}
      {orders.notice !== null && (
        <p class="notice" role="alert">
          {orders.notice}
        </p>
      )}
    </main>
  );
}

function ReportButtons({
  deck,
  report,
  orders,
}: Omit<Props, 'report' | 'line' | 'sealed'> & { report: Report }) {
  const [asking, setAsking] = useState(false);
  const name = fileName(report.title, report.date);
  const csv = () =>
    csvText([columns, ...reportRows(report, deck).map((row) => columns.map((key) => row[key]))]);
  return (
    <p class="report-buttons">
      <button
        type="button"
        class="button primary"
        onClick={() => download(`${name}.csv`, 'text/csv;charset=utf-8', csv())}
      >
        Download CSV
      </button>
      <button
        type="button"
        class="button"
        onClick={() => download(`${name}.json`, 'application/json', reportJson(report, deck))}
      >
        Download JSON
      </button>
      <button type="button" class="button" onClick={() => window.print()}>
        Print
      </button>
      <button type="button" class="quiet" onClick={() => setAsking(true)}>
        Delete this report
      </button>
      {asking && (
        <Confirm
          title="Delete this report?"
          means={forgetMeans}
          yes="Delete it for good"
          onYes={() => orders.give({ type: 'control', action: 'forget' })}
          onClose={() => setAsking(false)}
        />
      )}
    </p>
  );
}

function QuestionReport({ question, language }: { question: QuestionWithSlide; language: string }) {
  const { slide, joined, tally, withheld } = question;
  const k = groupSizes[slide.level];
  const sentence =
    tally === null
      ? (withheldSentence(withheld, k) ?? 'This question was not opened.')
      : tallyCaption(tally, k, false, joined);
  return (
    <section class="report-question" aria-labelledby={`q-${slide.id}`}>
      <h2 id={`q-${slide.id}`} dir="auto">
        {slide.prompt}
      </h2>
      <p class="soft figures">
        {kindName(slide)}. {ended(sentence)}
      </p>
      {tally !== null && tally.people > 0 && (
        <>
          {slide.kind !== 'free_text' && (
            <div class={`report-chart ${slide.kind}`} aria-hidden="true">
              <TallyChart
                slide={slide}
                tally={tally}
                language={language}
                round={1}
                asTable={false}
              />
            </div>
          )}
          {tally.kind === 'word_cloud' ? (
            <WordList tally={tally} language={language} />
          ) : (
            <div class="report-table">
              <TallyChart slide={slide} tally={tally} language={language} round={1} asTable />
            </div>
          )}
        </>
      )}
    </section>
  );
}

const ended = (sentence: string) => (/[.!?]$/.test(sentence) ? sentence : `${sentence}.`);

/** Sixty words one below the other are pages; side by side they are read at a glance. */
function WordList({ tally, language }: { tally: WordCloudTally; language: string }) {
  return (
    <>
      <ul class="word-list figures">
        {wordsInOrder(tally.words, language)
          .filter((word) => word.hidden !== true)
          .map((word) => (
            <li key={word.key}>
              <bdi>{word.text}</bdi> <span class="soft">{word.people}</span>
            </li>
          ))}
      </ul>
      {tally.more > 0 && <p class="soft figures">and {tally.more} more</p>}
    </>
  );
}

function Gone() {
  return (
    <BarePage title="The room is gone">
      <p>Its report was deleted. What was downloaded is all that is left.</p>
    </BarePage>
  );
}
