import type { Response } from '@protocol/messages';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { QuestionSlide } from '../../shared/slides';
import { forms, question as say } from '../wording';
import { check, leftOutOf } from '../drafts';
import { ChoiceForm } from './choice-form';
import { FreeTextForm } from './free-text-form';
import { ScaleForm } from './scale-form';
import { WordCloudForm } from './word-cloud-form';
import './forms.css';

interface Props {
  slide: QuestionSlide;
  language: string;
  draft: Response;
  onDraft: (draft: Response) => void;
  onSend: (response: Response) => void;
  /** When an answer that counts is being changed: how to leave it as it was. */
  onCancel?: (() => void) | undefined;
}

const faultId = 'fault';

export function QuestionForm({ slide, language, draft, onDraft, onSend, onCancel }: Props) {
  const [fault, setFault] = useState<{ sentence: string; part: number } | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const out = leftOutOf(draft);

  // What is wrong is shown where it is wrong: focus goes to the first part at fault.
  useEffect(() => {
    if (fault) form.current?.querySelector<HTMLElement>(`#part-${fault.part}`)?.focus();
  }, [fault]);

  const send = (event: Event) => {
    event.preventDefault();
    const checked = check(slide, draft);
    if (!checked.ok) return setFault({ sentence: checked.fault, part: checked.part });
    setFault(null);
    onSend(checked.response);
  };

  const change = (next: Response) => {
    setFault(null);
    onDraft(next);
  };

  return (
    <form ref={form} class="answer" onSubmit={send} noValidate>
      <Fields
        slide={slide}
        language={language}
        draft={draft}
        onDraft={change}
        faultAt={fault?.part ?? null}
      />
      <div class="bar">
        <p id={faultId} class="fault" role="alert">
          {fault?.sentence}
        </p>
        {out > 0 && (
          <p id="out" class="hint">
            {forms.leftOut(out)}
          </p>
        )}
        <button class="button primary" type="submit" aria-describedby={out > 0 ? 'out' : undefined}>
          {onCancel ? say.sendChanged : say.send}
        </button>
        {onCancel && (
          <button class="quiet" type="button" onClick={onCancel}>
            {say.cancel}
          </button>
        )}
      </div>
    </form>
  );
}

interface FieldsProps {
  slide: QuestionSlide;
  language: string;
  draft: Response;
  onDraft: (draft: Response) => void;
  faultAt: number | null;
}

function Fields({ slide, language, draft, onDraft, faultAt }: FieldsProps) {
  const common = { language, onDraft, faultAt, faultId };
  switch (slide.kind) {
    case 'word_cloud':
      return draft.kind === slide.kind && <WordCloudForm {...common} slide={slide} draft={draft} />;
    case 'scale':
      return draft.kind === slide.kind && <ScaleForm {...common} slide={slide} draft={draft} />;
    case 'free_text':
      return draft.kind === slide.kind && <FreeTextForm {...common} slide={slide} draft={draft} />;
    case 'choice':
      return draft.kind === slide.kind && <ChoiceForm {...common} slide={slide} draft={draft} />;
  }
}
