/** What a projector's own keys show. Pure. */
import type { Snapshot, Wall } from '@protocol/messages';
import { textsInOrder } from '../shared/in-order';
import { wholeSlide } from '../staff/stage/stage';
import { neighbouringText } from './cards-in-turn';
import type { ProjectorAction } from './keys';

export type WallKey = Extract<
  ProjectorAction,
  'qr' | 'dark' | 'next_card' | 'previous_card' | 'next_page' | 'previous_page' | 'back'
>;

type State = Pick<Snapshot, 'tally'>;

const textsOf = ({ tally }: State) => (tally?.kind === 'free_text' ? tally.texts : []);

/** Null where nothing was chosen here, and for a text that the room may not see any more. */
export function ownWall(own: Wall | null, state: State): Wall | null {
  if (own === null || own.shows !== 'text') return own;
  return textsOf(state).some((text) => text.id === own.item) ? own : null;
}

/** What the window shows after a key, if it shows `wall` now. */
export function wallAfter(
  key: WallKey,
  wall: Wall,
  state: State,
  pages: number,
  language: string,
): Wall {
  switch (key) {
    case 'qr':
      return toggled(wall, 'join');
    case 'dark':
      return toggled(wall, 'nothing');
    case 'back':
      return wholeSlide;
    case 'next_card':
    case 'previous_card': {
      // As they stand on the wall.
      const texts = textsInOrder(textsOf(state), language);
      const chosen = texts.find((text) => text.id === wall.item) ?? null;
      const text = neighbouringText(texts, chosen, key === 'next_card' ? 1 : -1);
      if (text === null) return wholeSlide;
      return { shows: 'text', page: 0, item: text.id, text: text.text };
    }
    case 'next_page':
      return { ...wholeSlide, page: Math.min(wall.page, pages - 1) + 1 };
    case 'previous_page':
      return { ...wholeSlide, page: Math.max(0, Math.min(wall.page, pages - 1) - 1) };
  }
}

function toggled(wall: Wall, shows: 'join' | 'nothing'): Wall {
  return wall.shows === shows ? wholeSlide : { ...wholeSlide, shows };
}
