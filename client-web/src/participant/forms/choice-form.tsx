import type { ChoiceSlide } from '@protocol/messages';
import { inLanguage } from '../../shared/language';
import { forms } from '../wording';
import type { FormProps } from './form';

export function ChoiceForm(props: FormProps<ChoiceSlide, 'choice'>) {
  const { slide, language, draft, onDraft, faultAt, faultId } = props;
  const one = slide.select === 'one';

  const pick = (index: number, picked: boolean) => {
    const others = one ? '0'.repeat(slide.options.length) : draft.picks;
    const mark = picked ? '1' : '0';
    onDraft({
      kind: 'choice',
      picks: others.slice(0, index) + mark + others.slice(index + 1),
    });
  };

  return (
    <fieldset
      class="options"
      aria-labelledby="question"
      aria-describedby={faultAt === null ? 'choice-hint' : faultId}
    >
      <p id="choice-hint" class="hint">
        {one ? forms.one : forms.several}
      </p>
      {slide.options.map((option, i) => (
        <label key={option.id} class="option">
          <input
            id={`part-${i}`}
            type={one ? 'radio' : 'checkbox'}
            name="choice"
            checked={draft.picks[i] === '1'}
            onChange={(event) => pick(i, event.currentTarget.checked)}
          />
          <span {...inLanguage(language)}>{option.text}</span>
        </label>
      ))}
    </fieldset>
  );
}
