import type { DeckError } from '@protocol/messages';
import { useEffect, useRef, useState } from 'preact/hooks';
import { toFile } from '../../deck/deck-file';
import type { Deck, Slide } from '../../deck/model';
import { masked, smallest } from '../../deck/masked';
import { checkDeck, tooLarge, type Checked } from '../server/server';

/** The check of a deck, asked for as somebody pauses while typing. Null until the first answer. */
export function useCheck(
  deck: Deck,
  /** The server is to learn the deck's shape alone, not its words. */
  sealed: boolean,
): {
  checked: Checked | null;
  asking: boolean;
  again: () => void;
} {
  const [checked, setChecked] = useState<Checked | null>(null);
  const [asking, setAsking] = useState(true);
  const [round, setRound] = useState(0);
  const approved = useRef(new Set<string>());

  useEffect(() => {
    const stop = new AbortController();
    setAsking(true);
    const timer = setTimeout(() => {
      const asked = sealed ? masked(deck) : withoutApproved(deck, approved.current);
      const large = tooLarge(JSON.stringify(toFile(deck)));
      const checking: Promise<Checked> =
        large === null
          ? checkDeck(asked, stop.signal)
          : Promise.resolve({ type: 'unknown', sentence: large });
      void checking.then((result) => {
        if (stop.signal.aborted) return;
        if (!sealed) remember(deck, result, approved.current);
        setChecked(result);
        setAsking(false);
      });
    }, pause_ms);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [deck, round]);

  // The line is back, or the person is: what could not be asked is asked again.
  const unknown = checked?.type === 'unknown';
  useEffect(() => {
    if (!unknown) return;
    const timer = setInterval(() => setRound((before) => before + 1), askAgain_ms);
    return () => clearInterval(timer);
  }, [unknown]);

  return { checked, asking, again: () => setRound(round + 1) };
}

export function faultsOf(checked: Checked | null): readonly DeckError[] {
  return checked?.type === 'faults' ? checked.faults : [];
}

const pause_ms = 400;
const askAgain_ms = 10_000;

/** Pictures that the server has found in order do not cross the line again with every word that is typed. */
export function withoutApproved(deck: Deck, approved: ReadonlySet<string>): Deck {
  const slides = deck.slides.map((slide): Slide => {
    if (slide.kind !== 'content' || slide.picture === null) return slide;
    if (!approved.has(slide.picture.src)) return slide;
    return { ...slide, picture: { ...slide.picture, src: smallest } };
  });
  return { ...deck, slides };
}

function remember(deck: Deck, result: Checked, approved: Set<string>): void {
  if (result.type === 'unknown') return;
  deck.slides.forEach((slide, i) => {
    if (slide.kind !== 'content' || slide.picture === null) return;
    const at = `$.slides[${i}].picture.src`;
    const refused = faultsOf(result).some((fault) => fault.at === at);
    if (!refused) approved.add(slide.picture.src);
  });
}
