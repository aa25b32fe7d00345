import { useId, useState } from 'preact/hooks';
import { readText } from '../../deck/import/read-text';
import type { Deck } from '../../deck/model';
import { isUnreadable, type Remark } from '../../deck/read-deck';
import { Overlay } from '../../staff/overlay';
import { directed } from '../long-text';
import { home as say } from '../words';

/** Characters of a list that is looked at for its direction: 200 questions with their options have less. */
const directedUpTo = 100_000;

interface Props {
  onDeck: (deck: Deck, remarks: readonly Remark[]) => void;
  onClose: () => void;
}

/** As long as the page is there: whoever closes the dialog finds it again. */
let typed = '';

/** What was typed stays when it cannot be read, and when the dialog is closed. */
export function PasteDialog({ onDeck, onClose }: Props) {
  const id = useId();
  const [text, setText] = useState(typed);
  const write = (words: string) => {
    typed = words;
    setText(words);
  };
  const [fault, setFault] = useState<string | null>(null);
  const take = (event: Event) => {
    event.preventDefault();
    const read = readText(text, '');
    if (isUnreadable(read)) return setFault(read.unreadable);
    onDeck(read.deck, read.remarks);
    typed = '';
  };
  return (
    <Overlay label={say.pasteTitle} size="card" onClose={onClose}>
      <form class="paste" onSubmit={take}>
        <h2>{say.pasteTitle}</h2>
        <label for={`${id}-text`}>{say.pasteLabel}</label>
        <textarea
          id={`${id}-text`}
          class="field"
          rows={12}
          {...directed(text, directedUpTo)}
          value={text}
          aria-invalid={fault !== null}
          aria-describedby={`${id}-hint ${id}-fault`}
          onInput={(event) => {
            write(event.currentTarget.value);
            setFault(null);
          }}
        />
        <p class="form-hint" id={`${id}-hint`}>
          {say.pasteHint}
        </p>
        <p class="faults" id={`${id}-fault`} role="alert">
          {fault}
        </p>
        <div class="ways">
          <button type="submit" class="button primary">
            {say.pasteTake}
          </button>
          <button type="button" class="button" onClick={onClose}>
            {say.cancel}
          </button>
        </div>
      </form>
    </Overlay>
  );
}
