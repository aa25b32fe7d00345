import type { ContentSlide } from '@protocol/messages';
import type { RefObject } from 'preact';
import { safeLink } from '../shared/safe-link';
import { Markdown } from './markdown/markdown';

interface Props {
  slide: ContentSlide;
  heading: RefObject<HTMLHeadingElement>;
  language: string | undefined;
}

export function ContentPage({ slide, heading, language }: Props) {
  const video = slide.video && safeLink(slide.video.url);
  return (
    <article class="content-slide" lang={language}>
      <h1 ref={heading} tabIndex={-1} dir="auto">
        {slide.title}
      </h1>
      {slide.picture && <img src={slide.picture.url} alt={slide.picture.alt} />}
      <Markdown text={slide.markdown} />
      {slide.video && video && (
        <a class="button" href={video} target="_blank" rel="noopener noreferrer">
          {slide.video.title}
        </a>
      )}
    </article>
  );
}
