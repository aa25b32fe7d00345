import { JoinScreen, type Door } from './join-screen';
import { StageOverlay } from './stage-overlay';

interface Props {
  door: Door;
  present: number;
  locked: boolean;
  onClose: () => void;
}

/** The way in as large as it goes, over whatever is on the screen. */
export function JoinOverlay(props: Props) {
  return (
    <StageOverlay label="How to join" onClose={props.onClose}>
      <JoinScreen door={props.door} present={props.present} locked={props.locked} Heading="h2" />
    </StageOverlay>
  );
}
