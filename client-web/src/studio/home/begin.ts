/** How a deck comes to be: each way ends in the editor, with the deck under a new id. */
import type { Deck } from '../../deck/model';
import type { Remark } from '../../deck/read-deck';
import { goTo } from '../place';
import type { Begun } from '../studio-page';

export function beginWith(
  id: string,
  deck: Deck,
  remarks: readonly Remark[],
  onBegin: (begun: Begun) => void,
): void {
  onBegin({ kept: { id, revision: 0, changed: Date.now(), deck }, remarks });
  goTo({ name: 'deck', id });
}
