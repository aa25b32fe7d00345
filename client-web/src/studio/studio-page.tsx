import { useEffect, useState } from 'preact/hooks';
import type { Remark } from '../deck/read-deck';
import { EditorPage } from './editor/editor-page';
import { HomePage } from './home/home-page';
import { usePlace, type Place } from './place';
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
  useForgetBegun(place, begun, setBegun);
  switch (place.name) {
    case 'home':
    case 'versions': // a browser keeps none
      return <HomePage shelf={shelf} onBegin={setBegun} />;
    case 'room':
      return <RoomPage key={place.turn} shelf={shelf} code={place.id} />;
    case 'deck':
      return (
        <OpenDeck key={place.turn} shelf={shelf} id={place.id} begun={begun} onBegin={setBegun} />
      );
  }
}

/** Whoever comes back to a deck, from wherever that is, finds it as it was left, and not as it was begun. */
export function useForgetBegun(
  place: Place,
  begun: Begun | null,
  setBegun: (begun: Begun | null) => void,
): void {
  const deck = place.name === 'deck' ? place.id : null;
  useEffect(() => {
    if (begun !== null && begun.kept.id !== deck) setBegun(null);
  }, [deck]);
}

function OpenDeck(props: {
  shelf: Shelf;
  id: string;
  begun: Begun | null;
  onBegin: (begun: Begun) => void;
}) {
  const { shelf, id, begun, onBegin } = props;
  const [found, setFound] = useState<Begun | 'none' | null>(begun?.kept.id === id ? begun : null);
  useEffect(() => {
    if (found !== null) return;
    void shelf.deck(id).then((kept) => {
      if (kept === null) return setFound('none');
      setFound({ kept, remarks: [], unsaved: kept.unsaved === true });
    });
  }, []);
  if (found === null) return null;
  if (found === 'none') return <HomePage shelf={shelf} missing onBegin={onBegin} />;
  return <EditorPage shelf={shelf} begun={found} />;
}
