/** Why there is nothing to see, and when there will be: one rule, said in the same words on every screen. */
import type { Withheld } from '@protocol/messages';

export function withheldSentence(withheld: Withheld, k: number): string | null {
  switch (withheld) {
    case 'not_revealed':
      return 'The results show when the facilitator brings them up. Until then nobody but the facilitator can see them.';
    case 'until_enough':
      return `Results show when the question closes, and may show sooner once everybody has answered. An answer shows only among at least ${k} of people who had joined by then, so that nobody can be worked out.`;
    case 'until_close':
      return `Results show when the question closes. An answer shows only among at least ${k} of people who had joined by then, so that nobody can be worked out.`;
    case 'too_few':
      return `No answer was given among at least ${k} of people who had joined by then, so nobody ever gets to see any, the facilitator included: closing is final. With so few, somebody could be worked out.`;
    case null:
      return null;
  }
}
