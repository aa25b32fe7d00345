import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Room } from '../store/room';
import { Dialog } from './dialog';
import { panels as say } from './wording';

export type PanelName = 'anonymity' | 'stored';
export interface PanelProps {
  /** Null before a room was entered; the panel about what it stores is not offered then. */
  room: Room | null;
  onForget?: () => void;
  onClose: () => void;
}

/** Fetched when they are asked for: few people open one, and what everybody's phone loads must be light. */
const fetches: Record<PanelName, () => Promise<ComponentType<PanelProps>>> = {
  anonymity: () => import('./anonymity-panel').then(({ AnonymityPanel }) => AnonymityPanel),
  stored: () => import('./stored-panel').then(({ StoredPanel }) => StoredPanel),
};

export function Panel({ name, room, onForget, onClose }: PanelProps & { name: PanelName }) {
  const [Fetched, setFetched] = useState<ComponentType<PanelProps> | null | 'lost'>(null);
  useEffect(() => {
    fetches[name]().then(
      (found) => setFetched(() => found),
      () => setFetched('lost'),
    );
  }, [name]);
  if (Fetched === null) return null;
  if (Fetched !== 'lost')
    return <Fetched room={room} onClose={onClose} {...(onForget && { onForget })} />;
  return (
    <Dialog title={say.lost} close={say.close} onClose={onClose}>
      <p>{say.lostMeans}</p>
    </Dialog>
  );
}
