import type { QuestionState, Response } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import type { Own } from '../store/view';
import { company as say } from './wording';
import './company-notice.css';

interface Props {
  own: Own | undefined;
  state: QuestionState;
  onTake: (response: Response) => void;
}

/**
 * An answer that too few had joined for is shown to nobody, unless its person lets it stand among those who are here
 * now: no page does that by itself. Always in the page, so that a screen reader hears it.
 */
export function CompanyNotice({ own, state, onTake }: Props) {
  const [passed, setPassed] = useState(-1);
  const told = toldOf(own, state);
  const left = passed === state.offers;
  const offer = left ? undefined : told?.offer;
  const offered = offer !== undefined;
  // It stands at the top, and is not to be overlooked by whoever has scrolled down.
  useEffect(() => {
    if (offered) window.scrollTo(0, 0);
  }, [offered, state.offers]);
  return (
    <div class="company" role="status">
      {told !== null && (
        <p class={offered ? 'company-told' : 'hint'}>
          {say.tooFew(told.joined)} {offered ? say.more(state.joined) : left ? say.left : say.wait}
        </p>
      )}
      {offer !== undefined && (
        <p class="actions">
          <button class="button primary" type="button" onClick={() => onTake(offer)}>
            {say.take(state.joined)}
          </button>
          <button class="quiet" type="button" onClick={() => setPassed(state.offers)}>
            {say.leave}
          </button>
        </p>
      )}
    </div>
  );
}

/** Null when there is nothing to say; with what would be sent again when that would help. */
function toldOf(
  own: Own | undefined,
  state: QuestionState,
): { joined: number; offer: Response | undefined } | null {
  // Without protection an answer shows by itself, also where nobody has been counted as joined yet.
  if (state.phase !== 'open' || state.k === 1 || own?.state !== 'counts' || own.released)
    return null;
  const { joined } = own.company;
  if (joined === null || joined >= state.k) return null;
  return { joined, offer: state.joined >= state.k ? own.response : undefined };
}
