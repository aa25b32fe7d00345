import { useEffect, useState } from 'preact/hooks';
import type { Remark } from '../deck/read-deck';
import { EditorPage } from './editor/editor-page';
import { HomePage } from './home/home-page';
import { usePlace } from './place';
import { RoomPage } from './room/room-page';
import type { KeptDeck, Shelf } from './shelf/shelf';

/** A deck that was just begun: it is not on the shelf yet, and an import may have something to say. */
export interface Begun {
  kept: KeptDeck;
  /** It was typed in an earlier sitting and has not reached the shelf yet. */
  unsaved?: boolean;
  remarks: readonly Remark[];
}

export function StudioPage({ shelf }: { shelf: Shelf }) {
  const place = usePlace();
  const [begun, setBegun] = useState<Begun | null>(null);
  // Whoever comes back to a deck finds it as it was left, and not as it was begun.
  useEffect(() => {
    if (place.name === 'home') setBegun(null);
  }, [place.name]);
  switch (place.name) {
    case 'home':
    case 'versions': // a browser keeps none
      return <HomePage shelf={shelf} onBegin={setBegun} />;
    case 'room':
      return <RoomPage key={place.id} shelf={shelf} code={place.id} />;
    case 'deck':
      return <OpenDeck key={place.id} shelf={shelf} id={place.id} begun={begun} />;
  }
}

function OpenDeck({ shelf, id, begun }: { shelf: Shelf; id: string; begun: Begun | null }) {
  const [found, setFound] = useState<Begun | 'none' | null>(begun?.kept.id === id ? begun : null);
  useEffect(() => {
    if (found !== null) return;
    void shelf.deck(id).then((kept) => setFound(kept === null ? 'none' : { kept, remarks: [] }));
  }, []);
  if (found === null) return null;
  if (found === 'none') return <HomePage shelf={shelf} missing onBegin={() => undefined} />;
  return <EditorPage shelf={shelf} begun={found} />;
}
