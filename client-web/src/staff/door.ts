import type { View } from '../store/view';
import type { Door } from './stage/join-screen';

/** How people come in, from what the server said at welcome. */
export function doorOf({ welcome }: View): Door | null {
  if (welcome === null || welcome.role === 'participant') return null;
  const { origin, host } = window.location;
  return { room: welcome.room, join: origin + welcome.links.join, address: host };
}
