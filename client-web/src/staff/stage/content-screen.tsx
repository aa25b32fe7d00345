import type { ContentSlide } from '@protocol/messages';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Scrolling } from '../../charts/chart-table';
import { useFittedSize } from '../../charts/use-fitted-size';
import type { InLanguage } from '../../shared/language';
import { markdownToNodes } from '../markdown';
import './content-screen.css';

interface Props {
  slide: ContentSlide;
  dir: InLanguage['dir'];
  Heading: 'h1' | 'h2';
}

export function ContentScreen({ slide, dir, Heading }: Props) {
  const text = useRef<HTMLDivElement>(null);
  useLayoutEffect(
    () => text.current?.replaceChildren(markdownToNodes(slide.markdown)),
    [slide.markdown],
  );
  useFittedSize(text, slide.markdown);
  return (
    <div class={slide.picture === undefined ? 'content' : 'content with-picture'}>
      <Heading class="prompt" dir={dir}>
        {slide.title}
      </Heading>
      <div class="content-body">
        {slide.markdown !== '' && (
          <Scrolling label="Text">
            <div class="prose" ref={text} dir={dir} />
          </Scrolling>
        )}
        {slide.picture !== undefined && (
          <img class="content-picture" src={slide.picture.url} alt={slide.picture.alt} />
        )}
      </div>
      {slide.video !== undefined && (
        <p class="content-video">
          Film:{' '}
          <a href={slide.video.url} target="_blank" rel="noopener noreferrer">
            {slide.video.title}
          </a>{' '}
          (opens in another tab)
        </p>
      )}
    </div>
  );
}
