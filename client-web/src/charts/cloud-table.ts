// Seats words in a frame without letting two touch.

import { boxAround, nearestFree, overlaps, pulledInside } from './boxes';
import type { Box, Point } from './boxes';
import { byPeopleThenChance } from './cloud-words';
import type { CloudFrame, CloudWord, PlacedWord, SizedWord } from './cloud-words';

interface Seat {
  word: SizedWord;
  centre: Point;
  box: Box;
}

/** Who sits where while one try is under way. */
export class Table {
  private seated: Seat[] = [];
  unplaced: SizedWord[] = [];

  constructor(private readonly frame: CloudFrame) {}

  put(word: SizedWord, centre: Point): void {
    this.seated.push({ word, centre, box: boxAround(centre, word.extent) });
  }

  isFree(centre: Point, word: SizedWord): boolean {
    const box = boxAround(centre, word.extent);
    return !this.seated.some((seat) => overlaps(seat.box, box));
  }

  /** Puts a word as near to `wish` as there is room, best with room to grow, or remembers that there is none. */
  seat(word: SizedWord, wish: Point): void {
    const centre = this.hopeless(word)
      ? null
      : (this.freePlace(wish, withRoomToGrow(word), this.seated) ??
        this.freePlace(wish, word, this.seated));
    if (centre === null) this.unplaced.push(word);
    else this.put(word, centre);
  }

  /**
   * A word that a larger neighbour pushed aside goes a little way off. Where the free room is far, it pushes smaller
   * ones in turn: those are returned, without a seat. Each push is by a larger on a smaller word, so it ends.
   */
  nudge(word: SizedWord, from: Point): { word: SizedWord; from: Point }[] {
    const free = this.freePlace(from, word, this.seated);
    const reach = word.size * 2;
    if (free !== null && distance(free, from) <= reach) {
      this.put(word, free);
      return [];
    }
    const larger = this.seated.filter((seat) => seat.word.size >= word.size);
    const pushing = this.freePlace(from, word, larger);
    if (
      pushing === null ||
      (free !== null && distance(free, from) <= distance(pushing, from) + reach)
    ) {
      if (free === null) this.unplaced.push(word);
      else this.put(word, free);
      return [];
    }
    return this.takePlace(word, pushing).map((seat) => ({ word: seat.word, from: seat.centre }));
  }

  /** Words that more people said take the room of words that fewer said; those move aside or are counted. */
  makeRoomForLouder(middle: Point): void {
    const waiting = this.unplaced.map((word) => ({ word, wish: middle }));
    this.unplaced = [];
    const louderFirst = (): number => {
      waiting.sort((a, b) => byPeopleThenChance(a.word, b.word));
      return waiting.length;
    };
    while (louderFirst() > 0) {
      const next = waiting.shift();
      if (next === undefined) return;
      const pushed = this.pushIn(next.word, next.wish);
      if (pushed === null) this.unplaced.push(next.word);
      else waiting.push(...pushed.map((seat) => ({ word: seat.word, wish: seat.centre })));
    }
  }

  /** Takes the room of the quietest words that will do, and returns those; null when only the loud have room. */
  private pushIn(word: SizedWord, wish: Point): Seat[] | null {
    if (this.hopeless(word)) return null;
    const quieter = this.seated
      .map((seat) => seat.word.people)
      .filter((people) => people < word.people);
    for (const quiet of [0, ...new Set(quieter.sort((a, b) => a - b))]) {
      const louder = this.seated.filter((seat) => seat.word.people > quiet);
      const centre = this.freePlace(wish, word, louder);
      if (centre !== null) return this.takePlace(word, centre);
    }
    return null;
  }

  /** Words that were there before keep their order in the list, so that the drawing keeps its elements. */
  seats(before: readonly PlacedWord[]): { placed: PlacedWord[]; unplaced: CloudWord[] } {
    const order = new Map(before.map((word, index) => [word.key, index]));
    const rank = (key: string): number => order.get(key) ?? order.size;
    return {
      placed: this.seated
        .map(({ word, centre }) => ({ ...word, ...centre }))
        .sort((a, b) => rank(a.key) - rank(b.key)),
      unplaced: [...this.unplaced].sort(byPeopleThenChance),
    };
  }

  private takePlace(word: SizedWord, centre: Point): Seat[] {
    const box = boxAround(centre, word.extent);
    const pushed = this.seated.filter((seat) => overlaps(seat.box, box));
    this.seated = this.seated.filter((seat) => !pushed.includes(seat));
    this.put(word, centre);
    return pushed;
  }

  /** Something no larger, and no quieter, has already found no room. */
  private hopeless(word: SizedWord): boolean {
    const extent = word.extent;
    return this.unplaced.some((other) => {
      const tried = other.extent;
      return (
        other.people >= word.people && tried.width <= extent.width && tried.height <= extent.height
      );
    });
  }

  private freePlace(wish: Point, word: SizedWord, taken: readonly Seat[]): Point | null {
    const extent = word.extent;
    const boxes = taken.map((seat) => seat.box);
    const start = pulledInside(wish, extent, this.frame);
    return nearestFree(start, extent, this.frame, boxes, this.frame.smallest / 4);
  }
}

/** Measured over 40 made-up rooms: so much air nearly halves how often a growing word pushes another aside. */
const HEADROOM = 1.2;

function withRoomToGrow(word: SizedWord): SizedWord {
  const { width, height } = word.extent;
  return { ...word, extent: { width: width * HEADROOM, height: height * HEADROOM } };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
