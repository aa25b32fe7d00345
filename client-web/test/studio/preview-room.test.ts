// @vitest-environment node
import type { Level, QuestionPhase } from '@protocol/messages';
import { describe, expect, it } from 'vitest';
import { choiceSlide } from '../../src/deck/model';
import { shownDeck } from '../../src/deck/shown';
import { ordered, snapshot, type Role, type Shown } from '../../src/studio/preview/preview-room';

const shown = (level: Level, results: 'live' | 'on_reveal', phase: QuestionPhase): Shown => {
  const slide = { ...choiceSlide('a', 'Where?', ['Ward', 'Office']), level, results };
  const deck = shownDeck({ title: 'T', language: 'en', slides: [slide] });
  return { deck, slide: 'a', phase, answered: phase === 'closed' };
};
const people = (role: Role, room: Shown) => {
  const { tally, withheld } = snapshot(role, room, 1);
  return tally === null ? withheld : tally.people;
};

describe('a preview shows what a server would show', () => {
  // By domain/question_view.cpp: [level, results, phase] to what participants, and facilitators, see.
  const rows: [Level, 'live' | 'on_reveal', QuestionPhase, unknown, unknown][] = [
    ['open', 'live', 'waiting', null, null],
    ['open', 'live', 'open', 0, 0],
    ['open', 'live', 'closed', 18, 18],
    ['open', 'on_reveal', 'open', 'not_revealed', 0],
    ['protected', 'live', 'open', 'until_enough', 'until_enough'],
    ['protected', 'live', 'closed', 18, 18],
    ['protected', 'on_reveal', 'open', 'not_revealed', 'until_enough'],
    ['strict', 'live', 'open', 'until_close', 'until_close'],
    ['strict', 'on_reveal', 'closed', 'not_revealed', 18],
  ];
  it.each(rows)('%s, %s, %s', (level, results, phase, participant, facilitator) => {
    const room = shown(level, results, phase);
    expect(people('participant', room)).toBe(participant);
    expect(people('projector', room)).toBe(participant);
    expect(people('facilitator', room)).toBe(facilitator);
  });

  it('and results that wait for the facilitator show once they are brought up', () => {
    const room = shown('strict', 'on_reveal', 'closed');
    const id = 'x'.repeat(22);
    const up = ordered(room, { type: 'control', id, action: 'reveal', question: 'a' });
    expect(people('participant', up)).toBe(18);
    const down = ordered(up, { type: 'control', id, action: 'conceal', question: 'a' });
    expect(people('participant', down)).toBe('not_revealed');
  });

  it('and a question that closed without an answer says that nobody sees any', () => {
    const room = { ...shown('protected', 'live', 'closed'), answered: false };
    expect(people('facilitator', room)).toBe('too_few');
  });
});
