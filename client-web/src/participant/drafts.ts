/** From what is on the form to what is sent. A draft is a response with blanks: '' for a word, a text or a value. */
import type { Response, ScaleSlide } from '@protocol/messages';
import { lengthOf } from './length';
import type { QuestionSlide } from '../shared/slides';
import { faults, forms } from './wording';

/** README, "submit": a word or phrase has at most 60 grapheme clusters. */
export const wordLength = 60;

export function blank(slide: QuestionSlide): Response {
  switch (slide.kind) {
    case 'word_cloud':
      return { kind: 'word_cloud', words: [''] };
    case 'scale':
      return { kind: 'scale', values: slide.statements.map(() => '') };
    case 'free_text':
      return { kind: 'free_text', texts: [''] };
    case 'choice':
      return { kind: 'choice', picks: '0'.repeat(slide.options.length) };
  }
}

/** A draft that was kept under an older deck, or by hand, must not break the form. */
export function fits(slide: QuestionSlide, draft: Response | undefined): draft is Response {
  if (draft?.kind !== slide.kind) return false;
  switch (draft.kind) {
    case 'word_cloud':
      return Array.isArray(draft.words) && draft.words.every((word) => typeof word === 'string');
    case 'scale':
      return (
        slide.kind === 'scale' &&
        Array.isArray(draft.values) &&
        draft.values.length === slide.statements.length
      );
    case 'free_text':
      return Array.isArray(draft.texts) && draft.texts.every((text) => typeof text === 'string');
    case 'choice':
      return slide.kind === 'choice' && draft.picks.length === slide.options.length;
  }
}

/** What is in a person's own words; what was chosen or rated is the deck's. */
export function ownWords(response: Response | null): string[] {
  const texts =
    response?.kind === 'word_cloud'
      ? response.words
      : response?.kind === 'free_text'
        ? response.texts
        : [];
  return texts.filter((text) => text.trim() !== '');
}

/** Whether nothing was written, chosen or rated. */
export function isBlank(draft: Response): boolean {
  switch (draft.kind) {
    case 'word_cloud':
    case 'free_text':
      return ownWords(draft).length === 0;
    case 'scale':
      return draft.values.every(isLeftOut);
    case 'choice':
      return !draft.picks.includes('1');
  }
}

/** A scale value as exactly three characters, so that all values make one length (README, "submit"). */
export function scaleValue(value: number): string {
  return String(value).padStart(3, '0');
}

/** What is sent for a statement that was left out, and stands in a draft where its person chose that. */
export const leftOut = '---';

export function isLeftOut(value: string): boolean {
  return value === '' || value === leftOut;
}

/** How many statements an answer leaves out that says something to others. */
export function leftOutOf(draft: Response): number {
  return draft.kind === 'scale' && !isBlank(draft) ? draft.values.filter(isLeftOut).length : 0;
}

/** A value as people read it, whether it was chosen ("007"), typed ("7") or mistyped. */
export function figure(value: string): string {
  return value.replace(/^0+(?=\d)/, '');
}

/** `part`: which word, statement or text is at fault, so that focus can go there. */
export type Checked = { ok: true; response: Response } | { ok: false; fault: string; part: number };

export function check(slide: QuestionSlide, draft: Response): Checked {
  switch (draft.kind) {
    case 'word_cloud':
      return checkTexts(draft.words, wordLength, (words) => ({ kind: 'word_cloud', words }));
    case 'free_text': {
      const longest = slide.kind === 'free_text' ? slide.max_length : 0;
      return checkTexts(draft.texts, longest, (texts) => ({ kind: 'free_text', texts }));
    }
    case 'choice':
    case 'scale':
      if (isBlank(draft)) return { ok: false, fault: faults.nothingChosen, part: 0 };
      return slide.kind === 'scale' && draft.kind === 'scale'
        ? checkValues(slide, draft.values)
        : { ok: true, response: draft };
  }
}

/** Each value is left out, not applicable, or of the scale; whoever types may have written something else. */
function checkValues({ range: { min, max } }: ScaleSlide, written: string[]): Checked {
  const part = written.findIndex(
    (value) =>
      !isLeftOut(value) &&
      value !== 'n/a' &&
      !(/^\d{3}$/.test(value) && Number(value) >= min && Number(value) <= max),
  );
  return part < 0
    ? { ok: true, response: { kind: 'scale', values: written.map((value) => value || leftOut) } }
    : { ok: false, fault: forms.number(min, max), part };
}

function checkTexts(
  written: string[],
  longest: number,
  make: (texts: string[]) => Response,
): Checked {
  const tooLong = written.findIndex((text) => lengthOf(text) > longest);
  if (tooLong >= 0) return { ok: false, fault: faults.tooLong, part: tooLong };
  const texts = written.map((text) => text.trim()).filter((text) => text !== '');
  if (texts.length === 0) return { ok: false, fault: faults.nothingWritten, part: 0 };
  return { ok: true, response: make(texts) };
}

/** A part of one's own answer in words; only a statement's value needs to say what it is about. */
export interface Said {
  about?: string;
  said: string;
}

export function inWords(slide: QuestionSlide, response: Response): Said[] {
  switch (response.kind) {
    case 'word_cloud':
    case 'free_text':
      return ownWords(response).map((said) => ({ said }));
    case 'choice':
      return slide.kind === 'choice'
        ? slide.options
            .filter((_, i) => response.picks[i] === '1')
            .map((option) => ({ said: option.text }))
        : [];
    case 'scale':
      return slide.kind === 'scale'
        ? slide.statements.map((statement, i) => {
            const value = response.values[i] ?? '';
            const word = value === 'n/a' ? forms.saidNotApplicable : figure(value);
            return { about: statement.text, said: isLeftOut(value) ? forms.saidLeftOut : word };
          })
        : [];
  }
}
