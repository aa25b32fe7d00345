/** Which slides of a deck do not fit the projector, found out while nobody waits for it. */
import type { Deck } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import { fits, unseenPlace } from '../staff/fit/fits';
import { lettersFor } from '../staff/fit/letters';

/** One slide at a time, so that no press waits for the whole deck. */
const between_ms = 50;

export function useTooLong(deck: Deck): ReadonlySet<string> {
  const [tooLong, setTooLong] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    // Where a stage takes its measure from the window, it cannot be drawn at another size beside it.
    if (typeof CSS === 'undefined' || !CSS.supports('width', '1cqh')) return;
    const place = unseenPlace();
    const left = [...deck.slides];
    const measure = () => {
      const slide = left.shift();
      if (slide === undefined) return place.remove();
      if (!fits(place, slide, deck.language))
        setTooLong((before) => new Set([...before, slide.id]));
      timer = setTimeout(measure, between_ms);
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let gone = false;
    void lettersFor(deck.slides).then(() => {
      if (!gone) measure();
    });
    return () => {
      gone = true;
      clearTimeout(timer);
      place.remove();
    };
  }, [deck]);
  return tooLong;
}
