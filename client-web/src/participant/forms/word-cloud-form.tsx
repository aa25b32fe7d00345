import type { WordCloudSlide } from '@protocol/messages';
import { forms } from '../wording';
import { wordLength } from '../drafts';
import { growing, replaced, type FormProps } from './form';
import { Remaining } from './remaining';

export function WordCloudForm(props: FormProps<WordCloudSlide, 'word_cloud'>) {
  const { slide, draft, onDraft, faultAt, faultId } = props;
  const words = growing(draft.words, slide.entries);
  return (
    <div class="fields">
      <p class="hint">{forms.wordHint(slide.entries)}</p>
      {words.map((word, i) => (
        <div key={i}>
          <label class="unseen" for={`part-${i}`}>
            {forms.wordLabel(i, slide.entries)}
          </label>
          <input
            id={`part-${i}`}
            class="field"
            type="text"
            dir="auto"
            autocomplete="off"
            enterkeyhint="send"
            value={word}
            aria-invalid={faultAt === i}
            aria-describedby={faultAt === i ? faultId : `left-${i}`}
            onInput={(event) =>
              onDraft({ kind: 'word_cloud', words: replaced(words, i, event.currentTarget.value) })
            }
          />
          <Remaining id={`left-${i}`} text={word} longest={wordLength} />
        </div>
      ))}
    </div>
  );
}
