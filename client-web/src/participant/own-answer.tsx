import type { Response } from '@protocol/messages';
import type { RefObject } from 'preact';
import { inLanguage } from '../shared/language';
import type { QuestionSlide } from '../shared/slides';
import type { Own } from '../store/view';
import { inWords } from './drafts';
import type { Standing, Told } from './standing';
import { own as say, question as sayQuestion } from './wording';
import './own-answer.css';

/** Where one's own answer stands. Who sent it finds the focus here, in the place of the form. */
export function OwnStatus({
  told,
  place,
}: {
  told: Told | null;
  place: RefObject<HTMLDivElement>;
}) {
  return (
    <div class="own-status" role="status" ref={place} tabIndex={-1}>
      {told && (
        <p key={told.sentence} class={`status ${told.mood}`}>
          {told.sentence}
        </p>
      )}
      {told?.more && (
        <p key={told.more} class="hint">
          {told.more}
        </p>
      )}
    </div>
  );
}

interface Props {
  own: Own | undefined;
  standing: Standing;
  slide: QuestionSlide;
  language: string;
  open: boolean;
  onChange: (from: Response) => void;
  onWithdraw: () => void;
}

/** What the server holds of one, what can still be done about it, and beside it what was not taken or not sent. */
export function OwnAnswer({ own, standing, slide, language, open, onChange, onWithdraw }: Props) {
  const { held, beside } = standing;
  const counts = own?.state === 'refused' ? own.before : own;
  const released = counts?.state === 'counts' && counts.released && slide.level !== 'open';
  const canChange = open && counts?.state === 'counts' && !released;
  return (
    <>
      {held && (
        <section class="own" aria-labelledby="own">
          <h2 id="own">{sayQuestion.yours}</h2>
          <Said slide={slide} language={language} response={held} />
          {released && open && <p class="hint">{say.released}</p>}
          {canChange && (
            <p class="actions">
              <button class="quiet" type="button" onClick={() => onChange(held)}>
                {sayQuestion.change}
              </button>
              <button class="quiet" type="button" onClick={onWithdraw}>
                {sayQuestion.withdraw}
              </button>
            </p>
          )}
        </section>
      )}
      {beside && (
        <section class="own beside" aria-labelledby="beside">
          <h2 id="beside" key={beside.title}>
            {beside.title}
          </h2>
          <Said slide={slide} language={language} response={beside.response} />
        </section>
      )}
    </>
  );
}

interface SaidProps {
  slide: QuestionSlide;
  language: string;
  response: Response;
}

function Said({ slide, language, response }: SaidProps) {
  // What was chosen is the deck's, what was written is the person's own.
  const chosen = slide.kind === 'choice' ? inLanguage(language) : { dir: 'auto' as const };
  return (
    <ul key={JSON.stringify(response)}>
      {inWords(slide, response).map(({ about, said }, i) => (
        <li key={i}>
          {about !== undefined && <span {...inLanguage(language)}>{about} </span>}
          <strong {...chosen}>{said}</strong>
        </li>
      ))}
    </ul>
  );
}
