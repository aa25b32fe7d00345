import type { Deck, QuestionState, Snapshot } from '@protocol/messages';
import { askedQuestion } from './asked';
import { isClosedForGood, nextStep, stepBack, type Step } from './next-step';
import type { Order } from './orders';
import type { Driving } from './use-driving';
import { closedForGood, stepLabel, titleOf } from './wording';
import './control-bar.css';

export type Ask = 'end' | 'reset';

interface Props {
  deck: Deck;
  snapshot: Snapshot;
  driving: Driving;
  take: (step: Step) => void;
  give: (order: Order) => void;
  /** Something that cannot be undone: a dialog asks first. */
  ask: (what: Ask) => void;
}

/** One primary action, which follows the natural flow; everything else stays within reach. */
export function ControlBar(props: Props) {
  const { deck, snapshot, driving, take } = props;
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
        {driving.closing.name === 'held' ? (
          <TakeBack driving={driving} />
        ) : (
          next !== null && (
            <NextButton next={next} snapshot={snapshot} driving={driving} take={take} />
          )
        )}
      </div>
      <QuestionControls {...props} primary={next?.name ?? null} />
    </div>
  );
}

function NextButton(props: Pick<Props, 'snapshot' | 'driving' | 'take'> & { next: Step }) {
  const { next, snapshot, driving, take } = props;
  return (
    <button
      type="button"
      class={`button primary next ${driving.closing.name}`}
      aria-disabled={driving.resting ? 'true' : undefined}
      onClick={() => take(next)}
    >
      <span>
        {stepLabel(next, driving.closing, snapshot)}
        {'slide' in next && <small dir="auto">{titleOf(next.slide)}</small>}
      </span>
      <kbd aria-hidden="true">→</kbd>
    </button>
  );
}

/** In the place of the large button, which has been pressed: for ten seconds it takes the press back. */
function TakeBack({ driving }: { driving: Driving }) {
  return (
    <>
      <button type="button" class="button primary next" onClick={driving.keepOpen}>
        <span>
          Keep it open
          <small class="figures" aria-hidden="true">
            It closes in {driving.secondsLeft} s
          </small>
        </span>
        <kbd aria-hidden="true">O</kbd>
      </button>
      <button type="button" class="button" onClick={driving.closeNow}>
        Close it now
      </button>
    </>
  );
}

interface MoreProps extends Pick<Props, 'snapshot' | 'driving' | 'give' | 'ask'> {
  /** What the large button does already. */
  primary: Step['name'] | null;
}

function QuestionControls({ snapshot, driving, primary, give, ask }: MoreProps) {
  const question = askedQuestion(snapshot);
  if (question === null) return null;
  const { id, phase, revealed } = question;
  const shown = isClosedForGood(snapshot);
  // What nobody ever gets to see is not offered.
  const hasResults = phase !== 'waiting' && snapshot.withheld !== 'too_few';
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
          onPress={() => driving.take({ name: phase === 'open' ? 'close' : 'open', question: id })}
        />
      )}
      {primary !== 'reveal' && hasResults && (
        <Small
          label={revealed ? 'Hide results' : 'Show results'}
          shortcut="R"
          onPress={() => driving.toggle(revealOrConceal(id, revealed))}
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

export function revealOrConceal(question: string, revealed: boolean): Order {
  return { type: 'control', action: revealed ? 'conceal' : 'reveal', question };
}
