// Lays a word cloud out, step by step: a word that has a place keeps it while others arrive. Pure: the same sequence
// of tallies gives the same picture on every screen of the same proportions.

import { pulledInside } from './boxes';
import type { Point } from './boxes';
import { Table } from './cloud-table';
import { byPeopleThenChance, sizedWord } from './cloud-words';
import type { CloudFrame, CloudWord, Ink, Measure, PlacedWord, SizedWord } from './cloud-words';

/** `unit`: the font size of a word that one person said, before it is clamped. It only ever falls, so that sizes don't pump. */
export interface Cloud {
  frame: CloudFrame;
  unit: number;
  placed: PlacedWord[];
  unplaced: CloudWord[];
}

/** A word beyond this would never find room; looking for it costs time on every tick. */
const MOST_WORDS = 300;
/** How much of the frame the words' boxes may fill at first: above it the walk finds little room. */
const FILL = 0.5;
/** One step of the unit, when there is no room at the present one. */
const SHRINK = 0.92;
/** The loudest word stays at least this many times the smallest size: below it a cloud says nothing about numbers. */
const LEAST_CONTRAST = 2.4;

export function emptyCloud(frame: CloudFrame): Cloud {
  return { frame, unit: frame.largest * 0.5, placed: [], unplaced: [] };
}

/** `before` is the cloud as it stands, of the same question and round; null for a new one. */
export function layCloud(
  before: Cloud | null,
  words: readonly CloudWord[],
  frame: CloudFrame,
  measure: Measure,
): Cloud {
  const standing = before === null ? emptyCloud(frame) : carriedOver(before, frame);
  const inks = new Map(words.map((word) => [word.key, measure(word.text)]));
  const sizedAt = (word: CloudWord, unit: number) =>
    sizedWord(word, inks.get(word.key) ?? noInk, unit, frame);
  const readable = words.filter((word) => sizedAt(word, 0).extent.width <= frame.width);
  const loudest = readable.slice(0, MOST_WORDS);
  const never = words.filter((word) => !loudest.includes(word));
  const least = leastUnit(loudest, frame);
  const opening = openingUnit(
    loudest.map((word) => sizedAt(word, frame.smallest)),
    frame,
  );
  let unit = Math.min(standing.unit, Math.max(opening, least));
  for (;;) {
    const table = settled(
      standing,
      loudest.map((word) => sizedAt(word, unit)),
      frame,
    );
    if (unit * SHRINK < least && table.unplaced.every((word) => word.size <= frame.smallest)) {
      table.makeRoomForLouder(middleOf(frame));
    } else if (table.unplaced.length > 0) {
      unit *= SHRINK;
      continue;
    }
    const seats = table.seats(standing.placed);
    return { frame, unit, placed: seats.placed, unplaced: [...seats.unplaced, ...never] };
  }
}

const noInk: Ink = { width: 0, ascent: 0, descent: 0 };

function middleOf(frame: CloudFrame): Point {
  return { x: frame.width / 2, y: frame.height / 2 };
}

/** A screen of another size keeps the picture: every place moves in proportion, and sizes are found anew. */
function carriedOver(cloud: Cloud, frame: CloudFrame): Cloud {
  const same =
    cloud.frame.width === frame.width &&
    cloud.frame.height === frame.height &&
    cloud.frame.smallest === frame.smallest &&
    cloud.frame.largest === frame.largest;
  if (same) return cloud;
  const across = frame.width / cloud.frame.width;
  const down = frame.height / cloud.frame.height;
  return {
    ...emptyCloud(frame),
    placed: cloud.placed.map((word) => ({ ...word, x: word.x * across, y: word.y * down })),
  };
}

function mostPeople(words: readonly CloudWord[]): number {
  return words.reduce((most, word) => Math.max(most, word.people), 1);
}

/** The unit at which the words' boxes cover FILL of the frame and the loudest is not too large, in whole steps. */
function openingUnit(words: readonly SizedWord[], frame: CloudFrame): number {
  const start = frame.largest * 0.5;
  const most = mostPeople(words);
  const perUnit = words.reduce(
    (area, { extent, size, people }) => area + (extent.width * extent.height * people) / size ** 2,
    0,
  );
  const byArea = Math.sqrt((FILL * frame.width * frame.height) / Math.max(perUnit, 1e-9));
  const wanted = Math.min(start, byArea, frame.largest / Math.sqrt(most));
  const steps = Math.max(0, Math.ceil(Math.log(wanted / start) / Math.log(SHRINK) - 1e-9));
  return start * SHRINK ** steps;
}

function leastUnit(words: readonly CloudWord[], frame: CloudFrame): number {
  return Math.min(frame.smallest, (LEAST_CONTRAST * frame.smallest) / Math.sqrt(mostPeople(words)));
}

/** One try at one unit. Words with a place come first and the largest of them never moves; then the new ones. */
function settled(before: Cloud, words: readonly SizedWord[], frame: CloudFrame): Table {
  const places = new Map(
    before.placed.map((word, order) => [word.key, { x: word.x, y: word.y, order }]),
  );
  const table = new Table(frame);
  const moved: { word: SizedWord; from: Point }[] = [];
  const standing = words
    .flatMap((word) => {
      const place = places.get(word.key);
      return place === undefined ? [] : [{ word, place }];
    })
    .sort((a, b) => b.word.size - a.word.size || a.place.order - b.place.order);
  for (const { word, place } of standing) {
    const centre = pulledInside(place, word.extent, frame);
    if (table.isFree(centre, word)) table.put(word, centre);
    else moved.push({ word, from: centre });
  }
  for (let next = moved.shift(); next !== undefined; next = moved.shift()) {
    moved.push(...table.nudge(next.word, next.from));
    moved.sort((a, b) => b.word.size - a.word.size);
  }
  const arriving = words.filter((word) => !places.has(word.key)).sort(byPeopleThenChance);
  for (const word of arriving) table.seat(word, middleOf(frame));
  return table;
}
