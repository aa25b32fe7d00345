import { useEffect, useState } from 'preact/hooks';
import type { Deck } from '../../deck/model';
import { Confirm } from '../../staff/confirm';
import { DeckDifferences } from '../compare/deck-differences';
import { dateOf } from '../home/home-page';
import { goTo } from '../place';
import { versions as say, workspace as sayWorkspace } from '../words';
import type { Answer } from './wire';
import type { Entry, Opened, Workspace } from './workspace';

interface Props {
  workspace: Workspace;
  opened: Opened;
  id: string;
}

/** A deck's versions: each can be compared with the newest, and restored. */
export function VersionsPage({ workspace, opened, id }: Props) {
  const { entries, trouble, told, compared, compare, restore } = useVersions(workspace, opened, id);
  const [asked, setAsked] = useState<number | null>(null);
  const newest = entries?.[0];
  const title = newest?.label.title ?? '';
  useEffect(() => {
    document.title = `${sayWorkspace.versionsOf(title)} · Candour`;
  }, [title]);
  return (
    <div class="studio-page">
      <header>
        <button type="button" class="quiet" onClick={() => goTo({ name: 'home' })}>
          {sayWorkspace.toWorkspace}
        </button>
        <h1 dir="auto">{sayWorkspace.versionsOf(title)}</h1>
        <p>{say.intro}</p>
        <p role="status">{told}</p>
        <p class="faults" role="alert">
          {trouble}
        </p>
      </header>
      <main>
        {entries?.length === 1 && <p>{say.only}</p>}
        <ol class="kept-list versions">
          {(entries ?? []).map((entry, i) => (
            <li key={entry.revision}>
              <span class="figures">
                {dateOf(changedAt(entry))}
                {i === 0 && ` · ${say.now}`}
              </span>
              {i > 0 && (
                <>
                  <button type="button" class="quiet" onClick={() => void compare(entry.revision)}>
                    {say.compare}
                  </button>
                  {opened.right === 'edit' && (
                    <button type="button" class="quiet" onClick={() => setAsked(entry.revision)}>
                      {say.restore}
                    </button>
                  )}
                </>
              )}
            </li>
          ))}
        </ol>
        {compared !== null && (
          <section aria-label={say.compared}>
            <h2>{say.compared}</h2>
            <DeckDifferences
              left={compared.then}
              right={compared.now}
              names={[dateOf(compared.changed), say.now]}
            />
          </section>
        )}
      </main>
      {asked !== null && (
        <Confirm
          title={say.restoreTitle}
          means={say.restoreMeans}
          yes={say.restore}
          onYes={() => void restore(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </div>
  );
}

const changedAt = ({ label }: Entry): number => (label.kind === 'deck' ? label.changed : 0);

function useVersions(workspace: Workspace, opened: Opened, id: string) {
  const [entries, setEntries] = useState<readonly Entry[] | null>(null);
  const [trouble, setTrouble] = useState('');
  const [told, tell] = useState('');
  const [compared, setCompared] = useState<{ then: Deck; now: Deck; changed: number } | null>(null);

  /** The value; or null, and the trouble is said. */
  const valueOf = async <T,>(asking: Promise<Answer<T>>): Promise<T | null> => {
    setTrouble('');
    const answer = await asking;
    if (answer.type === 'answered') return answer.value;
    setTrouble(answer.type === 'no_line' ? sayWorkspace.noLine : answer.sentence);
    return null;
  };
  const read = async () => setEntries(await valueOf(workspace.versions(opened, id)));
  const compare = async (revision: number) => {
    const then = await valueOf(workspace.readDeck(opened, id, revision));
    const now = await valueOf(workspace.readDeck(opened, id));
    if (then !== null && now !== null)
      setCompared({ then: then.deck, now: now.deck, changed: then.changed });
  };
  const restore = async (revision: number) => {
    const then = await valueOf(workspace.readDeck(opened, id, revision));
    const newest = entries?.[0];
    if (then === null || newest === undefined) return;
    const content = { deck: then.deck, changed: Date.now() };
    const written = await valueOf(workspace.writeDeck(opened, id, content, newest.revision, true));
    if (written !== null) tell(say.restored);
    setCompared(null);
    await read();
  };
  useEffect(() => void read(), []);
  return { entries, trouble, told, compared, compare, restore };
}
