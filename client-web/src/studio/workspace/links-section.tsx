import { useState } from 'preact/hooks';
import { Confirm } from '../../staff/confirm';
import { Overlay } from '../../staff/overlay';
import { ChoiceField } from '../editor/fields';
import { Remove } from '../home/home-page';
import { workspace as say } from '../words';
import { forgetWorkspace } from './known';
import { NameField } from './name-field';
import type { Answer } from './wire';
import { hrefOf, type Opened, type Workspace } from './workspace';

interface Props {
  workspace: Workspace;
  opened: Opened;
  refresh: () => Promise<void>;
}

type Asked = { what: 'revoke'; id: string; name: string } | { what: 'delete' };

/** Who has a link, and how one is added, renamed and revoked; at its end, how everything goes. */
export function LinksSection({ workspace, opened, refresh }: Props) {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [trouble, setTrouble] = useState('');
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const names = opened.keys.names?.links ?? [];
  const rightOf = (id: string) => opened.wire.find((link) => link.id === id)?.right ?? 'look';
  const editors = opened.wire.filter(({ right }) => right === 'edit').length;
  /** Whether it was done; what somebody typed for it stays until then. */
  const after = async <T,>(doing: Promise<Answer<T>>, done: (value: T) => void) => {
    setTrouble('');
    const answer = await doing;
    await refresh();
    if (answer.type === 'answered') done(answer.value);
    else if (answer.type === 'no_line') setTrouble(say.noLine);
    else setTrouble(answer.code === 'changed_meanwhile' ? say.changed : answer.sentence);
    return answer.type === 'answered';
  };
  return (
    <section aria-label={say.links} class="workspace-links">
      <h2>{say.links}</h2>
      <p class="form-hint">{say.linksMeans}</p>
      <ul class="kept-list">
        {names.map(({ id, name }) => (
          <li key={id}>
            <span dir="auto">{name}</span>
            <span class="form-hint">
              {say.rights[rightOf(id)]}
              {id === opened.link && ` · ${say.yours}`}
            </span>
            {id !== opened.link && (
              <Remove
                label={say.revokeLabel(name)}
                words={say.revoke}
                onPress={() => setAsked({ what: 'revoke', id, name })}
              />
            )}
          </li>
        ))}
      </ul>
      <AddForm
        onAdd={(name, right) =>
          after(workspace.addLink(opened, name, right), (link) =>
            setMade({ name, link: window.location.origin + hrefOf(link) }),
          )
        }
      />
      <p class="faults" role="alert">
        {trouble}
      </p>
      <RenameForm
        name={opened.keys.about.name}
        onRename={(name) => after(workspace.rename(opened, name), () => undefined)}
      />
      <div>
        <button
          type="button"
          class="button"
          aria-disabled={editors > 1}
          aria-describedby="delete-workspace"
          onClick={() => editors === 1 && setAsked({ what: 'delete' })}
        >
          {say.deleteAll}
        </button>
        <p class="form-hint" id="delete-workspace">
          {editors > 1 ? say.deleteAllNotYet : say.deleteAllMeans}
        </p>
      </div>
      {made !== null && <NewLink {...made} onClose={() => setMade(null)} />}
      {asked?.what === 'revoke' && (
        <Confirm
          title={say.revokeTitle(asked.name)}
          means={say.revokeMeans}
          yes={say.revoke}
          onYes={() => void after(workspace.revoke(opened, asked.id), () => undefined)}
          onClose={() => setAsked(null)}
        />
      )}
      {asked?.what === 'delete' && (
        <Confirm
          title={say.deleteAll}
          means={say.deleteAllMeans}
          yes={say.deleteAll}
          onYes={() =>
            void after(workspace.removeAll(), () => void forgetWorkspace(workspace.link.id))
          }
          onClose={() => setAsked(null)}
        />
      )}
    </section>
  );
}

function AddForm({ onAdd }: { onAdd: (name: string, right: 'look' | 'edit') => Promise<boolean> }) {
  const [name, setName] = useState('');
  const [right, setRight] = useState<'look' | 'edit'>('edit');
  const [busy, setBusy] = useState(false);
  const add = async (event: Event) => {
    event.preventDefault();
    if (busy || name.trim() === '') return;
    setBusy(true);
    const isAdded = await onAdd(name.trim(), right);
    setBusy(false);
    if (isAdded) setName('');
  };
  return (
    <form class="add-link" onSubmit={(event) => void add(event)}>
      <NameField label={say.linkName} value={name} onValue={setName} />
      <ChoiceField
        legend={say.linkRight}
        value={right}
        choices={(['edit', 'look'] as const).map((value) => ({
          value,
          name: `${say.rights[value]}: ${say.rightMeans[value]}`,
        }))}
        onChange={setRight}
      />
      <div class="ways">
        <button type="submit" class="button" aria-disabled={busy}>
          {say.addLink}
        </button>
      </div>
    </form>
  );
}

function RenameForm({
  name,
  onRename,
}: {
  name: string;
  onRename: (name: string) => Promise<boolean>;
}) {
  // What is typed here stays while somebody else renames the workspace.
  const [typed, setTyped] = useState<string | null>(null);
  const value = typed ?? name;
  const rename = async (event: Event) => {
    event.preventDefault();
    const wanted = value.trim();
    if (wanted !== '' && (await onRename(wanted))) setTyped(null);
  };
  return (
    <form class="make-workspace" onSubmit={(event) => void rename(event)}>
      <NameField label={say.nameLabel} value={value} onValue={setTyped}>
        <button type="submit" class="button">
          {say.rename}
        </button>
      </NameField>
    </form>
  );
}

/** Shown this once: the workspace keeps no link, only what follows from it. */
function NewLink({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  const [told, tell] = useState('');
  const copy = () => {
    const clipboard = navigator.clipboard as Clipboard | undefined;
    const copying = clipboard?.writeText(link) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => tell(say.copied),
      () => tell(say.notCopied),
    );
  };
  return (
    <Overlay label={say.newLink(name)} size="card" onClose={onClose}>
      <h2 dir="auto">{say.newLink(name)}</h2>
      <p>{say.newLinkMeans}</p>
      <p class="new-link">{link}</p>
      <div class="ways">
        <button type="button" class="button primary" onClick={copy}>
          {say.copy}
        </button>
        <button type="button" class="button" onClick={onClose}>
          {say.done}
        </button>
      </div>
      <p role="status">{told}</p>
    </Overlay>
  );
}
