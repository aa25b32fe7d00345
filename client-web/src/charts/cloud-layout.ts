// Lays a word cloud out. Pure, and without a memory: the same words with the same people give the same picture on every
// screen of the same proportions, after a reload, beside a desk, and whatever was hidden meanwhile (docs/decisions/0014).

import type { Point } from './boxes';
import { Table } from './cloud-table';
import { byChance, byPeopleThenChance, hashOf, sizedWord } from './cloud-words';
import type { CloudFrame, CloudWord, Ink, Measure, PlacedWord, SizedWord } from './cloud-words';

/** In the order of their keys, so that the drawing keeps its elements; what found no room, the loudest first. */
export interface Cloud {
  frame: CloudFrame;
  placed: PlacedWord[];
  unplaced: CloudWord[];
}

/** A word beyond this would never find room; looking for it costs time on every tick. */
const MOST_WORDS = 300;
/** How much of the frame the words' boxes may fill at first: above it the walk finds little room. */
const FILL = 0.5;
/** One step of the unit, when there is no room at the present one. Coarse: a step moves everybody. */
const SHRINK = 0.8;
/** The loudest word stays at least this many times the smallest size: below it a cloud says nothing about numbers. */
const LEAST_CONTRAST = 2.4;

export function layCloud(words: readonly CloudWord[], frame: CloudFrame, measure: Measure): Cloud {
  const inks = new Map(words.map((word) => [word.key, measure(word.text)]));
  const sizedAt = (word: CloudWord, unit: number) =>
    sizedWord(word, inks.get(word.key) ?? noInk, unit, frame);
  const loudest = words
    .filter((word) => sizedAt(word, 0).extent.width <= frame.width)
    .sort(byPeopleThenChance)
    .slice(0, MOST_WORDS);
  const never = words.filter((word) => !loudest.includes(word));
  const least = leastUnit(loudest, frame);
  const opening = openingUnit(
    loudest.map((word) => sizedAt(word, frame.smallest)),
    frame,
  );
  for (let unit = opening; unit >= least; unit *= SHRINK) {
    const table = allSeated(
      loudest.map((word) => sizedAt(word, unit)),
      frame,
    );
    if (table !== null) return { frame, placed: table.placed(), unplaced: never };
  }
  const table = loudestSeated(
    loudest.map((word) => sizedAt(word, least)),
    frame,
  );
  const unplaced = [...table.unplaced, ...never].sort(byPeopleThenChance);
  return { frame, placed: table.placed(), unplaced };
}

const noInk: Ink = { width: 0, ascent: 0, descent: 0 };

/**
 * One try at one size: each word as near to its own place as those before it leave room. In an order that follows from
 * the words alone: one that grows by a person keeps its turn. Null as soon as one finds no room.
 */
function allSeated(words: readonly SizedWord[], frame: CloudFrame): Table | null {
  const table = new Table(frame);
  const spread = spreadOf(words, frame);
  const [first] = words;
  if (first !== undefined) table.seat(first, middleOf(frame));
  for (const word of words.slice(1).sort(byChance)) {
    if (!table.seat(word, ownPlace(word.key, frame, spread))) return null;
  }
  return table;
}

/** Not all have room, so the loudest come first; none is seated that fewer people said than one that found no room. */
function loudestSeated(words: readonly SizedWord[], frame: CloudFrame): Table {
  const table = new Table(frame);
  words.forEach((word, rank) => {
    const [standing] = table.unplaced;
    if (standing !== undefined && standing.people > word.people) table.unplaced.push(word);
    else table.seat(word, rank === 0 ? middleOf(frame) : ownPlace(word.key, frame, 1));
  });
  return table;
}

function middleOf(frame: CloudFrame): Point {
  return { x: frame.width / 2, y: frame.height / 2 };
}

/**
 * A point in the ellipse around the middle, which follows from the word alone. So a word that arrives, grows or goes
 * moves the few that stand near its place, and no others.
 */
function ownPlace(key: string, frame: CloudFrame, spread: number): Point {
  const { x, y } = middleOf(frame);
  const angle = 2 * Math.PI * chanceOf(`${key} angle`);
  // The square root makes the middle no denser than the rim.
  const radius = spread * Math.sqrt(chanceOf(`${key} radius`));
  return { x: x + x * radius * Math.cos(angle), y: y + y * radius * Math.sin(angle) };
}

/** Alike for alike texts, unless it is stirred: FNV's low bits hold little of the last letters. */
function chanceOf(text: string): number {
  let hash = hashOf(text);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Few words keep together in the middle. In coarse steps: each step moves everybody. */
function spreadOf(words: readonly SizedWord[], frame: CloudFrame): number {
  const area = words.reduce((sum, { extent }) => sum + extent.width * extent.height, 0);
  const wanted = Math.sqrt(area / (FILL * frame.width * frame.height));
  return [0.4, 0.7].find((step) => wanted <= step) ?? 1;
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
