/** The pages of a question's texts: the tally has the first, a desk asks for the others. */
import type { FreeTextTally, Tally } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import type { Room } from '../store/room';

export interface TextPages {
  /** What is on the page that is shown. */
  tally: FreeTextTally;
  /** How many texts stand on the pages before it. */
  from: number;
  total: number;
  /** To the page before; null on the first. */
  before: (() => void) | null;
  /** To the next; null on the last. */
  next: (() => void) | null;
  /** Why the first page is shown again, or null. */
  trouble: string | null;
}

interface Page {
  from: number;
  tally: FreeTextTally;
}

/**
 * Pages are asked for by how many texts stand before them, so one that is shown stays while new texts come. With each
 * `revision` it is asked for anew: a colleague may have hidden one of its texts. Null where there is but one page.
 */
export function useTextPages(
  question: string,
  whole: Tally,
  revision: number,
  ask: Room['ask'],
): TextPages | null {
  /** Where the pages begin that were turned to get here, the one that is wanted last. */
  const [turned, setTurned] = useState<readonly number[]>([]);
  const [page, setPage] = useState<Page | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const wanted = turned[turned.length - 1] ?? 0;

  useEffect(() => {
    if (wanted === 0) {
      setPage(null);
      return;
    }
    let isWanted = true;
    void ask({ type: 'texts', question, from: wanted }).then((reply) => {
      if (!isWanted) return;
      if (reply.type === 'texts' && reply.tally.texts.length > 0) return setPage(reply);
      setTurned([]);
      setTrouble(reply.type === 'refusal' ? reply.message : whyFirst[reply.type]);
    });
    return () => {
      isWanted = false;
    };
  }, [wanted, revision]);

  if (whole.kind !== 'free_text') return null;
  const shown = page ?? { from: 0, tally: whole };
  const end = shown.from + shown.tally.texts.length;
  if (shown.from === 0 && shown.tally.more === 0) return null;
  const turn = (to: readonly number[]) => () => {
    setTrouble(null);
    // While a page is on its way, another press would turn from a page that nobody has seen.
    if (shown.from === wanted) setTurned(to);
  };
  return {
    tally: shown.tally,
    from: shown.from,
    total: end + shown.tally.more,
    before: shown.from === 0 ? null : turn(turned.slice(0, -1)),
    next: shown.tally.more === 0 ? null : turn([...turned, end]),
    trouble,
  };
}

const lost = 'The line broke before the page came. These are the first again.';
const whyFirst = {
  lost,
  ack: lost,
  mine: lost,
  texts: 'The texts of that page were taken back. These are the first again.',
};
