import type { Snapshot, TalliedText } from '@protocol/messages';
import { ContentScreen } from './content-screen';
import { JoinScreen, type Door } from './join-screen';
import { QuestionScreen } from './question-screen';
import { Strip } from './strip';
import { warns, WarningScreen } from './warning-screen';
import { inLanguage, laidOutIn } from '../../shared/language';
import { phaseWords } from '../wording';
import './stage.css';

export type StageState = Pick<
  Snapshot,
  'phase' | 'present' | 'locked' | 'slide' | 'question' | 'tally' | 'withheld'
>;

interface Props {
  door: Door;
  state: StageState;
  asTable: boolean;
  /** A stage inside another page: its heading is not the page's first. */
  inside?: boolean;
  onQr?: () => void;
  onHelp?: () => void;
  onChooseText?: (text: TalliedText) => void;
}

/** What the room sees. It fills its box and sets its type by the box's height. */
export function Stage(props: Props) {
  const { door, state, inside, onQr, onHelp } = props;
  const Heading = inside === true ? 'h2' : 'h1';
  if (state.phase === 'ended') return <Ended door={door} Heading={Heading} />;
  if (state.slide === null) {
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
          <SlideScreen {...props} Heading={Heading} />
        </div>
        <Strip
          door={door}
          present={state.present}
          phase={state.slide.kind === 'content' ? null : phaseWords(state.question)}
          {...(onQr !== undefined && { onQr })}
          {...(onHelp !== undefined && { onHelp })}
        />
      </div>
    </div>
  );
}

type ScreenProps = Props & { Heading: 'h1' | 'h2' };

function SlideScreen({ door, state, Heading, asTable, onChooseText }: ScreenProps) {
  const { slide, question } = state;
  const { dir } = inLanguage(door.room.language);
  if (slide === null) return null;
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
      dir={dir}
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
