import type { ContentSlide } from '@protocol/messages';
import { useMemo } from 'preact/hooks';
import { markdownToHtml } from './markdown';

/** Longer text is set smaller, so that the back row still sees all of it. */
export function textSize(markdown: string): 'large' | 'middle' | 'small' {
  const lines = markdown
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 60)), 0);
  if (lines <= 8) return 'large';
  return lines <= 13 ? 'middle' : 'small';
}

export function ContentScreen({ slide, Heading }: { slide: ContentSlide; Heading: 'h1' | 'h2' }) {
  const html = useMemo(() => markdownToHtml(slide.markdown), [slide.markdown]);
  return (
    <div class={slide.picture === undefined ? 'content' : 'content with-picture'}>
      <Heading class="prompt" dir="auto">
        {slide.title}
      </Heading>
      <div class="content-body">
        {slide.markdown !== '' && (
          <div
            class={`prose ${textSize(slide.markdown)}`}
            dir="auto"
            // Cleaned by DOMPurify in markdown.ts.
            dangerouslySetInnerHTML={{ __html: html }}
          />
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
