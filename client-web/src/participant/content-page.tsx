import type { ContentSlide } from '@protocol/messages';
import type { ComponentType, RefObject } from 'preact';
import { inLanguage, laidOutIn } from '../shared/language';
import { safeLink } from '../shared/safe-link';
import { useEffect, useState } from 'preact/hooks';
import { panels as say } from './wording';

interface Props {
  slide: ContentSlide;
  heading: RefObject<HTMLHeadingElement>;
  language: string;
}

export function ContentPage({ slide, heading, language }: Props) {
  const video = slide.video && safeLink(slide.video.url);
  return (
    <article class="content-slide" {...laidOutIn(language)}>
      <h1 ref={heading} tabIndex={-1} {...inLanguage(language)}>
        {slide.title}
      </h1>
      {slide.picture && <img src={slide.picture.url} alt={slide.picture.alt} />}
      <Prose text={slide.markdown} />
      {slide.video && video && (
        <a class="button" href={video} target="_blank" rel="noopener noreferrer">
          {slide.video.title}
        </a>
      )}
    </article>
  );
}

/** The reader of Markdown is fetched when there is something to read: who only answers questions need not load it. */
function Prose({ text }: { text: string }) {
  const [Markdown, setMarkdown] = useState<ComponentType<{ text: string }> | null>(null);
  const [tries, setTries] = useState(0);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    if (text === '' || Markdown !== null) return;
    import('./markdown/markdown').then(
      (found) => setMarkdown(() => found.Markdown),
      () => setLost(true),
    );
  }, [text, tries]);
  if (Markdown !== null) return <Markdown text={text} />;
  if (!lost) return null;
  // Unread it is still text that people can understand.
  return (
    <>
      <p style={{ whiteSpace: 'pre-wrap' }}>{text}</p>
      <button
        class="quiet"
        type="button"
        onClick={() => {
          setLost(false);
          setTries(tries + 1);
        }}
      >
        {say.again}
      </button>
    </>
  );
}
