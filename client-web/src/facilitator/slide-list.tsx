import type { Deck, QuestionOverview, Slide, Snapshot } from '@protocol/messages';
import { useEffect, useRef } from 'preact/hooks';
import { kindName, levelName, overviewName, titleOf, tooLongName } from './wording';
import './slide-list.css';

interface Props {
  deck: Deck;
  snapshot: Snapshot;
  goTo: (slide: string | null) => void;
  /** The slides that do not fit the projector. */
  tooLong: ReadonlySet<string>;
}

/** Every slide is one press away. */
export function SlideList({ deck, snapshot, goTo, tooLong }: Props) {
  const current = snapshot.slide?.id ?? null;
  return (
    <nav class="slide-list" aria-label="Slides">
      <ol>
        <li>
          <Entry isCurrent={current === null} onPress={() => goTo(null)}>
            <span class="slide-title">Join screen</span>
          </Entry>
        </li>
        {deck.slides.map((slide) => (
          <li key={slide.id}>
            <Entry isCurrent={current === slide.id} onPress={() => goTo(slide.id)}>
              <span class="slide-title" dir="auto">
                {titleOf(slide)}
              </span>
              <Facts
                slide={slide}
                overview={overviewOf(snapshot, slide)}
                tooLong={tooLong.has(slide.id)}
              />
            </Entry>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function overviewOf(snapshot: Snapshot, slide: Slide): QuestionOverview | undefined {
  return snapshot.questions?.find((question) => question.id === slide.id);
}

interface FactsProps {
  slide: Slide;
  overview: QuestionOverview | undefined;
  tooLong: boolean;
}

function Facts({ slide, overview, tooLong }: FactsProps) {
  const facts = [
    kindName(slide),
    ...(slide.kind === 'content' ? [] : [levelName(slide.level)]),
    ...(slide.warning === undefined ? [] : ['with a warning']),
    ...(tooLong ? [tooLongName] : []),
  ];
  return (
    <span class="slide-facts">
      {overview !== undefined && (
        <span class={`badge ${overview.phase}`}>{overviewName(overview)}</span>
      )}
      {facts.map((fact, i) => (
        // A line breaks between facts, never inside one.
        <span key={fact}>
          {i > 0 && ' · '}
          <span class="fact">{fact}</span>
        </span>
      ))}
    </span>
  );
}

interface EntryProps {
  isCurrent: boolean;
  onPress: () => void;
  children: preact.ComponentChildren;
}

function Entry({ isCurrent, onPress, children }: EntryProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isCurrent) button.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  return (
    <button
      ref={button}
      type="button"
      class="slide-entry"
      aria-current={isCurrent ? 'true' : undefined}
      onClick={onPress}
    >
      {children}
    </button>
  );
}
