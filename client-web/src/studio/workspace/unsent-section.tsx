import { useEffect, useState } from 'preact/hooks';
import { dateOf } from '../home/home-page';
import { editor as sayEditor, home as sayHome, unsent as say } from '../words';
import type { Unsent } from './drafts';
import { PlaceLink } from './place-link';
import type { Opened } from './workspace';
import type { WorkspaceShelf } from './workspace-shelf';

interface Props {
  shelf: Pick<WorkspaceShelf, 'unsent'>;
  /** Read anew with each, as the line may be back. */
  opened: Opened;
}

/** What was typed without a line, in a tab that was closed since: opening the deck brings it to the workspace. */
export function UnsentSection({ shelf, opened }: Props) {
  const [decks, setDecks] = useState<readonly Unsent[]>([]);
  useEffect(() => {
    let isOver = false;
    void shelf.unsent().then((found) => {
      if (!isOver) setDecks(found);
    });
    return () => {
      isOver = true;
    };
  }, [opened]);
  if (decks.length === 0) return null;
  return (
    <section aria-label={say.title}>
      <h2>{say.title}</h2>
      <p class="form-hint">{say.means(decks.length)}</p>
      <ul class="kept-list">
        {decks.map(({ id, draft: { deck, typed } }) => (
          <li key={id}>
            <PlaceLink place={{ name: 'deck', id }}>
              {deck.title === '' ? sayEditor.untitledDeck : deck.title}
            </PlaceLink>
            <span class="form-hint figures">
              {sayHome.slides(deck.slides.length)}
              {typed !== undefined && ` · ${dateOf(typed)}`}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
