/** What a press on the desk does: at once, after a second press, later, or nothing because it came too soon. */
import type { Snapshot } from '@protocol/messages';
import { useState } from 'preact/hooks';
import type { Closing } from './closing';
import { closesForGood, stepOrder, type Step } from './next-step';
import type { Order, Orders } from './orders';
import { isTooSoon } from './press-guard';
import { useClosing } from './use-closing';
import { useLastChange } from './use-last-change';

export interface Driving {
  /** A step of the natural flow, or a small button that opens, closes or shows. */
  take: (step: Step) => void;
  /** Straight to a slide. */
  goTo: (slide: string | null) => void;
  /** As `take`, for what is no step. */
  toggle: (order: Order) => void;
  closing: Closing;
  secondsLeft: number;
  keepOpen: () => void;
  closeNow: () => void;
  /** The room has just changed: presses are ignored for a moment. */
  resting: boolean;
  /** The last press was ignored. */
  ignored: boolean;
}

export function useDriving(snapshot: Snapshot, give: Orders['give']): Driving {
  const [ignored, setIgnored] = useState(false);
  const { change, resting } = useLastChange(snapshot);
  const closing = useClosing(snapshot, give);

  const unlessTooSoon = (press: Step['name'], act: () => void) => {
    const tooSoon = isTooSoon(change(), press, performance.now());
    setIgnored(tooSoon);
    if (!tooSoon) act();
  };
  // Whoever said “close” and then goes elsewhere is not thought to have changed their mind.
  const leave = (order: Order) => {
    closing.now();
    give(order);
  };
  return {
    take: (step) => {
      // A clicker pressed once too often, while the ten seconds run.
      if (closing.state.name === 'held' && step.name === 'close') return setIgnored(true);
      unlessTooSoon(step.name, () => {
        if (step.name === 'close' && closesForGood(snapshot)) closing.press();
        else leave(stepOrder(step));
      });
    },
    goTo: (slide) => leave({ type: 'control', action: 'go_to', slide }),
    // To hide what has just come up is never too soon.
    toggle: (order) =>
      order.action === 'conceal' ? give(order) : unlessTooSoon('reveal', () => give(order)),
    closing: closing.state,
    secondsLeft: closing.secondsLeft,
    keepOpen: closing.keepOpen,
    closeNow: closing.now,
    resting,
    ignored: ignored && (resting || closing.state.name === 'held'),
  };
}
