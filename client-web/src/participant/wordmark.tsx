import { productName } from '../shared/product';

/** A voice inside a circle that keeps it: the C of Candour. */
export function Wordmark() {
  return (
    <p class="wordmark">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <path d="M24 9.5A10.4 10.4 0 1 0 24 22.5" />
        <circle cx="16" cy="16" r="2.8" />
      </svg>
      {productName}
    </p>
  );
}
