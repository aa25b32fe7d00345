import { useEffect, useState } from 'preact/hooks';
import { openRoom, type Keeping, type Pass, type Room } from './room';
import { emptyView, type View } from './view';

/** A room for as long as the component lives, and its view, drawn anew whenever it changes. */
export function useRoom(
  pass: Pass,
  keeping?: Keeping,
  onForgotten?: (ticket: string | undefined) => void,
): { room: Room | null; view: View } {
  const [room, setRoom] = useState<Room | null>(null);
  const [view, setView] = useState(emptyView);
  const { role, code } = pass;
  const credential = pass.role === 'participant' ? pass.secret : pass.capability;

  useEffect(() => {
    const opened = openRoom(pass, keeping, onForgotten);
    setRoom(opened);
    setView(opened.store.view());
    const stop = opened.store.listen(() => setView(opened.store.view()));
    return () => {
      stop();
      opened.leave();
    };
    // A pass is its three values: a new object with the same ones is the same room.
  }, [role, code, credential]);

  return { room, view };
}
