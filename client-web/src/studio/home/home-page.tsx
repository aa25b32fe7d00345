import { useEffect, useState } from 'preact/hooks';
import { Confirm } from '../../staff/confirm';
import { spokenCode } from '../../shared/code';
import { PassHere } from '../pass/pass-here';
import { addressOf, goTo } from '../place';
import type { DeckEntry, KeptRoom, Shelf } from '../shelf/shelf';
import type { Begun } from '../studio-page';
import { editor as sayEditor, home as say } from '../words';
import { StrandedDrafts } from '../workspace/stranded-section';
import { Workspaces } from '../workspace/workspaces-section';
import { BeginSections, useBegin } from './begin-sections';
import './home-page.css';

interface Props {
  shelf: Shelf;
  /** The address named a deck that this browser does not have. */
  missing?: boolean;
  onBegin: (begun: Begun) => void;
}

export function HomePage({ shelf, missing, onBegin }: Props) {
  const begin = useBegin(shelf, onBegin, missing === true ? say.missing : null);
  useEffect(() => {
    document.title = `${say.title} · Candour`;
  }, []);
  return (
    <div class="studio-page" {...begin.drop}>
      <header>
        <h1>{say.title}</h1>
        <p>{say.intro}</p>
      </header>
      <main>
        <BeginSections begin={begin} />
        <KeptHere shelf={shelf} />
        <StrandedDrafts shelf={shelf} />
        <Workspaces />
        <PassHere />
      </main>
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
                <a href={addressOf({ name: 'room', id: room.code })} dir="auto">
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
                href={addressOf({ name: 'deck', id: deck.id })}
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
                {deck.unsaved === true && ` · ${say.unsaved}`}
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

export function Remove(props: { label: string; words: string; onPress: () => void }) {
  return (
    <button type="button" class="quiet" aria-label={props.label} onClick={props.onPress}>
      {props.words}
    </button>
  );
}

export const dateOf = (time: number) =>
  new Date(time).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
