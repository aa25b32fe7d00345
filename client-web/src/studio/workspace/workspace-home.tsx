import { useEffect, useState } from 'preact/hooks';
import { Confirm } from '../../staff/confirm';
import { spokenCode } from '../../shared/code';
import { BeginSections, useBegin } from '../home/begin-sections';
import { dateOf, Remove } from '../home/home-page';
import '../home/home-page.css';
import { browserShelf } from '../shelf/browser-shelf';
import type { DeckEntry } from '../shelf/shelf';
import type { Begun } from '../studio-page';
import { editor as sayEditor, home as sayHome, workspace as say } from '../words';
import { LinksSection } from './links-section';
import { PlaceLink } from './place-link';
import { useRoomStates } from './room-states';
import { UnsentSection } from './unsent-section';
import { decksOf, roomFrom, roomsOf, type Entry, type Opened, type Workspace } from './workspace';
import type { WorkspaceShelf } from './workspace-shelf';

interface Props {
  workspace: Workspace;
  opened: Opened;
  shelf: WorkspaceShelf;
  refresh: () => Promise<void>;
  onBegin: (begun: Begun) => void;
}

/** A workspace's first page: its decks, its rooms, and who has a link. */
export function WorkspaceHome({ workspace, opened, shelf, refresh, onBegin }: Props) {
  const { name } = opened.keys.about;
  const mayEdit = opened.right === 'edit';
  const begin = useBegin(shelf, onBegin, null);
  const [told, tell] = useState('');
  useEffect(() => {
    document.title = `${name} · Candour`;
  }, [name]);
  const copy = () => {
    const link = `${window.location.origin}/w/${workspace.link.id}#${workspace.link.capability}`;
    // Browsers have no clipboard for pages that came by plain HTTP from another machine.
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const copying = clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => tell(say.copied),
      () => tell(say.notCopied),
    );
  };
  return (
    <div class="studio-page" {...(mayEdit && begin.drop)}>
      <header>
        <h1 dir="auto">{name}</h1>
        <p>{mayEdit ? say.intro : say.introLook}</p>
        <p class="form-hint">{say.keepLink}</p>
        <div class="ways">
          <button type="button" class="button" onClick={copy}>
            {say.copyLink}
          </button>
          <a class="button" href="/studio">
            {say.studio}
          </a>
        </div>
        <p role="status">{told}</p>
        {opened.unreadable > 0 && <p class="faults">{say.unreadable(opened.unreadable)}</p>}
      </header>
      <main>
        {mayEdit && <UnsentSection shelf={shelf} opened={opened} />}
        <Decks workspace={workspace} opened={opened} refresh={refresh} tell={tell} />
        <Rooms workspace={workspace} opened={opened} refresh={refresh} tell={tell} />
        {mayEdit && (
          <>
            <BeginSections begin={begin} />
            <Bring shelf={shelf} refresh={refresh} tell={tell} />
            <LinksSection workspace={workspace} opened={opened} refresh={refresh} />
          </>
        )}
        <p class="form-hint figures">
          {say.used(megabytes(opened.bytes), megabytes(opened.bytesAllowed))}
        </p>
      </main>
    </div>
  );
}

const megabytes = (bytes: number) => `${(bytes / 1_000_000).toFixed(1)} MB`;

interface List {
  workspace: Workspace;
  opened: Opened;
  refresh: () => Promise<void>;
  tell: (sentence: string) => void;
}

async function erase({ workspace, refresh, tell }: List, entry: Entry): Promise<void> {
  const erased = await workspace.erase(entry);
  if (erased.type === 'no_line') tell(say.notDeleted);
  else tell(erased.type === 'refused' ? erased.sentence : '');
  await refresh();
}

