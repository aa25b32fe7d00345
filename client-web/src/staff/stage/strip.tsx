import { spokenCode } from '../../shared/code';
import { QrCode } from '../qr';
import type { Door } from './join-screen';
import { peopleHere } from '../wording';
import './strip.css';

interface Props {
  door: Door;
  /** Null where the figure would contradict another on the same screen. */
  present: number | null;
  phase: string | null;
  onQr?: () => void;
  onHelp?: () => void;
}

/** How to come in, always in the same place: people arrive late. */
export function Strip({ door, present, phase, onQr, onHelp }: Props) {
  const code = <QrCode text={door.join} label="QR code that opens this room on a phone" />;
  return (
    <footer class="strip">
      {onQr === undefined ? (
        <span class="strip-qr">{code}</span>
      ) : (
        <button type="button" class="strip-qr" title="QR code, large (Q)" onClick={onQr}>
          {code}
        </button>
      )}
      <p class="strip-join" translate={false}>
        <span>{door.address}</span>
        <strong class="figures">{spokenCode(door.room.code)}</strong>
      </p>
      {phase !== null && <p class="strip-phase">{phase}</p>}
      {present !== null && <p class="strip-present figures">{peopleHere(present)}</p>}
      {onHelp !== undefined && (
        <button
          type="button"
          class="strip-help"
          aria-label="Keys"
          title="Keys (?)"
          onClick={onHelp}
        >
          ?
        </button>
      )}
    </footer>
  );
}
