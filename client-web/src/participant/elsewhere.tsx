import type { Response } from '@protocol/messages';
import { useState } from 'preact/hooks';
import { questionOf, type Own, type View } from '../store/view';
import { isBlank, ownWords } from './drafts';
import type { PhoneKeeping } from './keeping';
import { heldOf } from './standing';
import { elsewhere as say } from './wording';

export interface Lost {
  key: string;
  sentence: string;
  /** In the person's own words; what was chosen or rated is not repeated without its question. */
  written: string[];
}

/** What was written for questions that have left the screen, and did not get there: never passed over in silence. */
export function lostElsewhere(view: View, drafts: Readonly<Record<string, Response>>): Lost[] {
  const here = view.snapshot?.question?.id;
  const isElsewhere = (key: string) => questionOf(key) !== here;
  const refused = Object.entries(view.own).flatMap(([key, own]) => {
    // A question that is on the screen says so itself.
    if (own.state !== 'refused' || !isElsewhere(key)) return [];
    return [{ key, sentence: refusedSentence(own), written: ownWords(own.response) }];
  });
  const unsent = Object.entries(drafts).flatMap(([key, draft]) => {
    const own = view.own[key];
    const other = own?.state === 'sending' || own?.state === 'refused';
    const written = ownWords(draft);
    // What was refused because of a reset is a draft again, of the round after it.
    const isTold = refused.some(
      (one) => questionOf(one.key) === questionOf(key) && one.written.join() === written.join(),
    );
    if (!isElsewhere(key) || other || isTold || isBlank(draft)) return [];
    const more = heldOf(own) === null ? '' : say.sentBefore;
    return [{ key, sentence: say.unsent + more, written }];
  });
  return [...refused, ...unsent];
}

function refusedSentence(own: Own & { state: 'refused' }): string {
  switch (own.refusal.code) {
    case 'question_closed':
      return say.late;
    case 'question_was_reset':
      return say.reset;
    default:
      return say.refused(own.refusal.message);
  }
}

/** Says what became of an answer whose question has left the screen, so that nobody wonders. */
export function Elsewhere({ lost, waits, keeping }: Props) {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const left = lost.filter(({ key }) => !seen.includes(key));
  const dismiss = () => {
    left.forEach(({ key }) => keeping.dropDraft(key));
    setSeen([...seen, ...left.map(({ key }) => key)]);
  };
  return (
    <div class="line" role="status">
      {waits && <p key="waits">{say.waiting}</p>}
      {left.map(({ key, sentence, written }, i) => (
        <div key={key} class="lost">
          <p>{sentence}</p>
          {written.map((text, n) => (
            <blockquote key={n} dir="auto">
              {text}
            </blockquote>
          ))}
          {i === left.length - 1 && (
            <button class="quiet inline" type="button" onClick={dismiss}>
              {say.seen}
            </button>
          )}
        </div>
      ))}
    </div>
  );
}

interface Props {
  lost: readonly Lost[];
  /** An answer waits for the line. */
  waits: boolean;
  keeping: PhoneKeeping;
}
