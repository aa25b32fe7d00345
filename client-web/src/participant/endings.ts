/** Why this page is not in the room any more, or cannot be, in words. */
import type { EndReason } from '../connection/close-codes';
import { room as say } from './wording';
import type { View } from '../store/view';

export interface Ending {
  title: string;
  means: string;
  /** Whether the phone forgets ticket and drafts of this room. */
  forget: boolean;
  otherCode: boolean;
}

const byReason: Record<EndReason, Ending> = {
  room_ended: { title: say.ended, means: say.endedThanks, forget: true, otherCode: false },
  room_gone: { title: say.gone, means: say.goneMeans, forget: true, otherCode: true },
  done: { title: say.turnedAway, means: say.reload, forget: false, otherCode: true },
  hello_refused: { title: say.turnedAway, means: say.goneMeans, forget: false, otherCode: true },
  refused_too_often: {
    title: say.refusedTooOften,
    means: say.reload,
    forget: false,
    otherCode: false,
  },
};

/** `wasHere`: before this page was loaded. Who was never in the room has nothing to be thanked for. */
export function endingOf(view: View, wasHere: boolean): Ending | null {
  if (view.snapshot?.phase === 'ended') return byReason.room_ended;
  if (view.line.name !== 'ended') return null;
  const ending = byReason[view.line.reason];
  if (ending.title === say.ended && !wasHere && view.welcome === null)
    return { ...ending, means: say.endedBefore, otherCode: true };
  // The server's own sentence knows better than we do why it refused us.
  return view.turnedAway && view.line.reason === 'hello_refused'
    ? { ...ending, means: view.turnedAway.message }
    : ending;
}
