import { useEffect, useMemo, useState } from 'preact/hooks';
import { browserDice } from '../../deck/ids';
import { Confirm } from '../../staff/confirm';
import { dateOf, Remove } from '../home/home-page';
import { goTo } from '../place';
import type { Shelf } from '../shelf/shelf';
import { editor as sayEditor, home as sayHome, stranded as say } from '../words';
import { browserDrafts, type AllDrafts, type FoundDraft } from './drafts';
import { knownWorkspaces } from './known';
import { strandedOf } from './stranded';
import { Workspace } from './workspace';

interface Props {
  shelf: Shelf;
  drafts?: AllDrafts;
}

/** On the studio's first page: what was typed into workspaces that no longer take it. */
export function StrandedDrafts({ shelf, drafts }: Props) {
  const kept = useMemo(() => drafts ?? browserDrafts(), []);
  const [found, setFound] = useState<readonly FoundDraft[]>([]);
  const [asked, setAsked] = useState<FoundDraft | null>(null);
  const [trouble, setTrouble] = useState('');
  const read = async () => {
    const all = await kept.all();
    if (all.length === 0) return setFound([]);
    const known = await knownWorkspaces();
    const open = (link: (typeof known)[number]) => new Workspace(link, browserDice).open();
    setFound(await strandedOf(all, known, open, Date.now()));
  };
  useEffect(() => void read(), []);
  const take = async (draft: FoundDraft) => {
    const id = shelf.newId();
    const saved = await shelf.save(id, draft.deck, 0);
    if (saved.type !== 'saved') return setTrouble(say.notTaken);
    // First it is kept, then it goes from where it was.
    await kept.discard(draft);
    goTo({ name: 'deck', id });
  };
  if (found.length === 0) return null;
  return (
    <section aria-label={say.title}>
      <h2>{say.title}</h2>
      <p class="form-hint">{say.means}</p>
      <ul class="kept-list">
        {found.map((draft) => (
          <Row
            key={draft.keys[0]}
            draft={draft}
            take={() => void take(draft)}
            remove={() => setAsked(draft)}
          />
        ))}
      </ul>
      <p class="faults" role="alert">
        {trouble}
      </p>
      {asked !== null && (
        <Confirm
          title={say.removeTitle}
          means={say.removeMeans}
          yes={sayEditor.remove}
          onYes={() => void kept.discard(asked).then(read)}
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function Row(props: { draft: FoundDraft; take: () => void; remove: () => void }) {
  const { deck, typed = 0 } = props.draft;
  const name = deck.title === '' ? sayEditor.untitledDeck : deck.title;
  // Builds of before noted no time.
  const about = [sayHome.slides(deck.slides.length), ...(typed === 0 ? [] : [dateOf(typed)])];
  return (
    <li>
      <span dir="auto">{name}</span>
      <span class="form-hint figures">{about.join(' · ')}</span>
      <Remove label={say.takeLabel(name)} words={say.take} onPress={props.take} />
      <Remove label={sayHome.remove(name)} words={sayEditor.remove} onPress={props.remove} />
    </li>
  );
}
