import { download, fileName } from '../../facilitator/report/download';
import { fileText } from '../../deck/deck-file';
import { leftOfOutline, outlineText } from '../../deck/export/outline';
import type { Deck } from '../../deck/model';
import type { Remark } from '../../deck/read-deck';
import { editor as say } from '../words';
import { RemarkList } from './remark-list';

/** Ways in which a deck leaves this browser; nothing goes over the line. */
export function ExportMenu({ deck }: { deck: Deck }) {
  const name = fileName(deck.title, new Date().toISOString().slice(0, 10));
  return (
    <details class="menu">
      <summary class="button">{say.export}</summary>
      <ul>
        <li>
          <button
            type="button"
            class="menu-item"
            onClick={() => download(`${name}.json`, 'application/json', fileText(deck))}
          >
            {say.exportDeck}
          </button>
        </li>
        <li>
          <button
            type="button"
            class="menu-item"
            onClick={() => download(`${name}.md`, 'text/markdown', outlineText(deck))}
          >
            {say.exportOutline}
          </button>
          <LeftOut remarks={leftOfOutline(deck)} />
        </li>
        <li>
          <button type="button" class="menu-item" onClick={() => window.print()}>
            {say.exportHandOut}
          </button>
        </li>
      </ul>
    </details>
  );
}

/** Told before the outline is taken: nothing is dropped in silence. */
function LeftOut({ remarks }: { remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  return (
    <details class="menu-note">
      <summary>{say.leftOfOutline(remarks.length)}</summary>
      <RemarkList remarks={remarks} />
    </details>
  );
}
