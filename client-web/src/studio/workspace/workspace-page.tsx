import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { sameDeck } from '../../deck/compare';
import { browserDice } from '../../deck/ids';
import { EditorPage } from '../editor/editor-page';
import { usePlace } from '../place';
import { RoomPage } from '../room/room-page';
import { useForgetBegun, type Begun } from '../studio-page';
import { home as sayHome, workspace as say } from '../words';
import { DeckView } from './deck-view';
import { browserDrafts } from './drafts';
import { rememberWorkspace } from './known';
import { VersionsPage } from './versions-page';
import type { Trouble } from './wire';
import { Workspace, type Opened, type WorkspaceLink } from './workspace';
import { WorkspaceHome } from './workspace-home';
import { WorkspaceShelf } from './workspace-shelf';
import './workspace.css';

/** Somebody else's changes show this often; and after it a browser seals nothing more by keys from before a revoking. */
const refreshEvery_ms = 60_000;

/** Everything under `/w/`. */
export function WorkspacePage({ link }: { link: WorkspaceLink | null }) {
  useEffect(() => {
    document.title = `${say.title} · Candour`;
  }, []);
  return link === null ? <Closed sentence={say.notWhole} /> : <Found link={link} />;
}

function Closed({ sentence, again }: { sentence: string; again?: () => void }) {
  return (
    <main class="studio-page">
      <h1>{say.closedTitle}</h1>
      <p role="alert">{sentence}</p>
      <div class="ways">
        {again !== undefined && (
          <button type="button" class="button primary" onClick={again}>
            {say.again}
          </button>
        )}
        <a class="button" href="/studio">
          {say.studio}
        </a>
      </div>
    </main>
  );
}

function Found({ link }: { link: WorkspaceLink }) {
  const workspace = useMemo(() => new Workspace(link, browserDice), [link.id, link.capability]);
  const { opened, trouble, read } = useOpened(workspace);
  const place = usePlace();
  // Of a link that was revoked the page closes; but an editor stays, with what was typed into it.
  const isOver = trouble?.type === 'refused' && trouble.code === 'workspace_not_found';
  if (opened !== null && (!isOver || place.name === 'deck'))
    return <Inside workspace={workspace} opened={opened} refresh={read} />;
  if (trouble === null)
    return (
      <main class="studio-page">
        <p role="status">{say.opening}</p>
      </main>
    );
  if (trouble.type === 'no_line') return <Closed sentence={say.noLine} again={() => void read()} />;
  return <Closed sentence={trouble.sentence} again={() => void read()} />;
}

function useOpened(workspace: Workspace) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const read = async (): Promise<void> => {
    const answer = await workspace.open();
    if (answer.type === 'answered') {
      // First, so that whoever sees the workspace finds its link again.
      const { name } = answer.value.keys.about;
      await rememberWorkspace({ ...workspace.link, name, opened: Date.now() });
      setOpened(answer.value);
      return setTrouble(null);
    }
    setTrouble(answer);
  };
  useEffect(() => {
    void read();
    const timer = window.setInterval(() => void read(), refreshEvery_ms);
    return () => window.clearInterval(timer);
  }, [workspace]);
  return { opened, trouble, read };
}

interface Inside {
  workspace: Workspace;
  opened: Opened;
  refresh: () => Promise<void>;
}

function Inside({ workspace, opened, refresh }: Inside) {
  const place = usePlace();
  const [begun, setBegun] = useState<Begun | null>(null);
  useForgetBegun(place, begun, setBegun);
  const latest = useRef(opened);
  latest.current = opened;
  const shelf = useMemo(
    () => new WorkspaceShelf(workspace, () => latest.current, browserDrafts(), refresh),
    [workspace],
  );
  // What one has just done shows in the list at once.
  const isHome = place.name === 'home';
  const first = useRef(true);
  useEffect(() => {
    if (!first.current && isHome) void refresh();
    first.current = false;
  }, [isHome]);
  switch (place.name) {
    case 'home':
      return (
        <WorkspaceHome
          workspace={workspace}
          opened={opened}
          shelf={shelf}
          refresh={refresh}
          onBegin={setBegun}
        />
      );
    case 'room':
      return <RoomPage key={place.turn} shelf={shelf} code={place.id} />;
    case 'versions':
      return <VersionsPage key={place.turn} workspace={workspace} opened={opened} id={place.id} />;
    case 'deck':
      return (
        <OpenDeck
          key={place.turn}
          shelf={shelf}
          id={place.id}
          begun={begun}
          mayEdit={opened.right === 'edit'}
        />
      );
  }
}

function OpenDeck(props: {
  shelf: WorkspaceShelf;
  id: string;
  begun: Begun | null;
  mayEdit: boolean;
}) {
  const { shelf, id, begun, mayEdit } = props;
  const [found, setFound] = useState<Begun | 'none' | null>(begun?.kept.id === id ? begun : null);
  const look = () => {
    setFound(null);
    void readDeck(shelf, id, mayEdit).then((read) => setFound(read ?? 'none'));
  };
  useEffect(() => {
    if (found === null) look();
  }, []);
  if (found === null)
    return (
      <main class="studio-page">
        <p role="status">{sayHome.reading}</p>
      </main>
    );
  if (found === 'none') return <Closed sentence={say.noDeck} again={look} />;
  return mayEdit ? <EditorPage shelf={shelf} begun={found} /> : <DeckView deck={found.kept.deck} />;
}

/** With what this browser had typed and not yet brought there. */
async function readDeck(
  shelf: WorkspaceShelf,
  id: string,
  mayEdit: boolean,
): Promise<Begun | null> {
  // The draft second: what is on its way when one comes back is not news once it has arrived.
  const kept = await shelf.deck(id);
  const draft = mayEdit ? await shelf.draft(id) : null;
  const isNews = draft !== null && (kept === null || !sameDeck(draft.deck, kept.deck));
  if (isNews)
    return {
      kept: { id, revision: draft.from, changed: Date.now(), deck: draft.deck },
      remarks: [],
      unsaved: true,
    };
  if (kept === null) return null;
  if (draft !== null) await shelf.forgetArrived(id, kept.deck);
  return { kept, remarks: [] };
}
