import { useId, useState } from 'preact/hooks';
import { browserDice, newSlideId } from '../../deck/ids';
import { contentSlide, type Deck } from '../../deck/model';
import type { Remark } from '../../deck/read-deck';
import { templates } from '../../deck/templates';
import type { Shelf } from '../shelf/shelf';
import type { Begun } from '../studio-page';
import { home as say } from '../words';
import { beginWith } from './begin';
import { openFile } from './open-file';
import { PasteDialog } from './paste-dialog';

export interface Beginning {
  fault: string | null;
  busy: boolean;
  takeFile: (file: File | undefined) => void;
  begin: (deck: Deck, remarks: readonly Remark[]) => void;
  /** For the page: a file may be dragged anywhere on it. */
  drop: {
    onDragOver: (event: DragEvent) => void;
    onDrop: (event: DragEvent) => void;
  };
}

export function useBegin(
  shelf: Shelf,
  onBegin: (begun: Begun) => void,
  first: string | null,
): Beginning {
  const [fault, setFault] = useState(first);
  const [busy, setBusy] = useState(false);
  const begin = (deck: Deck, remarks: readonly Remark[]) =>
    beginWith(shelf.newId(), deck, remarks, onBegin);
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setFault(null);
    setBusy(true);
    const opened = await openFile(file);
    setBusy(false);
    if ('unreadable' in opened) return setFault(opened.unreadable);
    begin(opened.deck, opened.remarks);
  };
  return {
    fault,
    busy,
    takeFile: (file) => void take(file),
    begin,
    drop: {
      onDragOver: (event) => event.preventDefault(),
      onDrop: (event) => {
        event.preventDefault();
        void take([...(event.dataTransfer?.files ?? [])][0]);
      },
    },
  };
}

/** Templates, and the other ways to begin a deck. */
export function BeginSections({ begin }: { begin: Beginning }) {
  const [pasting, setPasting] = useState(false);
  const id = useId();
  const beginBlank = () => {
    const slide = contentSlide(newSlideId(browserDice, new Set()), '');
    begin.begin({ title: '', language: 'en', slides: [slide] }, []);
  };
  return (
    <>
      <section aria-labelledby={`${id}-templates`}>
        <h2 id={`${id}-templates`}>{say.templates}</h2>
        <ul class="templates">
          {templates.map((template) => (
            <li key={template.name}>
              <button type="button" class="template" onClick={() => begin.begin(template.deck, [])}>
                <b>{template.name}</b>
                <small>{template.means}</small>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby={`${id}-ways`}>
        <h2 id={`${id}-ways`}>{say.otherWays}</h2>
        <div class="ways">
          <input
            id={`${id}-file`}
            class="unseen"
            type="file"
            aria-describedby={`${id}-hint ${id}-fault`}
            onChange={(event) => {
              begin.takeFile(event.currentTarget.files?.[0]);
              event.currentTarget.value = '';
            }}
          />
          <label class="button" for={`${id}-file`}>
            {say.file}
          </label>
          <button type="button" class="button" onClick={() => setPasting(true)}>
            {say.paste}
          </button>
          <button type="button" class="button" onClick={beginBlank}>
            {say.blank}
          </button>
        </div>
        <p class="form-hint" id={`${id}-hint`}>
          {say.fileHint}
        </p>
        <p role="status">{begin.busy && say.reading}</p>
        <p class="faults" id={`${id}-fault`} role="alert">
          {begin.fault}
        </p>
      </section>
      {pasting && <PasteDialog onDeck={begin.begin} onClose={() => setPasting(false)} />}
    </>
  );
}
