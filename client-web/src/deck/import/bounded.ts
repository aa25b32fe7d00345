/** As much of what was read as an editor can draw and a person can look through; what is beyond that is named. */
import { most, partsOf, withParts } from '../model';
import { isUnreadable, type Imported, type Remark, type Unreadable } from '../read-deck';

/** Five times what a deck may have, so that a deck that is somewhat too long is opened whole, with its faults. */
export const openedSlides = most.slides * 5;
/** The same for the options or statements of a slide. */
export const openedParts = most.options * 5;
/** A sentence about a text is not the text. */
const remarkLength = 500;

export function bounded(read: Imported | Unreadable): Imported | Unreadable {
  if (isUnreadable(read)) return read;
  const { deck } = read;
  const remarks: Remark[] = read.remarks.map((remark) => ({
    ...remark,
    sentence: shortened(remark.sentence, remarkLength),
  }));
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

const shortened = (text: string, length: number) =>
  text.length > length ? `${text.slice(0, length)}…` : text;
