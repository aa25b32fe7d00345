import { useEffect, useId, useState } from 'preact/hooks';
import { Confirm } from '../../staff/confirm';
import { browserDice, newSlideId } from '../../deck/ids';
import { contentSlide } from '../../deck/model';
import { templates } from '../../deck/templates';
import { spokenCode } from '../../shared/code';
import { PassHere } from '../pass/pass-here';
import { goTo, hashOf } from '../place';
import type { DeckEntry, KeptRoom, Shelf } from '../shelf/shelf';
import type { Begun } from '../studio-page';
import { editor as sayEditor, home as say } from '../words';
import { beginWith } from './begin';
import { openFile } from './open-file';
import { PasteDialog } from './paste-dialog';
import './home-page.css';

interface Props {
  shelf: Shelf;
  /** The address named a deck that this browser does not have. */
  missing?: boolean;
  onBegin: (begun: Begun) => void;
}

export function HomePage({ shelf, missing, onBegin }: Props) {
  const [fault, setFault] = useState<string | null>(missing === true ? say.missing : null);
  const [pasting, setPasting] = useState(false);
  const [busy, setBusy] = useState(false);
  const id = useId();
  useEffect(() => {
    document.title = `${say.title} · Candour`;
  }, []);

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setFault(null);
    setBusy(true);
    const opened = await openFile(file);
    setBusy(false);
    if ('unreadable' in opened) return setFault(opened.unreadable);
    beginWith(opened.deck, opened.remarks, onBegin);
  };
  const beginBlank = () => {
    const slide = contentSlide(newSlideId(browserDice, new Set()), '');
    beginWith({ title: '', language: 'en', slides: [slide] }, [], onBegin);
  };

  return (
    <div
      class="studio-page"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        void take([...(event.dataTransfer?.files ?? [])][0]);
      }}
    >
      <header>
        <h1>{say.title}</h1>
        <p>{say.intro}</p>
      </header>
      <main>
        <section aria-labelledby={`${id}-templates`}>
          <h2 id={`${id}-templates`}>{say.templates}</h2>
          <ul class="templates">
            {templates.map((template) => (
              <li key={template.name}>
                <button
                  type="button"
                  class="template"
                  onClick={() => beginWith(template.deck, [], onBegin)}
                >
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
            <label class="button" for={`${id}-file`}>
              {say.file}
            </label>
            <input
              id={`${id}-file`}
              class="unseen"
              type="file"
              aria-describedby={`${id}-hint ${id}-fault`}
              onChange={(event) => {
                void take(event.currentTarget.files?.[0]);
                event.currentTarget.value = '';
              }}
            />
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
          <p role="status">{busy && say.reading}</p>
          <p class="faults" id={`${id}-fault`} role="alert">
            {fault}
          </p>
        </section>
        <KeptHere shelf={shelf} />
        <PassHere />
      </main>
      {pasting && (
        <PasteDialog
          onDeck={(deck, remarks) => beginWith(deck, remarks, onBegin)}
          onClose={() => setPasting(false)}
        />
      )}
    </div>
  );
}

type Asked = { what: 'deck'; entry: DeckEntry } | { what: 'room'; entry: KeptRoom };

function KeptHere({ shelf }: { shelf: Shelf }) {
  const [decks, setDecks] = useState<readonly DeckEntry[]>([]);
  const [rooms, setRooms] = useState<readonly KeptRoom[]>([]);
  const [asked, setAsked] = useState<Asked | null>(null);
  const read = () => {
    void shelf.decks().then(setDecks);
    void shelf.rooms().then(setRooms);
  };
  useEffect(read, []);
  const yes = async (wanted: Asked) => {
    if (wanted.what === 'deck') await shelf.remove(wanted.entry.id);
    else await shelf.forgetRoom(wanted.entry.code);
    read();
  };
  return (
    <>
      {rooms.length > 0 && (
        <section aria-label={say.rooms}>
          <h2>{say.rooms}</h2>
          <ul class="kept-list">
            {rooms.map((room) => (
              <li key={room.code}>
                <a href={`/studio${hashOf({ name: 'room', id: room.code })}`} dir="auto">
                  {room.title}
                </a>
                <span class="form-hint figures">
                  {spokenCode(room.code)} · {dateOf(room.opened)}
                </span>
                <a href={room.links.facilitator} target="_blank" rel="noopener">
                  {say.desk}
                </a>
                <Remove
                  label={say.forgetRoom(room.title)}
                  words={say.forget}
                  onPress={() => setAsked({ what: 'room', entry: room })}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-label={say.yours}>
        <h2>{say.yours}</h2>
        <p class="form-hint">{decks.length === 0 ? say.none : say.kept}</p>
        <ul class="kept-list">
          {decks.map((deck) => (
            <li key={deck.id}>
              <a
                href={`/studio${hashOf({ name: 'deck', id: deck.id })}`}
                dir="auto"
                onClick={(event) => {
                  event.preventDefault();
                  goTo({ name: 'deck', id: deck.id });
                }}
              >
                {deck.title === '' ? sayEditor.untitledDeck : deck.title}
              </a>
              <span class="form-hint figures">
                {say.slides(deck.slides)} · {dateOf(deck.changed)}
              </span>
              <Remove
                label={say.remove(deck.title)}
                words={sayEditor.remove}
                onPress={() => setAsked({ what: 'deck', entry: deck })}
              />
            </li>
          ))}
        </ul>
      </section>
      {asked !== null && (
        <Confirm
          title={asked.what === 'deck' ? say.removeTitle : say.forgetTitle}
          means={asked.what === 'deck' ? say.removeMeans : say.forgetMeans}
          yes={asked.what === 'deck' ? sayEditor.remove : say.forget}
          onYes={() => void yes(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function Remove(props: { label: string; words: string; onPress: () => void }) {
  return (
    <button type="button" class="quiet" aria-label={props.label} onClick={props.onPress}>
      {props.words}
    </button>
  );
}

const dateOf = (time: number) =>
  new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
