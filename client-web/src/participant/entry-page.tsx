import { useEffect, useRef, useState } from 'preact/hooks';
import { codeLength, isLink, plainCode, readEntry, spokenCode, type Entry } from '../shared/code';
import { ForgetMe } from './forget-me';
import { codeRefusals, entry as say, forgetMe as sayForget } from './wording';
import { Panel } from './panels';
import { Wordmark } from './wordmark';
import './entry.css';

interface Props {
  /** A code that no room has, and the server's sentence on it. */
  refused?: { code: string; sentence: string } | undefined;
  onEntry: (entry: Entry) => void;
  /** Where this browser keeps something of somebody: how to make it forget. */
  onForget: (() => void) | undefined;
}

export function EntryPage({ refused, onEntry, onForget }: Props) {
  const [typed, setTyped] = useState(refused ? spokenCode(refused.code) : '');
  const [fault, setFault] = useState(
    refused ? `${refused.sentence} ${codeRefusals.again}` : undefined,
  );
  const [panel, setPanel] = useState(false);
  const field = useRef<HTMLInputElement>(null);

  useEffect(() => {
    if (refused) field.current?.focus();
  }, [refused]);

  const input = (event: InputEvent & { currentTarget: HTMLInputElement }) => {
    const { value, selectionStart } = event.currentTarget;
    const link = isLink(value) ? readEntry(value) : null;
    if (link) return onEntry(link);
    // Group only while typing at the end: a hyphen that jumps in elsewhere would move the caret.
    const atEnd = selectionStart === value.length;
    const deleting = event.inputType.startsWith('delete');
    setTyped(
      atEnd && !deleting && plainCode(value).length <= codeLength ? spokenCode(value) : value,
    );
    setFault(undefined);
  };

  const join = async () => {
    const found = readEntry(typed);
    if (found) return onEntry(found);
    const odd = await import('./odd-code').catch(() => null);
    const meant = odd?.readOddEntry(typed);
    if (meant) return onEntry(meant);
    setFault(odd ? odd.faultOf(typed) : say.hint);
    field.current?.focus();
  };

  return (
    <div class="page entry">
      <main>
        <Wordmark />
        <form
          onSubmit={(event) => {
            event.preventDefault();
            void join();
          }}
          noValidate
        >
          <h1 tabIndex={-1}>{say.title}</h1>
          <label for="code">{say.label}</label>
          <input
            ref={field}
            id="code"
            class="field code"
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            autocorrect="off"
            spellcheck={false}
            enterkeyhint="go"
            value={typed}
            aria-invalid={fault !== undefined}
            aria-describedby="code-hint code-fault"
            onInput={input}
          />
          <p id="code-hint" class="hint">
            {say.hint}
          </p>
          <p id="code-fault" class="fault" role="alert">
            {fault}
          </p>
          <button class="button primary" type="submit">
            {say.join}
          </button>
        </form>
        <p class="promise-line">
          {say.anonymous}{' '}
          <button class="quiet inline" type="button" onClick={() => setPanel(true)}>
            {say.whatThatMeans}
          </button>
        </p>
        {onForget && (
          <p>
            <ForgetMe label={sayForget.onThisDevice} onForget={onForget} />
          </p>
        )}
        <p class="promise-line">
          {say.lead} <a href="/studio">{say.hold}</a>
        </p>
      </main>
      {panel && <Panel name="anonymity" room={null} onClose={() => setPanel(false)} />}
    </div>
  );
}
