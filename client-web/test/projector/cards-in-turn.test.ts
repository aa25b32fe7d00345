import { expect, it } from 'vitest';
import { neighbouringText } from '../../src/projector/cards-in-turn';

const texts = ['a', 'b', 'c'].map((text) => ({ id: `1.${text}`, text }));
const [first, , last] = texts;

it('walks through the cards, and past the last one back to all of them', () => {
  expect(neighbouringText(texts, null, 1)?.text).toBe('a');
  expect(neighbouringText(texts, first ?? null, 1)?.text).toBe('b');
  expect(neighbouringText(texts, last ?? null, 1)).toBeNull();
});

it('walks backwards too, and stays out of an empty list', () => {
  expect(neighbouringText(texts, null, -1)?.text).toBe('c');
  expect(neighbouringText(texts, first ?? null, -1)).toBeNull();
  expect(neighbouringText([], null, 1)).toBeNull();
});

it('begins anew when the card in the middle was hidden', () => {
  expect(neighbouringText(texts, { id: '9.9', text: 'gone' }, 1)?.text).toBe('a');
});
