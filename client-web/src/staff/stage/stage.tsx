import type { Snapshot, TalliedText, Wall } from '@protocol/messages';
import type { ComponentChildren } from 'preact';
import { useMemo } from 'preact/hooks';
import { WallPage } from '../../charts/wall-page';
import { ContentScreen } from './content-screen';
import { JoinScreen, type Door } from './join-screen';
import { QuestionScreen } from './question-screen';
import { Strip } from './strip';
import { TextScreen } from './text-screen';
import { warns, WarningScreen } from './warning-screen';
import { inLanguage, laidOutIn } from '../../shared/language';
import { isPassed, phaseWords } from '../wording';
import './stage.css';

export type StageState = Pick<
  Snapshot,
  'phase' | 'present' | 'locked' | 'slide' | 'question' | 'tally' | 'withheld' | 'wall'
>;

/** The slide itself, from its first page. */
export const wholeSlide: Wall = { shows: 'slide', page: 0, item: null, text: null };

interface Props {
  door: Door;
  state: StageState;
  asTable: boolean;
  /** A stage inside another page: its heading is not the page's first. */
  inside?: boolean;
  onQr?: () => void;
  onHelp?: () => void;
  onChooseText?: (text: TalliedText) => void;
  /** How many pages the slide has on a screen of this shape. */
  onPages?: (pages: number) => void;
}

/** What the room sees. It fills its box and sets its type by the box's height. */
export function Stage(props: Props) {
  const { door, state, inside, onQr, onHelp } = props;
  const Heading = inside === true ? 'h2' : 'h1';
  if (state.phase === 'ended') return <Ended door={door} Heading={Heading} />;
  const wall = state.wall ?? wholeSlide;
  if (wall.shows === 'nothing') return <Dark inside={inside === true} />;
  if (state.slide === null || wall.shows === 'join') {
    return (
      <div class="stage">
        <div class="stage-sheet" {...laidOutIn(door.room.language)}>
          <JoinScreen door={door} present={state.present} locked={state.locked} Heading={Heading} />
        </div>
      </div>
    );
  }
  return (
    <div class="stage">
      <div class="stage-sheet">
        <div class="stage-slide" {...laidOutIn(door.room.language)}>
          <Paged page={wall.page} tell={props.onPages}>
            <SlideScreen {...props} wall={wall} Heading={Heading} />
          </Paged>
        </div>
        <Strip
          door={door}
          present={isPassed(state.present, state.tally?.people ?? 0) ? null : state.present}
          phase={state.slide.kind === 'content' ? null : phaseWords(state.question)}
          {...(onQr !== undefined && { onQr })}
          {...(onHelp !== undefined && { onHelp })}
        />
      </div>
    </div>
  );
}

function Paged(props: {
  page: number;
  tell: ((pages: number) => void) | undefined;
  children: ComponentChildren;
}) {
  const { page, tell } = props;
  const value = useMemo(() => ({ page, tell: tell ?? (() => undefined) }), [page, tell]);
  return <WallPage.Provider value={value}>{props.children}</WallPage.Provider>;
}

/** As a clicker's “B”: people look at each other. On the desk it says what it is. */
function Dark({ inside }: { inside: boolean }) {
  return (
    <div class="stage dark">
      <p class={inside ? 'stage-dark' : 'unseen'}>The screen is dark.</p>
    </div>
  );
}

function SlideScreen(props: Props & { wall: Wall; Heading: 'h1' | 'h2' }) {
  const { door, state, wall, Heading, asTable, onChooseText } = props;
  const { slide, question } = state;
  const { dir } = inLanguage(door.room.language);
  if (slide === null) return null;
  if (wall.text !== null) {
    return <TextScreen slide={slide} text={wall.text} dir={dir} Heading={Heading} />;
  }
  if (warns(state) && slide.warning !== undefined) {
    return <WarningScreen text={slide.warning} dir={dir} Heading={Heading} />;
  }
  if (slide.kind === 'content') return <ContentScreen slide={slide} dir={dir} Heading={Heading} />;
  if (question === null) return null;
  return (
    <QuestionScreen
      slide={slide}
      question={question}
      snapshot={state}
      language={door.room.language}
      Heading={Heading}
      asTable={asTable}
      {...(onChooseText !== undefined && { onChooseText })}
    />
  );
}

function Ended({ door, Heading }: { door: Door; Heading: 'h1' | 'h2' }) {
  return (
    <div class="stage">
      <div class="stage-sheet ended" {...laidOutIn(door.room.language)}>
        <Heading class="prompt">Thank you</Heading>
        <p>This room has ended. It takes no more answers.</p>
        <p class="ended-title" dir="auto">
          {door.room.title}
        </p>
      </div>
    </div>
  );
}
