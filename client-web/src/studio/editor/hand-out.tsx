import { Component } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { partsOf, titleOf, type Deck, type Slide } from '../../deck/model';
import { shownCharacters } from '../../deck/shown';
import { markdownToNodes } from '../../staff/markdown';
import { editor as say } from '../words';
import './hand-out.css';

/** The deck on paper: seen by printers alone. Warnings stand before what they warn of; notes are not in it. */
export function HandOut({ deck }: { deck: Deck }) {
  return (
    <article class="hand-out" lang={deck.language}>
      <h1 dir="auto">{deck.title}</h1>
      {deck.slides.map((slide) => (
        <OnPaper key={slide.id} slide={slide} />
      ))}
    </article>
  );
}

/** Drawn again only when its slide has changed: a deck may have 200, and this is drawn with every letter. */
class OnPaper extends Component<{ slide: Slide }> {
  override shouldComponentUpdate(next: { slide: Slide }) {
    return next.slide !== this.props.slide;
  }

  override render({ slide }: { slide: Slide }) {
    return (
      <section>
        <h2 dir="auto">{titleOf(slide)}</h2>
        {slide.warning !== '' && <p dir="auto">{slide.warning}</p>}
        <Body slide={slide} />
      </section>
    );
  }
}

function Prose({ markdown }: { markdown: string }) {
  const text = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => text.current?.replaceChildren(markdownToNodes(markdown)), [markdown]);
  return <div dir="auto" ref={text} />;
}

function Body({ slide }: { slide: Slide }) {
  switch (slide.kind) {
    case 'content':
      return (
        <>
          <Prose markdown={slide.markdown.slice(0, shownCharacters)} />
          {slide.markdown.length > shownCharacters && <p>{say.handOutCut}</p>}
          {slide.picture !== null && <img src={slide.picture.src} alt={slide.picture.alt} />}
          {slide.video.url !== '' && (
            <p>
              {slide.video.title}: {slide.video.url}
            </p>
          )}
        </>
      );
    case 'scale':
    case 'choice': {
      const { min, max, min_label, max_label } = slide.kind === 'scale' ? slide.range : noRange;
      return (
        <ul>
          {partsOf(slide).map((part) => (
            <li key={part.id} dir="auto">
              {part.text}
              {slide.kind === 'scale' && ` (${min} ${min_label} – ${max} ${max_label})`}
            </li>
          ))}
        </ul>
      );
    }
    case 'word_cloud':
    case 'free_text':
      return <div class="hand-out-space" role="img" aria-label={say.handOutSpace} />;
  }
}

const noRange = { min: 0, max: 0, min_label: '', max_label: '' };
