import { describe, expect, it } from 'vitest';
import { boxAround, overlaps } from '../../src/charts/boxes';
import { layCloud } from '../../src/charts/cloud-layout';
import type { Cloud } from '../../src/charts/cloud-layout';
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
    const cloud = layCloud(null, words, frame, measure);
    expectSound(cloud, words);
  });

  it('puts a dozen words and three dozen words all on the screen', () => {
    for (const count of [12, 36]) {
      expect(layCloud(null, someWords(count, randomFrom(9)), frame, measure).unplaced).toEqual([]);
    }
  });

  it('puts the first word in the middle', () => {
    const cloud = layCloud(null, [{ key: 'calm', text: 'calm', people: 1 }], frame, measure);
    expect(placeOf(cloud, 'calm')).toMatchObject({ x: 600, y: 250 });
  });

  it('keeps every word in its place when new words arrive', () => {
    const random = randomFrom(3);
    const all = someWords(40, random).map((word) => ({
      ...word,
      people: Math.min(word.people, 4),
    }));
    let cloud = layCloud(null, all.slice(0, 5), frame, measure);
    for (let count = 6; count <= all.length; count += 1) {
      const next = layCloud(cloud, all.slice(0, count), frame, measure);
      for (const word of cloud.placed)
        expect(placeOf(next, word.key)).toMatchObject({ x: word.x, y: word.y });
      expectSound(next, all.slice(0, count));
      cloud = next;
    }
  });

  it('lets the largest word grow where it stands', () => {
    const before = someWords(30, randomFrom(5));
    const cloud = layCloud(null, before, frame, measure);
    const largest = [...cloud.placed].sort((a, b) => b.size - a.size)[0];
    if (largest === undefined) throw new Error('an empty cloud');
    const after = before.map((word) =>
      word.key === largest.key ? { ...word, people: word.people + 6 } : word,
    );
    const next = layCloud(cloud, after, frame, measure);
    expect(placeOf(next, largest.key)).toMatchObject({ x: largest.x, y: largest.y });
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
      const next: Cloud = layCloud(cloud, words, frame, measure);
      expectSound(next, words);
      for (const word of cloud?.placed ?? []) {
        const now = placeOf(next, word.key);
        steps += 1;
        if (now !== undefined && Math.hypot(now.x - word.x, now.y - word.y) < 1) stayed += 1;
      }
      cloud = next;
    }
    expect(stayed / steps).toBeGreaterThan(0.97);
    expect(cloud?.unplaced.length).toBeLessThan(6);
  });

  it('shows more people never smaller', () => {
    const cloud = layCloud(null, someWords(60, randomFrom(21)), frame, measure);
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
    const cloud = layCloud(null, words, frame, measure);
    expectSound(cloud, words);
    expect(cloud.unplaced.length).toBeGreaterThan(0);
    const counted = Math.max(...cloud.unplaced.map((word) => word.people));
    expect(counted).toBeLessThanOrEqual(Math.min(...cloud.placed.map((word) => word.people)));
  });

  it('gives a word that became loud the room of quieter ones', () => {
    const crowd = someWords(300, randomFrom(2)).map((word) => ({ ...word, people: 1 }));
    const full = layCloud(null, crowd, frame, measure);
    const loud = { key: 'heard at last', text: 'heard at last', people: 9 };
    const next = layCloud(full, [loud, ...crowd], frame, measure);
    expect(placeOf(next, loud.key)).toBeDefined();
    expectSound(next, [loud, ...crowd]);
  });

  it('lets a hidden word leave and the others stay', () => {
    const words = someWords(20, randomFrom(8));
    const cloud = layCloud(null, words, frame, measure);
    const next = layCloud(cloud, words.slice(1), frame, measure);
    for (const word of next.placed)
      expect(placeOf(cloud, word.key)).toMatchObject({ x: word.x, y: word.y });
    expect(next.placed.length).toBe(19);
  });

  it('is the same for the same sequence', () => {
    const run = () => {
      const random = randomFrom(17);
      const words = someWords(80, random);
      const half = layCloud(null, words.slice(0, 40), frame, measure);
      return layCloud(half, words, frame, measure);
    };
    expect(run()).toEqual(run());
  });

  it('keeps the picture when the screen becomes larger in proportion', () => {
    const words = someWords(30, randomFrom(4));
    const small = layCloud(null, words, frame, measure);
    const large = layCloud(
      small,
      words,
      { width: 1800, height: 750, smallest: 30, largest: 165 },
      measure,
    );
    for (const word of small.placed) {
      const now = placeOf(large, word.key);
      expect(now?.x).toBeCloseTo(word.x * 1.5, 0);
      expect(now?.y).toBeCloseTo(word.y * 1.5, 0);
    }
    expectSound(large, words);
  });

  it('keeps an overlong phrase inside the frame, and counts it where it cannot be read', () => {
    const phrase = 'it was hard to say anything at all in front of the managers';
    const wide = layCloud(null, [{ key: phrase, text: phrase, people: 30 }], frame, measure);
    expectSound(wide, [{ key: phrase, text: phrase, people: 30 }]);
    const narrow = { width: 300, height: 400, smallest: 17, largest: 60 };
    const cloud = layCloud(null, [{ key: phrase, text: phrase, people: 30 }], narrow, measure);
    expect(cloud.unplaced.length).toBe(1);
  });
});
