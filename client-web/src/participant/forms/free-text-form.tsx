import type { FreeTextSlide } from '@protocol/messages';
import { mostUnits } from '../length';
import { forms } from '../wording';
import { growing, replaced, type FormProps } from './form';
import { Remaining } from './remaining';

export function FreeTextForm(props: FormProps<FreeTextSlide, 'free_text'>) {
  const { slide, draft, onDraft, faultAt, faultId } = props;
  const texts = growing(draft.texts, slide.answers);
  return (
    <div class="fields">
      <p class="hint">{forms.textHint}</p>
      {texts.map((text, i) => (
        <div key={i}>
          <label class={slide.answers === 1 ? 'unseen' : 'label'} for={`part-${i}`}>
            {forms.textLabel(i, slide.answers)}
          </label>
          <textarea
            id={`part-${i}`}
            class="field"
            dir="auto"
            maxLength={mostUnits}
            rows={i === 0 ? 5 : 3}
            value={text}
            aria-invalid={faultAt === i}
            aria-describedby={faultAt === i ? faultId : `left-${i}`}
            onInput={(event) =>
              onDraft({ kind: 'free_text', texts: replaced(texts, i, event.currentTarget.value) })
            }
          />
          <Remaining id={`left-${i}`} text={text} longest={slide.max_length} />
        </div>
      ))}
    </div>
  );
}
