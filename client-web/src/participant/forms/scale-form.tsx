import type { ScaleSlide } from '@protocol/messages';
import { inLanguage } from '../../shared/language';
import { forms } from '../wording';
import { figure, isLeftOut, leftOut, scaleValue } from '../drafts';
import { replaced, type FormProps } from './form';
import './scale-form.css';

/** More values than this are typed: a field of hundred buttons is no scale any more. */
const mostButtons = 21;

export function ScaleForm(props: FormProps<ScaleSlide, 'scale'>) {
  const { slide, language, draft, onDraft, faultAt, faultId } = props;
  const asButtons = slide.range.max - slide.range.min < mostButtons;
  const apart = {
    'n/a': slide.not_applicable && forms.notApplicable,
    // An answer of one statement that leaves it out would say nothing.
    [leftOut]: slide.statements.length > 1 && forms.leaveOut,
  };
  return (
    <div class="statements">
      {slide.statements.map((statement, i) => {
        const value = draft.values[i] ?? '';
        const set = (next: string) =>
          onDraft({ kind: 'scale', values: replaced(draft.values, i, next) });
        const atFault = faultAt === i;
        return (
          <fieldset
            key={statement.id}
            class={atFault ? 'statement missing' : 'statement'}
            aria-describedby={atFault ? faultId : undefined}
          >
            <legend {...inLanguage(language)}>{statement.text}</legend>
            {asButtons ? (
              <Buttons slide={slide} language={language} part={i} value={value} onValue={set} />
            ) : (
              <Typed slide={slide} language={language} part={i} value={value} onValue={set} />
            )}
            <div class="apart">
              {Object.entries(apart).map(
                ([other, label]) =>
                  label && (
                    <label key={other} class="pill wide">
                      <input
                        type="radio"
                        name={`statement-${i}`}
                        checked={value === other}
                        onChange={() => set(other)}
                      />
                      <span>{label}</span>
                    </label>
                  ),
              )}
            </div>
          </fieldset>
        );
      })}
    </div>
  );
}

interface ValueProps {
  slide: ScaleSlide;
  language: string;
  part: number;
  value: string;
  onValue: (value: string) => void;
}

function Buttons({ slide, language, part, value, onValue }: ValueProps) {
  const { min, max, min_label, max_label } = slide.range;
  const values = Array.from({ length: max - min + 1 }, (_, i) => min + i);
  // On a narrow phone at most seven beside each other, so that each is 44 px wide (WCAG 2.5.5).
  const rows = Math.ceil(values.length / 7);
  const narrow = Math.ceil(values.length / rows);
  const columns = { '--narrow': narrow, '--wide': Math.min(values.length, 11) };
  const end = (n: number) => (n === min ? min_label : n === max ? max_label : '');
  return (
    <>
      {(min_label !== '' || max_label !== '') && (
        <p class="ends" aria-hidden="true">
          <span {...inLanguage(language)}>{forms.scaleEnd(min, min_label)}</span>
          <span {...inLanguage(language)}>{forms.scaleEnd(max, max_label)}</span>
        </p>
      )}
      <div class="pills" style={columns}>
        {values.map((n) => (
          <label key={n} class="pill">
            <input
              id={n === min ? `part-${part}` : undefined}
              type="radio"
              name={`statement-${part}`}
              aria-label={forms.scaleEnd(n, end(n))}
              checked={value === scaleValue(n)}
              onChange={() => onValue(scaleValue(n))}
            />
            <span class="figures">{n}</span>
          </label>
        ))}
      </div>
    </>
  );
}

function Typed({ slide, part, value, onValue }: ValueProps) {
  const { min, max, min_label, max_label } = slide.range;
  const hint = `range-${part}`;
  return (
    <div class="typed">
      <input
        id={`part-${part}`}
        class="field figures"
        inputMode="numeric"
        autocomplete="off"
        aria-label={slide.statements[part]?.text}
        aria-describedby={hint}
        // As it was typed, so that what is no number of the scale stays to be put right.
        value={isLeftOut(value) || value === 'n/a' ? '' : figure(value)}
        onInput={(event) => {
          const typed = event.currentTarget.value.trim();
          onValue(/^\d+$/.test(typed) ? scaleValue(Number(typed)) : typed);
        }}
      />
      <p id={hint} class="hint">
        {forms.number(min, max)}
        {min_label !== '' && `. ${forms.scaleEnd(min, min_label)}`}
        {max_label !== '' && `, ${forms.scaleEnd(max, max_label)}`}
      </p>
    </div>
  );
}
