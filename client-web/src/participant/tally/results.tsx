import type { QuestionState, Snapshot } from '@protocol/messages';
import { useState } from 'preact/hooks';
import type { QuestionSlide } from '../../shared/slides';
import { useFetched } from '../../shared/use-fetched';
import { withheldSentence } from '../../shared/withheld';
import { question as say, tally as sayTally } from '../wording';

interface Props {
  snapshot: Snapshot;
  slide: QuestionSlide;
  language: string;
  state: QuestionState;
  answering: boolean;
  /** The server holds an answer of one's own. */
  held: boolean;
}

export function Results({ snapshot, slide, language, state, answering, held }: Props) {
  const [wanted, setWanted] = useState(false);
  // While people think about the question, so that it is there when there is something to draw.
  const { part: TallyView, lost } = useFetched(() =>
    import('./tally-view').then((found) => found.TallyView),
  );
  const { tally, withheld } = snapshot;
  if (state.phase === 'waiting' || (tally === null && (withheld === null || answering)))
    return null;
  // One's own has been confirmed before the tally with it has come: there are answers.
  if (held && tally?.people === 0) return null;
  // Somebody who is still thinking is not to be swayed by what the others said.
  if (answering && !wanted) {
    return (
      <button class="quiet" type="button" onClick={() => setWanted(true)}>
        {say.seeResults}
      </button>
    );
  }
  return (
    <section class="results" aria-labelledby="results">
      <h2 id="results">
        {tally !== null && state.phase === 'open' ? sayTally.titleSoFar : sayTally.title}
      </h2>
      {tally && lost ? (
        <p class="hint">
          {sayTally.lost}{' '}
          <button class="quiet inline" type="button" onClick={() => window.location.reload()}>
            {sayTally.reload}
          </button>
        </p>
      ) : tally ? (
        TallyView && (
          <TallyView
            slide={slide}
            language={language}
            tally={tally}
            open={state.phase === 'open'}
          />
        )
      ) : (
        <p class="hint">{withheldSentence(withheld, state.k)}</p>
      )}
      {tally !== null && state.phase === 'open' && state.k > 1 && (
        <p class="hint">{sayTally.restFollows}</p>
      )}
    </section>
  );
}
