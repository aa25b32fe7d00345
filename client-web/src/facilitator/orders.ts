/** What a facilitator tells the room, and what became of it. */
import { useCallback, useState } from 'preact/hooks';
import type { Question } from '../connection/connection';
import type { Room } from '../store/room';

/** A control message without its id. */
export type Order = Extract<Question, { type: 'control' }>;

export interface Orders {
  give: (order: Order) => void;
  /** Why the last order was not done; null when it was, or is on its way. */
  notice: string | null;
  dismiss: () => void;
}

export function useOrders(room: Room | null): Orders {
  const [notice, setNotice] = useState<string | null>(null);
  const give = useCallback(
    (order: Order) => {
      if (room === null) return;
      setNotice(null);
      void room.ask(order).then((reply) => {
        if (reply.type === 'refusal')
          setNotice(`Not done. ${reply.message} ${reply.allowed}`.trim());
        if (reply.type === 'lost') {
          setNotice(
            'The line broke before the server answered. Look whether it was done once the line is back.',
          );
        }
      });
    },
    [room],
  );
  return { give, notice, dismiss: () => setNotice(null) };
}
