/** Why there is nothing to see, and when there will be: one rule, said in the same words on every screen. */
import type { Withheld } from '@protocol/messages';

export function withheldSentence(withheld: Withheld, k: number): string | null {
  switch (withheld) {
    case 'not_revealed':
      return 'The results show when the facilitator brings them up. Until then nobody in the room sees them.';
    case 'until_enough':
      return `Results show when the question closes, and may show sooner once everybody has answered. They come in groups of at least ${k}, so that nobody can be worked out.`;
    case 'until_close':
      return `Results show when the question closes, in groups of at least ${k}, so that nobody can be worked out.`;
    case 'too_few':
      return `Fewer than ${k} people answered, so nobody gets to see these answers, nor does the facilitator. With so few, somebody could be worked out.`;
    case null:
      return null;
  }
}
