import type { Room } from '@protocol/messages';
import { spokenCode } from '../../shared/code';
import { QrCode } from '../qr';
import { anonymous, doorLocked, peopleHere } from '../wording';
import './join-screen.css';

export interface Door {
  room: Room;
  /** The whole address with the secret, for the QR code. */
  join: string;
  /** What people type: the host. */
  address: string;
}

interface Props {
  door: Door;
  present: number;
  locked: boolean;
  Heading: 'h1' | 'h2';
}

export function JoinScreen({ door, present, locked, Heading }: Props) {
  return (
    <div class="join">
      <div class="join-words">
        <Heading class="join-title" dir="auto">
          {door.room.title}
        </Heading>
        <p class="join-step">
          Open{' '}
          <strong class={door.address.length > 26 ? 'address long' : 'address'}>
            {door.address}
          </strong>
        </p>
        <p class="join-step">
          and type{' '}
          <strong class="join-code figures" translate={false}>
            {spokenCode(door.room.code)}
          </strong>
        </p>
        <p class="join-promise">{anonymous}</p>
        {locked && <p class="join-present">{doorLocked}</p>}
        <p class="join-present figures">{peopleHere(present)}</p>
      </div>
      <div class="join-qr">
        <QrCode text={door.join} label="QR code that opens this room on a phone" />
      </div>
    </div>
  );
}
