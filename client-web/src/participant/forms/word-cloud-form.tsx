import type { WordCloudSlide } from '@protocol/messages';
import type { JSX } from 'preact';
import { isEnter } from '../../shared/enter';
import { forms } from '../wording';
import { wordLength } from '../drafts';
import { mostUnits } from '../length';
import { growing, replaced, type FormProps } from './form';
import { Remaining } from './remaining';
import { inOneLine, split } from './split';

export function WordCloudForm(props: FormProps<WordCloudSlide, 'word_cloud'>) {
  const { slide, draft, onDraft, faultAt, faultId } = props;
  const words = growing(draft.words, slide.entries);
  const change = (next: string[]) => onDraft({ kind: 'word_cloud', words: next });
  return (
    <div class="fields">
      <p class="hint">{forms.wordHint(slide.entries)}</p>
      {words.map((word, i) => {
        const apart = split(words, i, slide.entries);
        const isLast = i === words.length - 1;
        return (
          <div key={i}>
            <label class="unseen" for={`part-${i}`}>
              {forms.wordLabel(i, slide.entries)}
            </label>
            <input
              id={`part-${i}`}
              class="field"
              type="text"
              dir="auto"
              maxLength={mostUnits}
              autocomplete="off"
              enterkeyhint={isLast ? 'send' : 'next'}
              value={word}
              aria-invalid={faultAt === i}
              aria-describedby={faultAt === i ? faultId : `left-${i}`}
              onInput={(event) => change(replaced(words, i, event.currentTarget.value))}
              onPaste={(event) => {
                const whole = pastedInto(event);
                if (whole !== null) change(replaced(words, i, whole));
              }}
              onKeyDown={(event) => {
                // Enter goes to the next box, and sends from the last; while a word is composed it ends that alone.
                if (!isEnter(event) || isLast) return;
                event.preventDefault();
                document.getElementById(`part-${i + 1}`)?.focus();
              }}
            />
            <Remaining id={`left-${i}`} text={word} longest={wordLength} />
            {apart && (
              <p class="remaining" role="status">
                {forms.together}{' '}
                <button
                  class="quiet inline"
                  type="button"
                  onClick={() => {
                    change(apart);
                    document.getElementById(`part-${i}`)?.focus();
                  }}
                >
                  {forms.split(
                    apart.length -
                      words.filter((other, n) => n !== i && other.trim() !== '').length,
                  )}
                </button>
              </p>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** The field's whole text after a paste of lines or cells; null when the browser may do it by itself. */
function pastedInto(event: JSX.TargetedClipboardEvent<HTMLInputElement>): string | null {
  const pasted = (event.clipboardData?.getData('text') ?? '').slice(0, mostUnits);
  const line = inOneLine(pasted);
  if (line === pasted) return null;
  event.preventDefault();
  const { value, selectionStart, selectionEnd } = event.currentTarget;
  return (
    value.slice(0, selectionStart ?? value.length) +
    line +
    value.slice(selectionEnd ?? value.length)
  );
}
