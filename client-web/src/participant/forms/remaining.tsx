import { lengthOf } from '../length';
import { forms } from '../wording';

/** How much room is left, said only when it begins to matter. */
export function Remaining({ id, text, longest }: { id: string; text: string; longest: number }) {
  const left = longest - lengthOf(text);
  const near = left <= Math.max(10, longest / 10);
  return (
    <p id={id} class={left < 0 ? 'remaining fault' : 'remaining'} hidden={!near}>
      {near && forms.left(left)}
    </p>
  );
}
