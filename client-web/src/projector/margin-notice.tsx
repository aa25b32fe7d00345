import { useRef } from 'preact/hooks';
import { useFittedSize } from '../charts/use-fitted-size';
import './margin-notice.css';

/**
 * What comes and goes on a wall. It lies in the margin above the slide, as large as there is room for (large, middle,
 * small, least): so it covers nothing that is to be read, and leaves the slide its box, and no word of a cloud moves.
 */
export function MarginNotice({ sentence }: { sentence: string | null }) {
  const text = useRef<HTMLParagraphElement>(null);
  useFittedSize(text, sentence);
  return (
    <div class={sentence === null ? 'margin-notice' : 'margin-notice said'}>
      <p ref={text} role="status">
        {sentence}
      </p>
    </div>
  );
}
