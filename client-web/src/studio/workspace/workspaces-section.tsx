import { useEffect, useId, useState } from 'preact/hooks';
import { browserDice } from '../../deck/ids';
import { Confirm } from '../../staff/confirm';
import { browserPass } from '../pass/kept-pass';
import { PassDialog } from '../pass/pass-dialog';
import { workspace as say } from '../words';
import { forgetWorkspace, knownWorkspaces, rememberWorkspace, type KnownWorkspace } from './known';
import { NameField } from './name-field';
import { hrefOf, Workspace } from './workspace';

/** On the studio's first page: the workspaces that this browser knows, and how to make one. */
export function Workspaces() {
  const id = useId();
  const [known, setKnown] = useState<readonly KnownWorkspace[]>([]);
  const [asked, setAsked] = useState<KnownWorkspace | null>(null);
  const read = () => void knownWorkspaces().then(setKnown);
  useEffect(read, []);
  return (
    <>
      {known.length > 0 && (
        <section aria-label={say.known}>
          <h2>{say.known}</h2>
          <ul class="kept-list">
            {known.map((each) => (
              <li key={each.id}>
                <a href={hrefOf(each)} dir="auto">
                  {each.name}
                </a>
                <button
                  type="button"
                  class="quiet"
                  aria-label={say.forgetLabel(each.name)}
                  onClick={() => setAsked(each)}
                >
                  {say.forget}
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby={`${id}-make`}>
        <h2 id={`${id}-make`}>{say.make}</h2>
        <p class="form-hint">{say.makeMeans}</p>
        <MakeForm />
      </section>
      {asked !== null && (
        <Confirm
          title={say.forgetTitle}
          means={say.forgetMeans}
          yes={say.forget}
          onYes={() => void forgetWorkspace(asked.id).then(read)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}

function MakeForm() {
  const [name, setName] = useState('');
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState('');
  const [asked, setAsked] = useState<string | null>(null);
  const make = async (pass: string | null) => {
    if (busy || name.trim() === '') return;
    setBusy(true);
    setTrouble('');
    const made = await Workspace.make(name.trim(), say.firstLink, browserDice, pass);
    setBusy(false);
    if (made.type === 'answered') {
      if (pass !== null) browserPass.keep(pass);
      await rememberWorkspace({ ...made.value, name: name.trim(), opened: Date.now() });
      return window.location.assign(hrefOf(made.value));
    }
    if (made.type === 'refused' && made.code === 'pass_needed') return setAsked(made.sentence);
    const sentence = made.type === 'no_line' ? say.notMade : made.sentence;
    // A pass that was typed stays there until the server has said something about it.
    if (asked !== null) return setAsked(sentence);
    setTrouble(sentence);
  };
  return (
    <>
      <form
        class="make-workspace"
        onSubmit={(event) => {
          event.preventDefault();
          void make(browserPass.read());
        }}
      >
        <NameField label={say.nameLabel} value={name} onValue={setName}>
          <button type="submit" class="button" aria-disabled={busy}>
            {busy ? say.making : say.makeIt}
          </button>
        </NameField>
        <p class="faults" role="alert">
          {trouble}
        </p>
      </form>
      {asked !== null && (
        <PassDialog
          sentence={asked}
          busy={busy}
          yes={say.makeIt}
          onPass={(pass) => void make(pass)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
