import { Overlay } from './overlay';
import './confirm.css';

interface Props {
  title: string;
  /** What will happen, and what cannot be undone. */
  means: string;
  yes: string;
  onYes: () => void;
  onClose: () => void;
}

/** The careful answer comes first and has the focus. */
export function Confirm({ title, means, yes, onYes, onClose }: Props) {
  return (
    <Overlay label={title} size="card" onClose={onClose}>
      <h2>{title}</h2>
      <p>{means}</p>
      <div class="confirm-buttons">
        <button type="button" class="button" onClick={onClose}>
          Leave it as it is
        </button>
        <button
          type="button"
          class="button primary"
          onClick={() => {
            onClose();
            onYes();
          }}
        >
          {yes}
        </button>
      </div>
    </Overlay>
  );
}
