// Seats words in a frame without letting two touch.

import { boxAround, nearestFree, pulledInside } from './boxes';
import type { Box, Point } from './boxes';
import type { CloudFrame, PlacedWord, SizedWord } from './cloud-words';

interface Seat {
  word: SizedWord;
  centre: Point;
  box: Box;
}

/** Who sits where while one try is under way. */
export class Table {
  private readonly seated: Seat[] = [];
  readonly unplaced: SizedWord[] = [];

  constructor(private readonly frame: CloudFrame) {}

  /** Puts a word as near to `wish` as there is room, best with room to grow; false where there is none. */
  seat(word: SizedWord, wish: Point): boolean {
    const centre = this.hopeless(word)
      ? null
      : (this.freePlace(wish, withRoomToGrow(word)) ?? this.freePlace(wish, word));
    if (centre === null) this.unplaced.push(word);
    else this.seated.push({ word, centre, box: boxAround(centre, word.extent) });
    return centre !== null;
  }

  /** In the order of their keys. */
  placed(): PlacedWord[] {
    return this.seated
      .map(({ word, centre }) => ({ ...word, ...centre }))
      .sort((a, b) => (a.key < b.key ? -1 : 1));
  }

  /** Something no larger has already found no room. */
  private hopeless({ extent }: SizedWord): boolean {
    return this.unplaced.some(
      (tried) => tried.extent.width <= extent.width && tried.extent.height <= extent.height,
    );
  }

  private freePlace(wish: Point, { extent }: SizedWord): Point | null {
    const boxes = this.seated.map((seat) => seat.box);
    const start = pulledInside(wish, extent, this.frame);
    return nearestFree(start, extent, this.frame, boxes, this.frame.smallest / 4);
  }
}

/** So much air lets most words grow by a person without pushing another aside. */
const HEADROOM = 1.2;

function withRoomToGrow(word: SizedWord): SizedWord {
  const { width, height } = word.extent;
  return { ...word, extent: { width: width * HEADROOM, height: height * HEADROOM } };
}
