import type { Slide } from '@protocol/messages';
import { useRef } from 'preact/hooks';
import { Scrolling } from '../../charts/chart-table';
import { useFittedSize } from '../../charts/use-fitted-size';
import type { InLanguage } from '../../shared/language';
import './text-screen.css';

interface Props {
  slide: Slide | null;
  text: string;
  dir: InLanguage['dir'];
  Heading: 'h1' | 'h2';
}

/** One answer, as large as it goes, under what was asked. */
export function TextScreen({ slide, text, dir, Heading }: Props) {
  const place = useRef<HTMLQuoteElement>(null);
  useFittedSize(place, text);
  return (
    <>
      {slide !== null && slide.kind !== 'content' && (
        <Heading class="text-asked" dir={dir}>
          {slide.prompt}
        </Heading>
      )}
      <div class="text-alone">
        <Scrolling label="One answer">
          <blockquote key={text} ref={place} class="one-text" dir="auto">
            {text}
          </blockquote>
        </Scrolling>
      </div>
    </>
  );
}
