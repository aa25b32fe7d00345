import type { Response } from '@protocol/messages';
import type { Line } from '../connection/connection';
import type { QuestionSlide } from '../shared/slides';
import { forms, own as say, question as sayQuestion } from './wording';
import type { Own } from '../store/view';
import { inWords } from './drafts';
import './own-answer.css';

/** Always in the page, so that a screen reader hears each change of it. */
export function OwnStatus({ own, line }: { own: Own | undefined; line: Line }) {
  const told = own && statusOf(own, line);
  return (
    <div class="own-status" role="status">
      {told && <p class={`status ${told.mood}`}>{told.sentence}</p>}
      {told?.more && <p class="hint">{told.more}</p>}
    </div>
  );
}

interface Told {
  mood: 'going' | 'good' | 'plain' | 'bad';
  sentence: string;
  more?: string;
}

function statusOf(own: Own, line: Line): Told {
  switch (own.state) {
    case 'sending':
      if (line.name === 'put_off') return { mood: 'going', sentence: say.keptForServer };
      if (line.name !== 'live') return { mood: 'going', sentence: say.kept };
      if (own.putOff) return { mood: 'going', sentence: say.putOff, more: say.sentAgain };
      return { mood: 'going', sentence: own.response === null ? say.withdrawing : say.sending };
    case 'counts':
      return { mood: 'good', sentence: say.counts };
    case 'withdrawn':
      return { mood: 'plain', sentence: say.withdrawn };
    case 'refused': {
      const late = own.refusal.code === 'question_closed';
      const earlier = own.before?.state === 'counts';
      if (own.response === null) {
        const sentence = late ? say.tooLateToWithdraw : own.refusal.message;
        return { mood: 'bad', sentence, ...(earlier && { more: say.stillCounts }) };
      }
      return {
        mood: 'bad',
        sentence: late ? say.tooLate : own.refusal.message,
        more: earlier ? say.beforeStillCounts : say.stillWritten,
      };
    }
  }
}

interface Props {
  own: Own | undefined;
  slide: QuestionSlide;
  open: boolean;
  onChange: (from: Response) => void;
  onWithdraw: () => void;
}

/** What one said, and what can still be done about it. */
export function OwnAnswer({ own, slide, open, onChange, onWithdraw }: Props) {
  const response = own && shown(own);
  if (own === undefined || !response) return null;
  const holding = own.state === 'refused' ? own.before : own;
  const released = holding?.state === 'counts' && holding.released && slide.level !== 'open';
  const canChange = open && holding?.state === 'counts' && !released;
  return (
    <section class="own" aria-labelledby="own">
      <h2 id="own">{sayQuestion.yours}</h2>
      <ul>
        {inWords(slide, response, forms.saidNotApplicable).map(({ about, said }, i) => (
          <li key={i}>
            {about !== undefined && <span dir="auto">{about} </span>}
            <strong dir="auto">{said}</strong>
          </li>
        ))}
      </ul>
      {released && open && <p class="hint">{say.released}</p>}
      {canChange && (
        <p class="actions">
          <button class="quiet" type="button" onClick={() => onChange(response)}>
            {sayQuestion.change}
          </button>
          <button class="quiet" type="button" onClick={onWithdraw}>
            {sayQuestion.withdraw}
          </button>
        </p>
      )}
    </section>
  );
}

/** Of an answer that came too late one's own words are shown still: they are not lost, only not counted. */
function shown(own: Own): Response | null {
  switch (own.state) {
    case 'counts':
      return own.response;
    case 'sending':
    case 'refused':
      return own.response ?? (own.before?.state === 'counts' ? own.before.response : null);
    case 'withdrawn':
      return null;
  }
}
