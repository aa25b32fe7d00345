import type { EndsAfter, Links } from '@protocol/messages';
import { useState } from 'preact/hooks';
import type { Door } from '../staff/stage/join-screen';
import { doorLocked, isPassed, peopleHere } from '../staff/wording';
import { spokenCode } from '../shared/code';
import type { Order } from './orders';
import { endsByItself } from './wording';
import './room-panel.css';
import { QrCode } from '../staff/qr';

interface Props {
  door: Door;
  links: Links;
  present: number;
  /** Whose answers stand beside it. */
  answered: number;
  locked: boolean;
  endsAfter: EndsAfter | undefined;
  give: (order: Order) => void;
  onQr: () => void;
}

/** How people come in, and how many are here. */
export function RoomPanel({
  door,
  links,
  present,
  answered,
  locked,
  endsAfter,
  give,
  onQr,
}: Props) {
  const [copied, setCopied] = useState<string | null>(null);
  const copy = () => {
    writeToClipboard(door.join).then(
      () => setCopied('The join link is on your clipboard.'),
      () => setCopied(`This browser does not let a page copy. The link: ${door.join}`),
    );
  };
  return (
    <section class="panel room-panel" aria-label="How to join">
      <div class="room-code">
        <p class="soft">{door.address}</p>
        <p class="room-code-letters figures" translate={false}>
          {spokenCode(door.room.code)}
        </p>
        <p class="soft figures">
          {peopleHere(present)}
          {isPassed(present, answered) && ' at the last count'}
        </p>
      </div>
      <button type="button" class="room-qr" title="Join code, large, on this page" onClick={onQr}>
        <QrCode
          text={door.join}
          label="QR code that opens this room on a phone; press to enlarge"
        />
      </button>
      <p class="room-links">
        <button type="button" class="quiet" onClick={copy}>
          Copy the join link
        </button>
        {links.projector !== null && (
          <a class="quiet" href={links.projector} target="_blank" rel="noopener">
            Open the projector
          </a>
        )}
      </p>
      <p class="room-links">
        <button
          type="button"
          class="quiet"
          onClick={() => give({ type: 'control', action: locked ? 'unlock' : 'lock' })}
        >
          {locked ? 'Unlock the door' : 'Lock the door'}
        </button>
      </p>
      <p role="status" class="soft">
        {locked && `${doorLocked} Whoever was in before comes back in.`}
      </p>
      <p role="status" class="soft room-copied">
        {copied}
      </p>
      {endsAfter !== undefined && (
        <p class="soft room-ends">{endsByItself(endsAfter, new Date())}</p>
      )}
    </section>
  );
}

/** Browsers have no clipboard for pages that came by plain HTTP from another machine. */
async function writeToClipboard(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) throw new Error('no clipboard');
  await clipboard.writeText(text);
}