function Decks(list: List) {
  const { opened } = list;
  const [asked, setAsked] = useState<Entry | null>(null);
  const decks = decksOf(opened);
  return (
    <section aria-label={say.decks}>
      <h2>{say.decks}</h2>
      {decks.length === 0 && <p class="form-hint">{say.noDecks}</p>}
      <ul class="kept-list">
        {decks.map((deck) => {
          const { id, label } = deck;
          const title = label.title === '' ? sayEditor.untitledDeck : label.title;
          return (
            <li key={id}>
              <PlaceLink place={{ name: 'deck', id }}>{title}</PlaceLink>
              <span class="form-hint figures">
                {sayHome.slides(label.slides)} · {dateOf(label.changed)}
              </span>
              <PlaceLink place={{ name: 'versions', id }} label={say.versionsOf(title)}>
                {say.versions}
              </PlaceLink>
              {opened.right === 'edit' && (
                <Remove
                  label={sayHome.remove(title)}
                  words={sayEditor.remove}
                  onPress={() => setAsked(deck)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {asked !== null && (
        <Confirm
          title={sayHome.removeTitle}
          means={say.deleteDeckMeans}
          yes={sayEditor.remove}
          onYes={() => void erase(list, asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Rooms(list: List) {
  const { opened } = list;
  const [asked, setAsked] = useState<Entry | null>(null);
  const rooms = roomsOf(opened);
  const states = useRoomStates(rooms.map(({ label }) => label.code));
  return (
    <section aria-label={say.rooms}>
      <h2>{say.rooms}</h2>
      {rooms.length === 0 && <p class="form-hint">{say.noRooms}</p>}
      <ul class="kept-list">
        {rooms.map((entry) => {
          const { code, title, links, opened: date } = roomFrom(opened.keys, entry);
          const state = states.get(code) ?? 'unknown';
          return (
            <li key={entry.id}>
              <PlaceLink place={{ name: 'room', id: code }}>{title}</PlaceLink>
              <span class="form-hint figures">
                {[spokenCode(code), dateOf(date), say.roomState[state]].filter(Boolean).join(' · ')}
              </span>
              {links.facilitator !== '' && state !== 'gone' && (
                <a href={links.facilitator} target="_blank" rel="noopener">
                  {state === 'ended' ? say.report : sayHome.desk}
                </a>
              )}
              {opened.right === 'edit' && (
                <Remove
                  label={say.deleteRoom(title)}
                  words={sayEditor.remove}
                  onPress={() => setAsked(entry)}
                />
              )}
            </li>
          );
        })}
      </ul>
      {asked !== null && (
        <Confirm
          title={say.deleteRoomTitle}
          means={say.deleteRoomMeans}
          yes={sayEditor.remove}
          onYes={() => void erase(list, asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

/** Decks that were built before there was a workspace. */
function Bring(props: {
  shelf: WorkspaceShelf;
  refresh: () => Promise<void>;
  tell: (sentence: string) => void;
}) {
  const { shelf, refresh, tell } = props;
  const [decks, setDecks] = useState<readonly DeckEntry[]>([]);
  useEffect(() => void browserShelf().decks().then(setDecks), []);
  if (decks.length === 0) return null;
  const bring = async ({ id, title }: DeckEntry) => {
    const kept = await browserShelf().deck(id);
    if (kept === null) return;
    const saved = await shelf.save(shelf.newId(), kept.deck, 0);
    await refresh();
    if (saved.type === 'saved') tell(say.brought(title));
    else tell(saved.type === 'refused' ? saved.sentence : say.noLine);
  };
  return (
    <details class="bring">
      <summary>{say.bring}</summary>
      <p class="form-hint">{say.bringMeans}</p>
      <ul class="kept-list">
        {decks.map((deck) => (
          <li key={deck.id}>
            <span dir="auto">{deck.title === '' ? sayEditor.untitledDeck : deck.title}</span>
            <Remove
              label={say.bringOne(deck.title)}
              words={say.copyHere}
              onPress={() => void bring(deck)}
            />
          </li>
        ))}
      </ul>
    </details>
  );
}
