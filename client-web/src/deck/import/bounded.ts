/** As much of what was read as an editor can draw and a person can look through; what is beyond that is named. */
import { contentSlide, most, partsOf, withParts, type Deck, type Slide } from '../model';
import { isUnreadable, type Imported, type Remark, type Unreadable } from '../read-deck';

/** Five times what a deck may have, so that a deck that is somewhat too long is opened whole, with its faults. */
export const openedSlides = most.slides * 5;
/** The same for the options or statements of a slide. */
export const openedParts = most.options * 5;
/** A sentence about a text is not the text. */
const remarkLength = 500;
/** Of a longer sentence so much is kept whole, as much as the text of a slide may have. */
const keptLength = most.markdown;

export function bounded(read: Imported | Unreadable): Imported | Unreadable {
  if (isUnreadable(read)) return read;
  const { deck, remarks } = withLongOnesKept(read);
  const slides = deck.slides.slice(0, openedSlides).map((slide, i) => {
    const parts = partsOf(slide);
    const first = parts[openedParts];
    if (first === undefined) return slide;
    const may =
      slide.kind === 'scale'
        ? `statements, and may have ${most.statements}`
        : `options, and may have ${most.options}`;
    remarks.push({
      slide: i + 1,
      sentence: `It has ${parts.length} ${may}. The first ${openedParts} were opened; from “${shortened(first.text, 80)}” on they were left out.`,
    });
    return withParts(slide, parts.slice(0, openedParts));
  });
  const left = deck.slides.length - slides.length;
  if (left > 0)
    remarks.unshift({
      slide: null,
      sentence: `A deck has at most ${most.slides} slides. The first ${openedSlides} were opened; ${left} further ones were left out.`,
    });
  return { deck: { ...deck, slides }, remarks };
}

/** What a sentence quotes at length stands whole in the slide's notes; that of the deck on a slide at its end. */
function withLongOnesKept({ deck, remarks }: Imported): { deck: Deck; remarks: Remark[] } {
  const kept = new Map<number | null, string[]>();
  const short = remarks.map(({ slide, sentence }): Remark => {
    if (sentence.length <= remarkLength) return { slide, sentence };
    kept.set(slide, [...(kept.get(slide) ?? []), shortened(sentence, keptLength)]);
    const where = slide === null ? 'on the last slide' : 'in its notes';
    const cut = sentence.length > keptLength ? `The first ${keptLength} characters of` : 'All of';
    return {
      slide,
      sentence: `${shortened(sentence, remarkLength)} ${cut} this sentence stand ${where}.`,
    };
  });
  if (kept.size === 0) return { deck, remarks: short };
  const slides = deck.slides.map((slide, i): Slide => {
    const notes = [slide.notes, ...(kept.get(i + 1) ?? [])].filter((part) => part !== '');
    return kept.has(i + 1) ? { ...slide, notes: notes.join('\n\n') } : slide;
  });
  const ofDeck = kept.get(null) ?? [];
  return {
    deck: { ...deck, slides: ofDeck.length === 0 ? slides : [...slides, lastSlide(deck, ofDeck)] },
    remarks: short,
  };
}

function lastSlide({ slides }: Deck, sentences: readonly string[]): Slide {
  const taken = new Set(slides.map(({ id }) => id));
  let id = 'besides';
  for (let i = 2; taken.has(id); i += 1) id = `besides-${i}`;
  return contentSlide(id, 'What the file said besides', sentences.join('\n\n'));
}

const shortened = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length)}…` : text;
