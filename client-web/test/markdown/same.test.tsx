import { afterEach, describe, expect, it } from 'vitest';
import { cases } from './cases';
import { onPhone, onWall } from './drawn';

describe('a phone draws what the projector draws', () => {
  it('of sixty texts', () => {
    expect(cases).toHaveLength(60);
    expect(new Set(cases).size).toBe(60);
  });

  it.each(cases)('%j', (text) => {
    expect(onPhone(text)).toBe(onWall(text));
  });
});

describe('a phone draws what the projector draws of a text put together by chance', () => {
  const parts = [
    ...['a', 'b ', '*', '**', '***', '_', '`', '[', ')', '\n', '\n', '\n\n', '> ', '- ', '  '],
    ...['1. ', '2) ', '# ', '|', '|-|-|', '\\', '```\n', '<b>', '!', '&amp;', 'é', '·', '\t'],
    ...[
      '[x](https://e.example/a_(b))',
      '](https://e.example)',
      '"t"',
      'snake_case',
      'mailto:a@b.c',
    ],
  ];
  const seed = Number(process.env['SEED'] ?? 20261130);
  afterEach(({ task }) => {
    if (task.result?.state === 'fail') console.log(`SEED=${seed}`);
  });

  /** mulberry32: the same texts from the same seed. */
  function dice(from: number) {
    let state = from >>> 0;
    return () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    };
  }

  it('three hundred times', () => {
    const random = dice(seed);
    for (let i = 0; i < 300; i += 1) {
      const length = 1 + Math.floor(random() * 9);
      const pick = () => parts[Math.floor(random() * parts.length)] ?? '';
      const text = Array.from({ length }, pick).join('');
      expect(onPhone(text), JSON.stringify(text)).toBe(onWall(text));
    }
  });
});
