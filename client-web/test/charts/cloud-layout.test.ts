import { describe, expect, it } from 'vitest';
import { boxAround, overlaps } from '../../src/charts/boxes';
import { layCloud } from '../../src/charts/cloud-layout';
import type { Cloud } from '../../src/charts/cloud-layout';
import { frameOf } from '../../src/charts/use-cloud';
import type { CloudFrame, CloudWord, Ink } from '../../src/charts/cloud-words';

const frame: CloudFrame = { width: 1200, height: 500, smallest: 20, largest: 110 };

/** Letters that are 0.55 wide, ideographs that are 1 wide: near enough to real fonts. */
function measure(text: string): Ink {
  const width = [...text].reduce((sum, letter) => sum + (letter > '\u2e80' ? 1 : 0.55), 0);
  return { width, ascent: 0.72, descent: 0.2 };
}

/** A small generator with a seed, so that a failing run can be repeated. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

const stems = [
  'calm',
  'safe-space',
  'thought-provoking',
  'tired',
  'heard',
  'on the edge of things',
  '安心',
  'مساحة آمنة',
  '🙂 fine',
  'hopeful',
];
function someWords(count: number, random: () => number): CloudWord[] {
  return Array.from({ length: count }, (_, index) => {
    const text =
      index < stems.length
        ? (stems[index] ?? '')
        : `${stems[Math.floor(random() * stems.length)] ?? ''} ${index}`;
    return { key: text, text, people: 1 + Math.floor(random() ** 3 * 12) };
  }).sort((a, b) => b.people - a.people || (a.key < b.key ? -1 : 1));
}

function expectSound(cloud: Cloud, words: readonly CloudWord[]): void {
  const boxes = cloud.placed.map((word) => ({
    key: word.key,
    box: boxAround(word, word.extent),
  }));
  const outside = boxes.filter(
    ({ box }) =>
      box.left < 0 ||
      box.top < 0 ||
      box.right > cloud.frame.width ||
      box.bottom > cloud.frame.height,
  );
  const touching = boxes.flatMap((a, i) =>
    boxes.slice(i + 1).filter((b) => overlaps(a.box, b.box)),
  );
  expect(outside).toEqual([]);
  expect(touching).toEqual([]);
  for (const word of cloud.placed) {
    expect(word.size).toBeGreaterThanOrEqual(cloud.frame.smallest);
    expect(word.size).toBeLessThanOrEqual(cloud.frame.largest);
  }
  const seen = [...cloud.placed, ...cloud.unplaced].map((word) => word.key);
  expect(seen.sort()).toEqual(words.map((word) => word.key).sort());
}

const placeOf = (cloud: Cloud, key: string) => cloud.placed.find((word) => word.key === key);

describe('a word cloud', () => {
  it.each([0, 1, 3, 12, 60, 150, 400])('of %i words is sound', (count) => {
    const words = someWords(count, randomFrom(count + 1));
    const cloud = layCloud(words, frame, measure);
    expectSound(cloud, words);
  });

  it('puts a dozen words and three dozen words all on the screen', () => {
    for (const count of [12, 36]) {
      expect(layCloud(someWords(count, randomFrom(9)), frame, measure).unplaced).toEqual([]);
    }
  });

  it('puts the first word in the middle', () => {
    const cloud = layCloud([{ key: 'calm', text: 'calm', people: 1 }], frame, measure);
    expect(placeOf(cloud, 'calm')).toMatchObject({ x: 600, y: 250 });
  });

  it('follows from the words, not from the order in which this page heard of them', () => {
    const words = someWords(60, randomFrom(3));
    const cloud = layCloud(words, frame, measure);
    for (const seed of [1, 2, 3]) {
      const chance = randomFrom(seed);
      const shuffled = [...words].sort(() => chance() - 0.5);
      expect(layCloud(shuffled, frame, measure)).toEqual(cloud);
    }
  });

  it('gives the desk’s preview, a hall’s screen and a page that was opened again one picture', () => {
    const words = someWords(60, randomFrom(3));
    // As drawn by a browser: the desk's box is 0.4 of the screen's, off by a fraction of a pixel.
    const hall = frameOf(1651.2, 599.4, 30.24);
    const desk = frameOf(660.48, 239.75, 12.1);
    expect(desk).toEqual(hall);
    expect(layCloud(words, desk, measure)).toEqual(layCloud(words, hall, measure));
  });

  it('lets the loudest word grow where it stands', () => {
    const before = someWords(30, randomFrom(5));
    const cloud = layCloud(before, frame, measure);
    const loudest = cloud.placed.find((word) => word.x === 600 && word.y === 250);
    if (loudest === undefined) throw new Error('nothing in the middle');
    expect(loudest.people).toBe(Math.max(...before.map((word) => word.people)));
    const after = before.map((word) =>
      word.key === loudest.key ? { ...word, people: word.people + 6 } : word,
    );
    const next = layCloud(after, frame, measure);
    expect(placeOf(next, loudest.key)).toMatchObject({ x: 600, y: 250 });
    expectSound(next, after);
  });

  it('moves few words, and those not far, while a room of people answers', () => {
    const random = randomFrom(11);
    const people = new Map<string, number>();
    const vocabulary = someWords(50, random);
    let cloud: Cloud | null = null;
    let steps = 0;
    let stayed = 0;
    for (let answer = 0; answer < 150; answer += 1) {
      const key = vocabulary[Math.floor(random() ** 2 * vocabulary.length)]?.key ?? '';
      people.set(key, (people.get(key) ?? 0) + 1);
      const words = [...people].map(([word, count]) => ({ key: word, text: word, people: count }));
      const next: Cloud = layCloud(words, frame, measure);
      expectSound(next, words);
      for (const word of cloud?.placed ?? []) {
        const now = placeOf(next, word.key);
        steps += 1;
        // A tenth of the frame's height is no search for who looks at a word.
        if (now !== undefined && Math.hypot(now.x - word.x, now.y - word.y) < 50) stayed += 1;
      }
      cloud = next;
    }
    expect(stayed / steps).toBeGreaterThan(0.92);
    expect(cloud?.unplaced.length).toBeLessThan(6);
  });

  it('shows more people never smaller', () => {
    const cloud = layCloud(someWords(60, randomFrom(21)), frame, measure);
    const byPeople = [...cloud.placed].sort((a, b) => a.people - b.people);
    byPeople.slice(1).forEach((word, index) => {
      const quieter = byPeople[index];
      if (quieter !== undefined) expect(word.size).toBeGreaterThanOrEqual(quieter.size);
    });
  });

  it('counts the words of fewest people when there is no room', () => {
    const words = someWords(300, randomFrom(2)).map((word, index) => {
      const text = `alike in length ${String(index).padStart(3, '0')}`;
      return { ...word, key: text, text };
    });
    const cloud = layCloud(words, frame, measure);
    expectSound(cloud, words);
    expect(cloud.unplaced.length).toBeGreaterThan(0);
    const counted = Math.max(...cloud.unplaced.map((word) => word.people));
    expect(counted).toBeLessThanOrEqual(Math.min(...cloud.placed.map((word) => word.people)));
  });

  it('gives a word that became loud the room of quieter ones', () => {
    const crowd = someWords(300, randomFrom(2)).map((word) => ({ ...word, people: 1 }));
    const loud = { key: 'heard at last', text: 'heard at last', people: 9 };
    const next = layCloud([loud, ...crowd], frame, measure);
    expect(placeOf(next, loud.key)).toBeDefined();
    expectSound(next, [loud, ...crowd]);
  });

  it('closes the hole of a hidden word: nothing tells that it was there', () => {
    const words = someWords(20, randomFrom(8));
    const [hidden, ...others] = words;
    if (hidden === undefined) throw new Error('no words');
    const before = layCloud(words, frame, measure);
    const after = layCloud(others, frame, measure);
    expect(placeOf(before, hidden.key)).toBeDefined();
    // As in a room in which nobody ever said it, told in another order.
    expect(layCloud([...others].reverse(), frame, measure)).toEqual(after);
    expect(after.placed.length).toBe(19);
  });

  it('keeps an overlong phrase inside the frame, and counts it where it cannot be read', () => {
    const phrase = 'it was hard to say anything at all in front of the managers';
    const wide = layCloud([{ key: phrase, text: phrase, people: 30 }], frame, measure);
    expectSound(wide, [{ key: phrase, text: phrase, people: 30 }]);
    const narrow = { width: 300, height: 400, smallest: 17, largest: 60 };
    const cloud = layCloud([{ key: phrase, text: phrase, people: 30 }], narrow, measure);
    expect(cloud.unplaced.length).toBe(1);
  });
});
