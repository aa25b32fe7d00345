import { JoinScreen, type Door } from './join-screen';
import { StageOverlay } from './stage-overlay';

/** The way in as large as it goes, over whatever is on the screen. */
export function JoinOverlay(props: { door: Door; present: number; onClose: () => void }) {
  return (
    <StageOverlay label="How to join" onClose={props.onClose}>
      <JoinScreen door={props.door} present={props.present} Heading="h2" />
    </StageOverlay>
  );
}
