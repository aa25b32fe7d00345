import type { DeckError } from '@protocol/messages';
import { useEffect, useLayoutEffect, useMemo, useReducer, useRef, useState } from 'preact/hooks';
import { begin, edit, type Action, type Editing } from '../../deck/edit';
import { browserDice, newSlideId } from '../../deck/ids';
import type { Deck } from '../../deck/model';
import type { Remark } from '../../deck/read-deck';
import { useFocusNext } from '../focus-next';
import { goTo, renamePlace } from '../place';
import { PassDialog } from '../pass/pass-dialog';
import type { KeptDeck, Shelf } from '../shelf/shelf';
import { Saver, type SaveState } from '../shelf/saver';
import type { Begun } from '../studio-page';
import { editor as say, saveSentence, workspace as sayWorkspace } from '../words';
import { ConflictPanel } from './conflict-panel';
import { DeckForm } from './deck-form';
import { ExportMenu } from './export-menu';
import { FaultsContext } from './faults';
import { HandOut } from './hand-out';
import { Measure, PreviewPanel } from './preview-panel';
import { RemarkList } from './remark-list';
import { kindFieldId, SlideForm } from './slide-form';
import { SlideList } from './slide-list';
import { faultsOf, useCheck } from './use-check';
import { useOpening, type Saving } from './use-opening';
import './editor-page.css';

export function EditorPage({ shelf, begun }: { shelf: Shelf; begun: Begun }) {
  const [state, act] = useReducer(edit, begun.kept.deck, begin);
  const { deck, selected } = state;
  const save = useSaver(shelf, begun, deck);
  const { checked, asking } = useCheck(deck, shelf.shared);
  const faults = faultsOf(checked);
  const [told, tell] = useState('');
  const [tooLong, setTooLong] = useState(nothing);
  const [remarks, setRemarks] = useState(begun.remarks);
  const opening = useOpening(shelf, save, deck);
  const index = deck.slides.findIndex(({ id }) => id === selected);
  const slide = deck.slides[index];
  const newId = () => newSlideId(browserDice, everyId(state));
  useUndoKeys(act);
  usePauses(state, act);
  useEffect(() => {
    document.title = `${deck.title === '' ? say.untitledDeck : deck.title} · Candour`;
  }, [deck.title]);

  const focusNext = useFocusNext();
  const showFirst = () => {
    const first = (opening.faults.length > 0 ? opening.faults : faults)[0];
    if (first === undefined) return;
    act({ type: 'select', slide: slideAt(first, deck) });
    focusNext(() => fieldAt(first));
  };

  return (
    <FaultsContext.Provider value={faults}>
      <div class="studio">
        <header class="studio-head">
          <button type="button" class="quiet" onClick={() => goTo({ name: 'home' })}>
            {say.back}
          </button>
          <h1 dir="auto">{deck.title === '' ? say.untitledDeck : deck.title}</h1>
          <p class="form-hint" role="status">
            {saveSentence(save.state, shelf.shared)}
          </p>
          <div class="studio-actions">
            <button
              type="button"
              class="button"
              disabled={state.past.length === 0}
              onClick={() => act({ type: 'undo' })}
            >
              {say.undo}
            </button>
            <button
              type="button"
              class="button"
              disabled={state.future.length === 0}
              onClick={() => act({ type: 'redo' })}
            >
              {say.redo}
            </button>
            {shelf.shared && (
              <button
                type="button"
                class="button"
                onClick={() => goTo({ name: 'versions', id: save.id })}
              >
                {sayWorkspace.versions}
              </button>
            )}
            <ExportMenu deck={deck} />
            <button
              type="button"
              class="button primary"
              aria-disabled={opening.busy}
              onClick={() => opening.open()}
            >
              {opening.busy ? say.opening : say.open}
            </button>
          </div>
          {opening.faults.length === 0 && (
            <Standing
              checked={checked}
              asking={asking}
              fine={shelf.shared && hasPictures(deck) ? say.finePictures : say.fine}
              showFirst={showFirst}
            />
          )}
          <div class="studio-refused" role="alert">
            {opening.sentence !== '' && (
              <p class="faults">
                {opening.sentence}{' '}
                {opening.faults.length > 0 && (
                  <button type="button" class="quiet" onClick={showFirst}>
                    {say.firstFault}
                  </button>
                )}
              </p>
            )}
          </div>
          <Remarks remarks={remarks} dismiss={() => setRemarks([])} />
          {save.state.name === 'conflict' && (
            <ConflictPanel
              shelf={shelf}
              id={save.id}
              yours={deck}
              onYours={(theirs) => void save.goOnFrom(theirs.revision, deck)}
              onTheirs={(theirs) =>
                void save.keepBelow(theirs, deck).then((kept) => {
                  if (kept) act({ type: 'replace', deck: theirs.deck });
                })
              }
              onBoth={() => void save.goOnAsCopy(deck)}
            />
          )}
        </header>
        <div class="studio-side">
          <SlideList
            slides={deck.slides}
            selected={selected}
            tooLong={tooLong}
            act={act}
            newId={newId}
            tell={tell}
          />
        </div>
        <main class="studio-form">
          {slide === undefined ? (
            <DeckForm deck={deck} act={act} />
          ) : (
            <SlideForm
              key={slide.id}
              slide={slide}
              turned={state.turned.get(slide.id)}
              index={index}
              act={(action) => {
                act(action);
                if (action.type === 'kind') focusNext(() => document.getElementById(kindFieldId));
              }}
              newId={newId}
            />
          )}
        </main>
        <PreviewPanel deck={deck} selected={selected} />
        <Measure deck={deck} onMeasured={setTooLong} />
        <p class="unseen" role="status">
          {told}
        </p>
      </div>
      <HandOut deck={deck} />
      {opening.passNeeded !== null && (
        <PassDialog
          sentence={opening.passNeeded}
          busy={opening.busy}
          onPass={opening.open}
          onClose={opening.giveUp}
        />
      )}
    </FaultsContext.Provider>
  );
}

