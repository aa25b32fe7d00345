import type { Deck, Snapshot } from '@protocol/messages';
import './slide-notes.css';

/** What was noted for whoever leads. It comes with the deck; no snapshot has it, so neither phones nor projector do. */
export function SlideNotes({ deck, snapshot }: { deck: Deck; snapshot: Snapshot }) {
  const notes = deck.slides.find((slide) => slide.id === snapshot.slide?.id)?.notes;
  if (notes === undefined) return null;
  return (
    <section class="slide-notes" aria-label="Notes, which only this desk shows">
      <p dir="auto">{notes}</p>
    </section>
  );
}
