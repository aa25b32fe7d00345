import '../../shared/tokens.css';
import '../../shared/base.css';
import '../../participant/page.css';
import { keepingFor } from '../../participant/keeping';
import { RoomPage } from '../../participant/room-page';
import type { Cupboards } from '../../participant/storages';
import { startPageFrame } from './page-frame';

/** Nothing of a preview stays on the device. */
function forgetful(): Cupboards {
  const kept = new Map<string, string>();
  return {
    names: () => [...kept.keys()],
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => void kept.set(name, value),
    removeItem: (name) => void kept.delete(name),
  };
}

export function start(app: HTMLElement) {
  const keeping = keepingFor('PREVIEW2', { long: forgetful(), short: forgetful() });
  return startPageFrame(app, 'participant', () => (
    <RoomPage
      code="PREVIEW2"
      keeping={keeping}
      onLeave={() => undefined}
      onForget={() => undefined}
    />
  ));
}