const nothing: ReadonlySet<string> = new Set();

/** Of a workspace's deck the server's check sees no picture, as it learns the deck's shape alone. */
const hasPictures = ({ slides }: Deck): boolean =>
  slides.some((slide) => slide.kind === 'content' && slide.picture !== null);

/** Of every deck that one can come back to by undo, so that no id is given twice. */
function everyId(state: Editing): ReadonlySet<string> {
  const decks = [
    state.deck,
    ...state.past.map(({ deck }) => deck),
    ...state.future.map(({ deck }) => deck),
  ];
  return new Set(decks.flatMap(({ slides }) => slides.map(({ id }) => id)));
}

interface SharedSaving extends Saving {
  goOnFrom: (revision: number, deck: Deck) => Promise<boolean>;
  /** Ours becomes a version above theirs, below what is saved next. False when it could not be written. */
  keepBelow: (theirs: KeptDeck, ours: Deck) => Promise<boolean>;
  goOnAsCopy: (deck: Deck) => Promise<void>;
}

function useSaver(shelf: Shelf, begun: Begun, deck: Deck): SharedSaving {
  const { kept } = begun;
  const [shown, setShown] = useState<{ state: SaveState; id: string }>({
    state: { name: kept.revision === 0 ? 'saving' : 'saved' },
    id: kept.id,
  });
  const saver = useMemo(
    () =>
      new Saver({
        shelf,
        timers: {
          set: (act, milliseconds) => window.setTimeout(act, milliseconds),
          clear: (timer) => window.clearTimeout(timer),
        },
        id: kept.id,
        revision: kept.revision,
        newId: shelf.newId,
        onState: (state, id) => setShown({ state, id }),
      }),
    [],
  );
  // Compared with what was handed on last, not with the deck as it was opened: undo brings that very one back.
  const handed = useRef(kept.revision === 0 || begun.unsaved === true ? null : kept.deck);
  // Before it is painted: what was typed never stands beside a "Saved" that is not about it.
  useLayoutEffect(() => {
    if (deck === handed.current) return;
    handed.current = deck;
    saver.keep(deck);
  }, [deck]);
  useEffect(() => {
    const leave = () => void saver.finish();
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', leave);
    return () => {
      leave();
      window.removeEventListener('pagehide', leave);
      document.removeEventListener('visibilitychange', leave);
    };
  }, []);
  // The address names the copy from now on; a reload opens it.
  useEffect(() => {
    if (shown.id !== kept.id) {
      renamePlace({ name: 'deck', id: shown.id });
    }
  }, [shown.id]);
  return {
    ...shown,
    finish: () => saver.finish(),
    goOnFrom: (revision, ours) => {
      shelf.keepNext(shown.id);
      return saver.goOnFrom(revision, ours);
    },
    keepBelow: async (theirs, ours) => {
      shelf.keepNext(shown.id);
      const written = await saver.goOnFrom(theirs.revision, ours);
      shelf.keepNext(shown.id);
      return written;
    },
    goOnAsCopy: (ours) => saver.goOnAsCopy(ours),
  };
}

