import { useEffect, useState } from 'preact/hooks';
import { titleOf, type Deck } from '../../deck/model';
import { ExportMenu } from '../editor/export-menu';
import { HandOut } from '../editor/hand-out';
import { PreviewPanel } from '../editor/preview-panel';
import { goTo } from '../place';
import { browserShelf } from '../shelf/browser-shelf';
import { editor as sayEditor, kindName, workspace as say } from '../words';

/** A deck for somebody who may only look. */
export function DeckView({ deck }: { deck: Deck }) {
  const [selected, select] = useState(deck.slides[0]?.id ?? null);
  const [told, tell] = useState('');
  const title = deck.title === '' ? sayEditor.untitledDeck : deck.title;
  useEffect(() => {
    document.title = `${title} · Candour`;
  }, [title]);
  const take = async () => {
    const shelf = browserShelf();
    const saved = await shelf.save(shelf.newId(), deck, 0);
    tell(saved.type === 'saved' ? say.taken : say.notTaken);
  };
  return (
    <>
      <div class="studio-page deck-view">
        <header>
          <button type="button" class="quiet" onClick={() => goTo({ name: 'home' })}>
            {say.toWorkspace}
          </button>
          <h1 dir="auto">{title}</h1>
          <p>{say.introLook}</p>
          <div class="ways">
            <ExportMenu deck={deck} />
            <button type="button" class="button" onClick={() => void take()}>
              {say.takeCopy}
            </button>
          </div>
          <p role="status">{told}</p>
        </header>
        <main class="deck-view-slides">
          <ol aria-label={sayEditor.slides}>
            {deck.slides.map((slide) => (
              <li key={slide.id}>
                <button
                  type="button"
                  class="quiet"
                  aria-current={slide.id === selected}
                  onClick={() => select(slide.id)}
                >
                  <span dir="auto">
                    {titleOf(slide) === '' ? sayEditor.untitled : titleOf(slide)}
                  </span>{' '}
                  <small>{kindName[slide.kind]}</small>
                </button>
              </li>
            ))}
          </ol>
          <PreviewPanel deck={deck} selected={selected} />
        </main>
      </div>
      <HandOut deck={deck} />
    </>
  );
}
