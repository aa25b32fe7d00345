import type { Deck, Slide, Snapshot } from '@protocol/messages';
import type { Door } from '../staff/stage/join-screen';
import { Stage, type StageState } from '../staff/stage/stage';
import { groupSizes } from '../shared/slides';
import { slideAfter } from './next-step';
import { onlyYou } from './wording';

interface CurrentProps {
  door: Door;
  snapshot: Snapshot;
  asTable: boolean;
  onPages: (pages: number) => void;
}

/** The current slide as the room sees it; where the facilitator sees more, it says so. */
export function CurrentStage({ door, snapshot, asTable, onPages }: CurrentProps) {
  return (
    <section
      class={onlyYou(snapshot) === null ? 'current' : 'current only-you'}
      aria-label="The current slide"
    >
      <div class="frame">
        <Stage door={door} state={snapshot} asTable={asTable} onPages={onPages} inside />
      </div>
    </section>
  );
}

/** A picture to recognise, not to read: the slide list has its words. */
export function NextStage(props: { deck: Deck; door: Door; snapshot: Snapshot }) {
  const { deck, door, snapshot } = props;
  const slide = slideAfter(deck, snapshot);
  return (
    <div class="next-stage">
      <p class="soft">{slide === null ? 'This is the last slide.' : 'Next'}</p>
      {slide !== null && (
        <div class="frame" inert aria-hidden="true">
          <Stage door={door} state={stateBefore(slide, snapshot)} asTable={false} inside />
        </div>
      )}
    </div>
  );
}

/** A slide as it will look when it is shown: its question as it is, without answers. */
export function stateBefore(slide: Slide, snapshot: Snapshot): StageState {
  const overview = snapshot.questions?.find((question) => question.id === slide.id);
  const k = slide.kind === 'content' ? 1 : groupSizes[slide.level];
  const waiting = { id: slide.id, round: 1, revealed: true, ...overview };
  const waits = overview !== undefined || slide.warning !== undefined;
  const { joined, locked } = snapshot;
  const unopened = { announcement: 0, joined, joined_at_opening: 0, offers: 0 };
  return {
    phase: 'live',
    present: snapshot.present,
    locked,
    slide,
    question: waits ? { ...waiting, ...unopened, phase: 'waiting', k } : null,
    tally: null,
    withheld: null,
  };
}
