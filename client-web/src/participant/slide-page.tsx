import type { Slide, Snapshot } from '@protocol/messages';
import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { inLanguage } from '../shared/language';
import { productName } from '../shared/product';
import { useAwake } from '../shared/use-awake';
import { ForgetMe } from './forget-me';
import { forgetMe as sayForget, room as sayRoom, warning as sayWarning } from './wording';
import type { Room } from '../store/room';
import type { View } from '../store/view';
import { ContentPage } from './content-page';
import type { PhoneKeeping } from './keeping';
import { QuestionPage } from './question-page';
import './slide.css';

interface Props {
  room: Room;
  view: View;
  snapshot: Snapshot;
  keeping: PhoneKeeping;
  checking: boolean;
  onForget: () => void;
}

/** One slide at a time: the lobby, a content warning, content, or a question. */
export function SlidePage({ room, view, snapshot, keeping, checking, onForget }: Props) {
  const { slide } = snapshot;
  const [warned, setWarned] = useState<Record<string, string>>({});
  const choice = slide === null ? undefined : (warned[slide.id] ?? keeping.warned(slide.id));
  const hidden = slide?.warning !== undefined && choice !== 'shown';
  // Past a warning there is another heading, and the button that had the focus is gone.
  const heading = useFocusOn(
    slide === null ? null : `${slide.id} ${choice ?? ''}`,
    hidden ? null : slide,
  );
  const language = view.welcome?.room.language ?? 'en';
  useEffect(() => {
    if (slide?.kind === 'content' && !hidden) keeping.setSeen(slide);
  }, [slide?.id, hidden]);
  useAwake(slide === null || snapshot.question?.phase === 'waiting');

  if (slide === null) return <Lobby snapshot={snapshot} heading={heading} onForget={onForget} />;

  const choose = (next: 'shown' | 'sat out') => {
    keeping.setWarned(slide.id, next);
    setWarned({ ...warned, [slide.id]: next });
  };
  if (hidden) {
    return choice === 'sat out' ? (
      <Calm title={sayWarning.satOut} heading={heading}>
        <p>{sayWarning.satOutMeans}</p>
        <button class="quiet" type="button" onClick={() => choose('shown')}>
          {sayWarning.showAfterAll}
        </button>
      </Calm>
    ) : (
      <div class="content-warning">
        <h1 ref={heading} tabIndex={-1}>
          {sayWarning.title}
        </h1>
        <p class="said" {...inLanguage(language)}>
          {slide.warning}
        </p>
        <div class="bar">
          <button class="button primary" type="button" onClick={() => choose('shown')}>
            {sayWarning.show}
          </button>
          <button class="button" type="button" onClick={() => choose('sat out')}>
            {sayWarning.sitOut}
          </button>
        </div>
      </div>
    );
  }

  const putAway = slide.warning !== undefined && (
    <button class="quiet" type="button" onClick={() => choose('sat out')}>
      {sayWarning.putAway}
    </button>
  );
  if (slide.kind === 'content') {
    return (
      <>
        <ContentPage key={slide.id} slide={slide} heading={heading} language={language} />
        {putAway}
      </>
    );
  }
  const state = snapshot.question;
  if (state === null) return null;
  return (
    <>
      {/* A reset question is a new one: nothing of the old round's form may linger. */}
      <QuestionPage
        key={`${state.id}#${state.round}`}
        room={room}
        view={view}
        snapshot={snapshot}
        slide={slide}
        state={state}
        keeping={keeping}
        heading={heading}
        language={language}
        checking={checking}
      />
      {putAway}
    </>
  );
}

/**
 * When another page comes, focus goes to its heading; not at the first one, which nobody has left yet. `shown` is what is
 * on it: a slide behind its warning does not stand in the title of the tab either.
 */
function useFocusOn(page: string | null, shown: Slide | null): RefObject<HTMLHeadingElement> {
  const heading = useRef<HTMLHeadingElement>(null);
  const last = useRef(page);
  useEffect(() => {
    const name = shown === null ? null : shown.kind === 'content' ? shown.title : shown.prompt;
    document.title = name === null ? productName : `${name} · ${productName}`;
    if (last.current === page) return;
    last.current = page;
    window.scrollTo(0, 0);
    heading.current?.focus({ preventScroll: true });
  }, [page]);
  return heading;
}

interface CalmProps {
  title: string;
  heading: RefObject<HTMLHeadingElement>;
  children: ComponentChildren;
}

function Calm({ title, heading, children }: CalmProps) {
  return (
    <div class="calm">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  );
}

interface LobbyProps {
  snapshot: Snapshot;
  heading: RefObject<HTMLHeadingElement>;
  onForget: () => void;
}

function Lobby({ snapshot, heading, onForget }: LobbyProps) {
  return (
    <Calm title={sayRoom.inTheRoom} heading={heading}>
      <p>{sayRoom.nothingYet}</p>
      <p class="hint figures">{sayRoom.present(snapshot.present)}</p>
      <ForgetMe label={sayForget.somebodyElse} onForget={onForget} />
    </Calm>
  );
}