function Standing(props: {
  checked: ReturnType<typeof useCheck>['checked'];
  asking: boolean;
  /** What is said when nothing is at fault. */
  fine: string;
  showFirst: () => void;
}) {
  const { checked, asking, fine, showFirst } = props;
  return (
    <p class="studio-standing" role="status">
      {checked === null && say.checking}
      {checked?.type === 'fine' && !asking && fine}
      {checked?.type === 'unknown' && checked.sentence}
      {checked?.type === 'faults' && (
        <>
          {say.faults(checked.faults.length)}{' '}
          <button type="button" class="quiet" onClick={showFirst}>
            {say.firstFault}
          </button>
        </>
      )}
    </p>
  );
}

/** What an import could not take as it was. */
function Remarks({ remarks, dismiss }: { remarks: readonly Remark[]; dismiss: () => void }) {
  if (remarks.length === 0) return null;
  return (
    <details class="remarks" open>
      <summary>{say.remarks(remarks.length)}</summary>
      <RemarkList remarks={remarks} />
      <button type="button" class="quiet" onClick={dismiss}>
        {say.dismissRemarks}
      </button>
    </details>
  );
}

/** The slide at fault; null is the deck itself. */
function slideAt(fault: DeckError, deck: Deck): string | null {
  const index = /^\$\.slides\[(\d+)\]/.exec(fault.at)?.[1];
  return index === undefined ? null : (deck.slides[Number(index)]?.id ?? null);
}

/** The field of the open form that the fault is about, or the form's first. */
function fieldAt(fault: DeckError): HTMLElement | null {
  return (
    document.querySelector<HTMLElement>(`[data-at="${fault.at}"]`) ??
    document.querySelector('.slide-form input, .slide-form textarea')
  );
}

/**
 * Everywhere on the page, in its fields too: an undo of the browser's own would know one field only. Not in a dialog:
 * what changed behind it would not be seen.
 */
function useUndoKeys(act: (action: Action) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      const key = event.key.toLowerCase();
      const redo = key === 'y' || (key === 'z' && event.shiftKey);
      if (!redo && key !== 'z') return;
      if (document.querySelector('dialog') !== null) return;
      event.preventDefault();
      act({ type: redo ? 'redo' : 'undo' });
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
}

/** A second without a change ends a step, and so does leaving a field. */
function usePauses({ deck }: Editing, act: (action: Action) => void): void {
  const timer = useRef<number>();
  useEffect(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => act({ type: 'pause' }), 1_000);
    return () => window.clearTimeout(timer.current);
  }, [deck]);
  useEffect(() => {
    const left = () => act({ type: 'pause' });
    document.addEventListener('focusout', left);
    return () => document.removeEventListener('focusout', left);
  }, []);
}
