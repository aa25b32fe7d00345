import type { DeckError } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import type { Deck } from '../../deck/model';
import { browserPass } from '../pass/kept-pass';
import { goTo } from '../place';
import { keptForNow } from '../room/kept-for-now';
import { openRoom } from '../server/server';
import type { SaveState } from '../shelf/saver';
import { browserShelf } from '../shelf/browser-shelf';
import type { KeptRoom, Shelf } from '../shelf/shelf';
import { editor as say } from '../words';

export interface Saving {
  id: string;
  state: SaveState;
  finish: () => Promise<unknown>;
}

/** Where a workspace cannot keep them, the links of its room are in this browser, and not lost. */
const keepSomewhere = async (shelf: Shelf, room: KeptRoom): Promise<boolean> =>
  (await shelf.keepRoom(room)) || (shelf.shared && (await browserShelf().keepRoom(room)));

/** One room a press: a second press while the first is on its way opens no second one. */
export function useOpening(shelf: Shelf, save: Saving, deck: Deck) {
  const [busy, setBusy] = useState(false);
  const [sentence, setSentence] = useState('');
  const [faults, setFaults] = useState<readonly DeckError[]>([]);
  /** Why a pass is asked for; null while none is. */
  const [passNeeded, setPassNeeded] = useState<string | null>(null);

  // What the server said of the deck as it was is not said of another.
  useEffect(() => {
    setSentence('');
    setFaults([]);
  }, [deck]);

  const open = (typed?: string) => {
    if (busy) return;
    setBusy(true);
    setSentence('');
    setFaults([]);
    void (async () => {
      await save.finish();
      const pass = typed ?? browserPass.read();
      const opened = await openRoom(deck, pass);
      setBusy(false);
      if (opened.type === 'pass_needed') {
        // The one that was kept is not known any more.
        if (typed === undefined) browserPass.takeBack();
        return setPassNeeded(opened.sentence);
      }
      // What was typed stays there until the server has said something about it.
      if (typed !== undefined && opened.type === 'unknown') return setPassNeeded(opened.sentence);
      setPassNeeded(null);
      // Whatever else was wrong: the pass was looked at first, and is one.
      if (typed !== undefined) browserPass.keep(typed);
      switch (opened.type) {
        case 'opened': {
          const room = { ...opened.room, title: deck.title, opened: Date.now(), deck: save.id };
          if (!(await keepSomewhere(shelf, room))) keptForNow.set(room.code, room);
          return goTo({ name: 'room', id: room.code });
        }
        case 'faults':
          setFaults(opened.faults);
          return setSentence(say.faults(opened.faults.length));
        case 'unknown':
          return setSentence(opened.sentence);
      }
    })();
  };
  return { busy, sentence, faults, passNeeded, open, giveUp: () => setPassNeeded(null) };
}
