import { useEffect, useRef, useState } from 'preact/hooks';
import { spokenCode } from '../../shared/code';
import { QrCode } from '../../staff/qr';
import { goTo } from '../place';
import { browserShelf } from '../shelf/browser-shelf';
import type { KeptRoom, Shelf } from '../shelf/shelf';
import { editor as sayEditor, room as say } from '../words';
import { keptForNow } from './kept-for-now';
import './room-page.css';

/** Whether it lies where it belongs, or, for want of a line, in this browser or nowhere. */
type Place = 'shelf' | 'browser' | 'nowhere';
interface Found {
  room: KeptRoom;
  place: Place;
}

/** A room's links, each with who may have it. */
export function RoomPage({ shelf, code }: { shelf: Shelf; code: string }) {
  const [found, setFound] = useState<Found | 'none' | null>(null);
  useEffect(() => {
    void find(shelf, code).then((room) => setFound(room ?? 'none'));
  }, []);
  if (found === null) return null;
  if (found === 'none') return <NoRoom />;
  return <Links {...found} shared={shelf.shared} />;
}

async function find(shelf: Shelf, code: string): Promise<Found | null> {
  const kept = await shelf.room(code);
  if (kept !== null) return { room: kept, place: 'shelf' };
  const own = shelf.shared ? await browserShelf().room(code) : null;
  if (own !== null) return { room: own, place: 'browser' };
  const now = keptForNow.get(code);
  return now === undefined ? null : { room: now, place: 'nowhere' };
}

function meansOf(place: Place, shared: boolean): string {
  if (place === 'nowhere') return say.facilitatorMeansAlone;
  return place === 'shelf' && shared ? say.facilitatorMeansShared : say.facilitatorMeans;
}

function NoRoom() {
  return (
    <main class="studio-page">
      <h1>{say.gone}</h1>
      <p>{say.goneMeans}</p>
      <button type="button" class="button" onClick={() => goTo({ name: 'home' })}>
        {sayEditor.back}
      </button>
    </main>
  );
}

function Links({ room, place, shared }: Found & { shared: boolean }) {
  const heading = useRef<HTMLHeadingElement>(null);
  const [told, tell] = useState('');
  const { links } = room;
  useEffect(() => {
    document.title = `${say.title}: ${room.title} · Candour`;
    heading.current?.focus();
  }, []);
  const copy = (link: string) => {
    writeToClipboard(link).then(
      () => tell(say.copied),
      () => tell(say.notCopied),
    );
  };
  return (
    <main class="studio-page room-opened">
      <header>
        <h1 ref={heading} tabIndex={-1}>
          {say.title}
        </h1>
        <p dir="auto">{room.title}</p>
        {place === 'browser' && <p class="faults">{say.keptHereAlone}</p>}
        {place === 'nowhere' && <p class="faults">{shared ? say.notKeptShared : say.notKept}</p>}
      </header>
      <section class="room-way-in" aria-label={say.join}>
        <div class="room-qr-code">
          <QrCode text={links.join} label={say.qr} />
        </div>
        <div>
          <h2>{say.join}</h2>
          <p>{say.joinMeans}</p>
          <Link link={links.join} name={say.join} copy={copy} />
          <p>
            {say.code} {say.at} <b>{new URL(links.join).host}</b>
          </p>
          <p class="room-opened-code figures">{spokenCode(room.code)}</p>
        </div>
      </section>
      <section aria-label={say.facilitator}>
        <h2>{say.facilitator}</h2>
        {links.facilitator === '' ? (
          <p>{say.facilitatorNotYours}</p>
        ) : (
          <>
            <p>{meansOf(place, shared)}</p>
            <p>
              <a class="button primary" href={links.facilitator} target="_blank" rel="noopener">
                {say.desk}
              </a>
            </p>
            <Link link={links.facilitator} name={say.facilitator} copy={copy} />
          </>
        )}
      </section>
      <section aria-label={say.projector}>
        <h2>{say.projector}</h2>
        <p>{say.projectorMeans}</p>
        <Link link={links.projector} name={say.projector} copy={copy} />
      </section>
      <p role="status">{told}</p>
      <nav class="ways">
        <button type="button" class="quiet" onClick={() => goTo({ name: 'deck', id: room.deck })}>
          {say.back}
        </button>
        <button type="button" class="quiet" onClick={() => goTo({ name: 'home' })}>
          {sayEditor.back}
        </button>
      </nav>
    </main>
  );
}

function Link(props: { link: string; name: string; copy: (link: string) => void }) {
  const { link, name, copy } = props;
  return (
    <div class="room-link">
      <a href={link} target="_blank" rel="noopener">
        {link}
      </a>
      <button
        type="button"
        class="button"
        aria-label={say.copyName(name)}
        onClick={() => copy(link)}
      >
        {say.copy}
      </button>
    </div>
  );
}

/** Browsers have no clipboard for pages that came by plain HTTP from another machine. */
async function writeToClipboard(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) throw new Error('no clipboard');
  await clipboard.writeText(text);
}
