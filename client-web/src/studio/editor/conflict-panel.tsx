import { useEffect, useRef, useState } from 'preact/hooks';
import type { Deck } from '../../deck/model';
import { DeckDifferences } from '../compare/deck-differences';
import type { KeptDeck, Shelf } from '../shelf/shelf';
import { conflict as say } from '../words';
import './conflict-panel.css';

interface Props {
  shelf: Shelf;
  id: string;
  yours: Deck;
  onYours: (theirs: KeptDeck) => void;
  onTheirs: (theirs: KeptDeck) => void;
  onBoth: () => void;
}

/** Two people have saved one deck. Both are shown, and nothing goes whatever is chosen. */
export function ConflictPanel({ shelf, id, yours, onYours, onTheirs, onBoth }: Props) {
  const [theirs, setTheirs] = useState<KeptDeck | 'gone' | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  const look = () => {
    setTheirs(null);
    void shelf.deck(id).then((kept) => setTheirs(kept ?? 'gone'));
  };
  useEffect(() => {
    heading.current?.focus();
    look();
  }, []);
  return (
    <section class="conflict" aria-label={say.title}>
      <h2 ref={heading} tabIndex={-1}>
        {say.title}
      </h2>
      {theirs === null && <p role="status">{say.reading}</p>}
      {theirs === 'gone' && (
        <p>
          {say.deleted}{' '}
          <button type="button" class="quiet" onClick={look}>
            {say.again}
          </button>
        </p>
      )}
      {theirs !== null && theirs !== 'gone' && (
        <>
          <p>{say.means}</p>
          <DeckDifferences left={yours} right={theirs.deck} names={[say.yours, say.theirs]} />
        </>
      )}
      <div class="conflict-ways">
        {theirs !== null && theirs !== 'gone' && (
          <>
            <Way name={say.takeYours} means={say.takeYoursMeans} onPress={() => onYours(theirs)} />
            <Way
              name={say.takeTheirs}
              means={say.takeTheirsMeans}
              onPress={() => onTheirs(theirs)}
            />
          </>
        )}
        <Way name={say.takeBoth} means={say.takeBothMeans} onPress={onBoth} />
      </div>
    </section>
  );
}

function Way({ name, means, onPress }: { name: string; means: string; onPress: () => void }) {
  return (
    <div>
      <button type="button" class="button" onClick={onPress}>
        {name}
      </button>
      <small class="form-hint">{means}</small>
    </div>
  );
}
