import type { Snapshot } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { changeBetween, isTooSoon, settles_ms } from '../../src/facilitator/press-guard';

const question = {
  id: 'mood',
  round: 1,
  phase: 'open' as const,
  revealed: true,
  announcement: 0,
  joined: 14,
  joined_at_opening: 14,
  offers: 0,
  k: 5 as const,
};
const slide = {
  kind: 'word_cloud' as const,
  id: 'mood',
  prompt: 'How was this week?',
  entries: 3,
  level: 'protected' as const,
  results: 'live' as const,
};
const open: Pick<Snapshot, 'slide' | 'question'> = { slide, question };

describe('a press right after the room changed', () => {
  it.each([
    ['another slide', { slide: { ...slide, id: 'other' }, question: null }, 'slide'],
    ['the join screen', { slide: null, question: null }, 'slide'],
    ['the close', { slide, question: { ...question, phase: 'closed' as const } }, 'phase'],
    ['hidden results', { slide, question: { ...question, revealed: false } }, 'phase'],
    ['a reset', { slide, question: { ...question, round: 2 } }, 'phase'],
    [
      'somebody who joined',
      { slide, question: { ...question, joined: 15, announcement: 1 } },
      null,
    ],
  ] as const)('sees %s', (_, after, what) => {
    expect(changeBetween(open, after)).toBe(what);
  });

  it('is ignored for 1.5 s after an opening, whatever it would do', () => {
    const opened = { what: 'phase' as const, at: 1_000 };
    for (const press of ['close', 'reveal', 'next_slide', 'back', 'open'] as const) {
      expect(isTooSoon(opened, press, 1_250)).toBe(true);
      expect(isTooSoon(opened, press, 1_000 + settles_ms)).toBe(false);
    }
  });

  it('leafs on after a slide, but opens and closes nothing that nobody has seen yet', () => {
    const moved = { what: 'slide' as const, at: 1_000 };
    const ignored = (['next_slide', 'back', 'open', 'close', 'step_past_warning'] as const).filter(
      (press) => isTooSoon(moved, press, 1_250),
    );
    expect(ignored).toEqual(['open', 'close', 'step_past_warning']);
  });

  it('is taken when nothing has changed yet', () => {
    expect(isTooSoon(null, 'close', 0)).toBe(false);
  });
});
