import type { ContentSlide } from '@protocol/messages';
import type { ComponentType } from 'preact';
import { useFetched } from '../shared/use-fetched';
import type { Room } from '../store/room';
import { Dialog } from './dialog';
import { ForgetMe } from './forget-me';
import { forgetMe as sayForget, panels as say } from './wording';

export type PanelName = 'anonymity' | 'stored' | 'earlier';
export interface PanelProps {
  /** Null before a room was entered; the panel about what it stores is not offered then. */
  room: Room | null;
  onForget?: () => void;
  /** The content slides that were here before. */
  earlier?: readonly ContentSlide[];
  /** What somebody has chosen last before the warning of a slide. */
  warned?: (slide: string) => string | undefined;
  language?: string;
  onClose: () => void;
}

/** Fetched when they are asked for: few people open one. */
const fetches: Record<PanelName, () => Promise<ComponentType<PanelProps>>> = {
  anonymity: () => import('./anonymity-panel').then((found) => found.AnonymityPanel),
  stored: () => import('./stored-panel').then((found) => found.StoredPanel),
  earlier: () => import('./earlier-panel').then((found) => found.EarlierPanel),
};

export function Panel({ name, ...props }: PanelProps & { name: PanelName }) {
  const { part: Fetched, lost } = useFetched(fetches[name]);
  if (Fetched !== null) return <Fetched {...props} />;
  return lost ? (
    <Dialog title={say.lost} close={say.close} onClose={props.onClose}>
      <p>{say.lostMeans}</p>
      {/* Whoever comes next needs no line for it. */}
      {name === 'stored' && props.onForget && (
        <ForgetMe label={sayForget.onThisDevice} onForget={props.onForget} />
      )}
    </Dialog>
  ) : null;
}
