import { useEffect } from 'preact/hooks';
import { productName } from '../shared/product';
import type { StaffPass } from '../store/room';
import { useRoom } from '../store/use-room';
import { doorOf } from './door';
import { watchLine } from './watch-line';

/** The room that a capability opens, how people come into it, and its title in the tab. */
export function useStaffRoom(pass: StaffPass, before = '') {
  const { room, view } = useRoom(pass);
  useEffect(() => (room === null ? undefined : watchLine(room)), [room]);
  const door = doorOf(view);
  const title = door?.room.title;
  useEffect(() => {
    document.title = title === undefined ? productName : `${before}${title} · ${productName}`;
  }, [title]);
  return { room, view, door };
}
