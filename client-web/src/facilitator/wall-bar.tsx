import type { Snapshot, Wall } from '@protocol/messages';
import { wholeSlide } from '../staff/stage/stage';
import type { Order } from './orders';
import './wall-bar.css';

interface Props {
  snapshot: Snapshot;
  /** How many pages the slide has on a screen like the one above. */
  pages: number;
  give: (order: Order) => void;
}

/** What the projector shows, moved from here. */
export function WallBar({ snapshot, pages, give }: Props) {
  const wall = snapshot.wall ?? wholeSlide;
  const page = Math.min(wall.page, pages - 1);
  return (
    <div class="wall-bar" role="group" aria-label="On the projector">
      <span class="wall-title soft" aria-hidden="true">
        On the projector
      </span>
      <button
        type="button"
        class="button small"
        aria-pressed={wall.shows === 'join'}
        onClick={() => give(toggleWall(wall, 'join'))}
      >
        How to join <kbd aria-hidden="true">Q</kbd>
      </button>
      <button
        type="button"
        class="button small"
        aria-pressed={wall.shows === 'nothing'}
        onClick={() => give(toggleWall(wall, 'nothing'))}
      >
        Dark <kbd aria-hidden="true">B</kbd>
      </button>
      {wall.shows === 'text' && (
        <button type="button" class="button small" onClick={() => give(wallOrder(wholeSlide))}>
          All texts again
        </button>
      )}
      {wall.shows === 'slide' && pages > 1 && (
        <span class="wall-pages">
          <button
            type="button"
            class="button small"
            aria-label="Page before"
            disabled={page === 0}
            onClick={() => give(wallOrder({ ...wholeSlide, page: page - 1 }))}
          >
            Before
          </button>
          <span class="figures" role="status">
            Page {page + 1} of {pages}
          </span>
          <button
            type="button"
            class="button small"
            aria-label="Next page"
            disabled={page + 1 === pages}
            onClick={() => give(wallOrder({ ...wholeSlide, page: page + 1 }))}
          >
            Next
          </button>
        </span>
      )}
    </div>
  );
}

export function wallOrder({ shows, page, item }: Omit<Wall, 'text'>): Order {
  return { type: 'control', action: 'wall', wall: { shows, page, item } };
}

/** It shows that, or the slide again. */
export function toggleWall(wall: Wall, shows: 'join' | 'nothing'): Order {
  return wallOrder(wall.shows === shows ? wholeSlide : { ...wholeSlide, shows });
}

/** One text in the middle, or all of them again. */
export function textOrder(wall: Wall, item: string): Order {
  return wallOrder(wall.item === item ? wholeSlide : { shows: 'text', page: 0, item });
}
