import { useId, useState } from 'preact/hooks';
import { Overlay } from '../../staff/overlay';
import { pass as say } from '../words';
import './pass.css';

interface Props {
  /** What the server said: that a pass is needed, or that it does not know this one, and whom to ask. */
  sentence: string;
  busy: boolean;
  /** What is done with it; without, a room is opened. */
  yes?: string;
  onPass: (pass: string) => void;
  onClose: () => void;
}

export function PassDialog({ sentence, busy, yes, onPass, onClose }: Props) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const open = (event: Event) => {
    event.preventDefault();
    const pass = typed.trim();
    if (pass !== '') onPass(pass);
  };
  return (
    <Overlay label={say.title} size="card" onClose={onClose}>
      <form class="pass" onSubmit={open}>
        <h2>{say.title}</h2>
        <p id={`${id}-why`} role="alert">
          {sentence}
        </p>
        <label for={`${id}-pass`}>{say.label}</label>
        <input
          id={`${id}-pass`}
          class="field"
          type="text"
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          required
          value={typed}
          aria-describedby={`${id}-why ${id}-kept`}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
        <p class="form-hint" id={`${id}-kept`}>
          {say.kept}
        </p>
        <div class="ways">
          <button type="submit" class="button primary" aria-disabled={busy}>
            {yes ?? say.open}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {say.cancel}
          </button>
        </div>
      </form>
    </Overlay>
  );
}
