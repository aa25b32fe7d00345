import type { QuestionState, Snapshot } from '@protocol/messages';
import { useEffect, useRef, useState } from 'preact/hooks';
import { dueAt, notClosing, pressedClose, secondsLeft, type Closing } from './closing';
import { stepOrder } from './next-step';
import type { Orders } from './orders';

interface Closes {
  state: Closing;
  secondsLeft: number;
  press: () => void;
  keepOpen: () => void;
  /** Ends the ten seconds; does nothing while they do not run. */
  now: () => void;
}

/** The two presses and ten seconds of `closing.ts`, for the question that is open now. */
export function useClosing(snapshot: Snapshot, give: Orders['give']): Closes {
  const [state, setState] = useState<Closing>(notClosing);
  const [, draw] = useState(0);
  const { question } = snapshot;
  const open = question?.phase === 'open' ? `${question.id}#${question.round}` : null;

  const latest = useRef(() => undefined as void);
  latest.current = () => {
    if (state.name === 'held' && question?.phase === 'open') {
      give(stepOrder({ name: 'close', question: question.id }));
    }
    setState(notClosing);
  };
  // A colleague closed it, or started it again: there is nothing left to close, nor to take back. Or the colleague led
  // the room away from it: what was said twice is done at once, as when one leaves oneself.
  const before = useRef(question);
  useEffect(() => {
    const left = before.current;
    before.current = question;
    if (state.name === 'held' && left !== null && isOpenElsewhere(snapshot, left))
      give(stepOrder({ name: 'close', question: left.id }));
    setState(notClosing);
  }, [open]);
  const due = dueAt(state);
  useEffect(() => {
    if (due === null) return;
    const counting = setInterval(() => draw((count) => count + 1), 250);
    const timer = setTimeout(() => latest.current(), due - performance.now());
    return () => {
      clearInterval(counting);
      clearTimeout(timer);
    };
  }, [due]);

  return {
    state,
    secondsLeft: secondsLeft(state, performance.now()),
    press: () => setState((before) => pressedClose(before, performance.now())),
    keepOpen: () => setState(notClosing),
    now: () => latest.current(),
  };
}

function isOpenElsewhere({ question, questions }: Snapshot, left: QuestionState): boolean {
  const now = questions?.find(({ id }) => id === left.id);
  return question?.id !== left.id && now?.phase === 'open' && now.round === left.round;
}
