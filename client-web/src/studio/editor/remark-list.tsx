import type { Remark } from '../../deck/read-deck';
import { editor as say } from '../words';

const shown = 100;

/** What an import or an export could not take as it was, slide by slide. */
export function RemarkList({ remarks }: { remarks: readonly Remark[] }) {
  return (
    <ul>
      {remarks.slice(0, shown).map(({ slide, sentence }, i) => (
        <li key={i}>
          {slide !== null && say.ofSlide(slide)} {sentence}
        </li>
      ))}
      {remarks.length > shown && <li>{say.moreRemarks(remarks.length - shown)}</li>}
    </ul>
  );
}
