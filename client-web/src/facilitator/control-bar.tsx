import type { Deck, QuestionState, Snapshot } from '@protocol/messages';
import { askedQuestion } from './asked';
import { isClosedForGood, nextStep, stepBack, type Step } from './next-step';
import type { Order } from './orders';
import { closedForGood, stepLabel, titleOf } from './wording';
import './control-bar.css';

export type Ask = 'end' | 'reset';

interface Props {
  deck: Deck;
  snapshot: Snapshot;
  take: (step: Step) => void;
  give: (order: Order) => void;
  /** Something that cannot be undone: a dialog asks first. */
  ask: (what: Ask) => void;
}

/** One primary action, which follows the natural flow; everything else stays within reach. */
export function ControlBar({ deck, snapshot, take, give, ask }: Props) {
  const next = nextStep(deck, snapshot);
  const back = stepBack(deck, snapshot);
  return (
    <div class="controls" role="group" aria-label="Controls">
      <div class="controls-main">
        <button
          type="button"
          class="button back"
          disabled={back === null}
          onClick={() => back !== null && take(back)}
        >
          <kbd aria-hidden="true">←</kbd> Back
        </button>
        {next !== null && (
          <button type="button" class="button primary next" onClick={() => take(next)}>
            <span>
              {stepLabel(next)}
              {'slide' in next && <small dir="auto">{titleOf(next.slide)}</small>}
            </span>
            <kbd aria-hidden="true">→</kbd>
          </button>
        )}
      </div>
      <QuestionControls snapshot={snapshot} primary={next?.name ?? null} give={give} ask={ask} />
    </div>
  );
}

interface MoreProps extends Pick<Props, 'snapshot' | 'give' | 'ask'> {
  /** What the large button does already. */
  primary: Step['name'] | null;
}

function QuestionControls({ snapshot, primary, give, ask }: MoreProps) {
  const question = askedQuestion(snapshot);
  if (question === null) return null;
  const { id, phase, revealed } = question;
  const shown = isClosedForGood(snapshot);
  return (
    <div class="controls-more">
      {shown && (
        <p id={hintId} class="controls-hint soft" tabIndex={-1}>
          {closedForGood}
        </p>
      )}
      {!shown && primary !== 'open' && primary !== 'close' && (
        <Small
          label={phase === 'open' ? 'Close' : 'Open again'}
          shortcut="O"
          onPress={() => give(openOrClose(id, phase === 'open'))}
        />
      )}
      {primary !== 'reveal' && phase !== 'waiting' && (
        <Small
          label={revealed ? 'Hide results' : 'Show results'}
          shortcut="R"
          onPress={() => give(revealOrConceal(id, revealed))}
        />
      )}
      {canOfferAgain(question) && (
        <Small
          label="Ask again who stands by an early answer"
          onPress={() => give({ type: 'control', action: 'offer', question: id })}
        />
      )}
      {phase !== 'waiting' && <Small label="Reset" onPress={() => ask('reset')} />}
    </div>
  );
}

/** Some answered when too few had joined, and their phones could offer them to stand among those who are here now. */
function canOfferAgain({ phase, k, joined, joined_at_opening }: QuestionState): boolean {
  return phase === 'open' && k > 1 && joined_at_opening < k && joined >= k;
}

function Small(props: { label: string; shortcut?: string; onPress: () => void }) {
  return (
    <button type="button" class="button small" onClick={props.onPress}>
      {props.label}
      {props.shortcut !== undefined && <kbd aria-hidden="true">{props.shortcut}</kbd>}
    </button>
  );
}

const hintId = 'not-opened-again';

/** Who presses the key of a button that is not there is shown what stands in its place, and hears it read. */
export function pointAtHint(): void {
  document.getElementById(hintId)?.focus();
}

export function openOrClose(question: string, open: boolean): Order {
  return { type: 'control', action: open ? 'close' : 'open', question };
}

export function revealOrConceal(question: string, revealed: boolean): Order {
  return { type: 'control', action: revealed ? 'conceal' : 'reveal', question };
}
