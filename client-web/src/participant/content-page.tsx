import type { ContentSlide } from '@protocol/messages';
import type { RefObject } from 'preact';
import { inLanguage, laidOutIn } from '../shared/language';
import { safeLink } from '../shared/safe-link';
import { useFetched } from '../shared/use-fetched';
import { panels as say } from './wording';

interface Props {
  slide: ContentSlide;
  heading: RefObject<HTMLHeadingElement>;
  language: string;
}

export function ContentPage({ slide, heading, language }: Props) {
  return (
    <article class="content-slide" {...laidOutIn(language)}>
      <h1 ref={heading} tabIndex={-1} {...inLanguage(language)}>
        {slide.title}
      </h1>
      <ContentBody slide={slide} />
    </article>
  );
}

/** All of a content slide but its title. */
export function ContentBody({ slide }: { slide: ContentSlide }) {
  const video = slide.video && safeLink(slide.video.url);
  return (
    <>
      {slide.picture && <img src={slide.picture.url} alt={slide.picture.alt} />}
      <Prose text={slide.markdown} />
      {slide.video && video && (
        <a class="button" href={video} target="_blank" rel="noopener noreferrer">
          {slide.video.title}
        </a>
      )}
    </>
  );
}

/** The reader of Markdown is fetched when there is something to read: who only answers questions need not load it. */
function Prose({ text }: { text: string }) {
  const {
    part: Markdown,
    lost,
    again,
  } = useFetched(() => import('./markdown/markdown').then((found) => found.Markdown), text !== '');
  if (Markdown !== null) return <Markdown text={text} />;
  if (!lost) return null;
  // Unread it is still text that people can understand.
  return (
    <>
      <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>
      <button class="quiet" type="button" onClick={again}>
        {say.again}
      </button>
    </>
  );
}
