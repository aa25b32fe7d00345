/** Which of the check's faults stands beside which field: by its JSON path, as `candour check` prints it. */
import type { DeckError } from '@protocol/messages';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { partsOf, type Slide } from '../../deck/model';

export const FaultsContext = createContext<readonly DeckError[]>([]);

export function useFaults(at: string): readonly DeckError[] {
  return useContext(FaultsContext).filter((fault) => fault.at === at);
}

export const slidePath = (index: number): string => `$.slides[${index}]`;

export function faultsOfSlide(faults: readonly DeckError[], index: number): readonly DeckError[] {
  const path = slidePath(index);
  return faults.filter(({ at }) => at === path || at.startsWith(`${path}.`));
}

/** Of a slide's faults those that stand beside none of its form's fields: shown above the form. */
export function unplaced(
  faults: readonly DeckError[],
  slide: Slide,
  index: number,
): readonly DeckError[] {
  const placed = new Set(placesOf(slide).map((place) => `${slidePath(index)}.${place}`));
  return faultsOfSlide(faults, index).filter(({ at }) => !placed.has(at));
}

function placesOf(slide: Slide): string[] {
  const list = slide.kind === 'scale' ? 'statements' : 'options';
  const parts = partsOf(slide).map((_, i) => `${list}[${i}].text`);
  const usual = ['warning', 'notes'];
  switch (slide.kind) {
    case 'content':
      return [
        ...usual,
        ...['title', 'markdown', 'picture.src', 'picture.alt', 'video.url', 'video.title'],
      ];
    case 'word_cloud':
      return [...usual, 'prompt', 'entries'];
    case 'scale':
      return [
        ...usual,
        ...['prompt', list, 'range.min', 'range.max', 'range.min_label', 'range.max_label'],
        ...parts,
      ];
    case 'free_text':
      return [...usual, 'prompt', 'answers', 'max_length'];
    case 'choice':
      return [...usual, 'prompt', list, ...parts];
  }
}
