/** How a deck comes to be: each way ends in the editor, with the deck under an id of its own. */
import { browserDice, newSlideId } from '../../deck/ids';
import type { Deck } from '../../deck/model';
import type { Remark } from '../../deck/read-deck';
import { goTo } from '../place';
import type { Begun } from '../studio-page';

export function beginWith(
  deck: Deck,
  remarks: readonly Remark[],
  onBegin: (begun: Begun) => void,
): void {
  const id = newSlideId(browserDice, new Set());
  onBegin({ kept: { id, revision: 0, changed: Date.now(), deck }, remarks });
  goTo({ name: 'deck', id });
}
