import { useEffect, useRef, useState } from 'preact/hooks';
import { spokenCode } from '../../shared/code';
import { QrCode } from '../../staff/qr';
import { goTo } from '../place';
import type { KeptRoom, Shelf } from '../shelf/shelf';
import { editor as sayEditor, room as say } from '../words';
import { keptForNow } from './kept-for-now';
import './room-page.css';

/** A room's links, each with who may have it. */
export function RoomPage({ shelf, code }: { shelf: Shelf; code: string }) {
  const [room, setRoom] = useState<KeptRoom | 'none' | null>(null);
  useEffect(() => {
    void shelf.room(code).then((kept) => setRoom(kept ?? keptForNow.get(code) ?? 'none'));
  }, []);
  if (room === null) return null;
  if (room === 'none') return <NoRoom />;
  return <Links room={room} shared={shelf.shared} />;
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

function Links({ room, shared }: { room: KeptRoom; shared: boolean }) {
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
        {keptForNow.has(room.code) && <p class="faults">{say.notKept}</p>}
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
            <p>{shared ? say.facilitatorMeansShared : say.facilitatorMeans}</p>
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
