import type { TextPages } from './use-text-pages';

/** Which texts the list has, and the buttons to the others. */
export function TextPager({ tally, from, total, before, next, trouble }: TextPages) {
  return (
    <div class="wall-pages" role="group" aria-label="Pages of texts">
      <button
        type="button"
        class="button small"
        aria-label="Texts before these"
        disabled={before === null}
        onClick={() => before?.()}
      >
        Before
      </button>
      <button
        type="button"
        class="button small"
        aria-label="Further texts"
        disabled={next === null}
        onClick={() => next?.()}
      >
        Next
      </button>
      <span class="figures" role="status">
        {trouble !== null && `${trouble} `}
        {from + 1} to {from + tally.texts.length} of {total}
      </span>
    </div>
  );
}
