import type { Deck, FacilitatorWelcome, Snapshot } from '@protocol/messages';
import { useState } from 'preact/hooks';
import type { Door } from '../staff/stage/join-screen';
import { JoinOverlay } from '../staff/stage/join-overlay';
import { LineNotice, Unopened } from '../staff/line-notice';
import { KeyHelp } from '../staff/overlay';
import { useShortcuts } from '../staff/shortcuts';
import type { Room } from '../store/room';
import type { StaffPageProps } from '../staff/start';
import { wholeSlide } from '../staff/stage/stage';
import { useStaffRoom } from '../staff/use-staff-room';
import type { View } from '../store/view';
import { askedQuestion } from './asked';
import { Confirm } from '../staff/confirm';
import { ControlBar, pointAtHint, revealOrConceal, type Ask } from './control-bar';
import { facilitatorAction, facilitatorKeys, whereKeysWork, type FacilitatorAction } from './keys';
import { Moderation } from './moderation';
import { isClosedForGood, nextStep, stepBack, type Step } from './next-step';
import { useOrders, type Orders } from './orders';
import { CurrentStage, NextStage } from './previews';
import { ReportPage } from './report/report-page';
import { RoomPanel } from './room-panel';
import { SlideList } from './slide-list';
import { SlideNotes } from './slide-notes';
import { useDriving, type Driving } from './use-driving';
import { useTooLong } from './use-too-long';
import { useWide } from './use-wide';
import { textOrder, toggleWall, WallBar } from './wall-bar';
import './desk.css';
import {
  behindTheWarning,
  closesAlready,
  endMeans,
  joinedSentence,
  onlyYou,
  onTheWall,
  progressSentence,
  resetMeans,
  stillOpen,
  tooSoon,
} from './wording';

export function FacilitatorPage({ code, capability }: StaffPageProps) {
  const { room, view, door } = useStaffRoom(
    { role: 'facilitator', code, capability },
    'Facilitator: ',
  );
  const { welcome, snapshot } = view;
  if (welcome?.role !== 'facilitator' || snapshot === null || door === null) {
    return <Unopened view={view} onRetry={() => room?.retry()} />;
  }
  return <Desk room={room} view={view} welcome={welcome} snapshot={snapshot} door={door} />;
}

interface DeskProps {
  room: Room | null;
  view: View;
  welcome: FacilitatorWelcome;
  snapshot: Snapshot;
  door: Door;
}

function Desk({ room, view, welcome, snapshot, door }: DeskProps) {
  const orders = useOrders(room);
  if (snapshot.phase === 'ended') {
    const { report, line, keeps } = view;
    return (
      <ReportPage deck={welcome.deck} report={report} orders={orders} line={line} sealed={keeps} />
    );
  }
  return (
    <>
      <LineNotice view={view} />
      <LiveDesk
        welcome={welcome}
        snapshot={snapshot}
        door={door}
        orders={orders}
        ask={room?.ask ?? askNobody}
      />
    </>
  );
}

/** Until there is a line. */
const askNobody: Room['ask'] = () => Promise.resolve({ type: 'lost' });

type Over = 'qr' | 'help' | Ask;

interface LiveProps {
  welcome: FacilitatorWelcome;
  snapshot: Snapshot;
  door: Door;
  orders: Orders;
  ask: Room['ask'];
}

function LiveDesk({ welcome, snapshot, door, orders, ask }: LiveProps) {
  const { deck, links } = welcome;
  const [over, setOver] = useState<Over | null>(null);
  const [asTable, setAsTable] = useState(false);
  const [pages, setPages] = useState(1);
  const { give } = orders;
  const wall = snapshot.wall ?? wholeSlide;
  const driving = useDriving(snapshot, give);
  const take = (step: Step) => (step.name === 'end' ? setOver('end') : driving.take(step));

  const act = (action: FacilitatorAction) => {
    const question = askedQuestion(snapshot);
    switch (action) {
      case 'next':
        return takeIfHarmless(nextStep(deck, snapshot), driving);
      case 'back':
        return takeIfHarmless(stepBack(deck, snapshot), driving);
      case 'open_or_close':
        if (isClosedForGood(snapshot)) return pointAtHint();
        if (driving.closing.name === 'held') return driving.keepOpen();
        if (question !== null) {
          const name = question.phase === 'open' ? 'close' : 'open';
          driving.take({ name, question: question.id });
        }
        return;
      case 'reveal_or_conceal':
        // Before the opening there is nothing to show, nor to hide.
        if (question !== null && question.phase !== 'waiting') {
          driving.toggle(revealOrConceal(question.id, question.revealed));
        }
        return;
      case 'tables':
        return setAsTable(!asTable);
      case 'join':
        return give(toggleWall(wall, 'join'));
      case 'dark':
        return give(toggleWall(wall, 'nothing'));
      case 'help':
        return setOver(over === action ? null : action);
    }
  };
  useShortcuts(facilitatorAction, act);

  return (
    <div class="desk">
      <header class="desk-head">
        <h1 dir="auto">{welcome.room.title}</h1>
        <button type="button" class="quiet" onClick={() => setOver('help')}>
          Keys
        </button>
        <button type="button" class="quiet" onClick={() => setOver('end')}>
          End the room
        </button>
      </header>
      <Slides deck={deck} snapshot={snapshot} goTo={driving.goTo} />
      <main class="desk-middle">
        <CurrentStage door={door} snapshot={snapshot} asTable={asTable} onPages={setPages} />
        <div class="desk-below">
          <div class="desk-controls">
            <Progress snapshot={snapshot} driving={driving} />
            <ControlBar
              deck={deck}
              snapshot={snapshot}
              driving={driving}
              take={take}
              give={give}
              ask={setOver}
            />
            <Notice orders={orders} />
            <SlideNotes deck={deck} snapshot={snapshot} />
          </div>
          <NextStage deck={deck} door={door} snapshot={snapshot} />
        </div>
      </main>
      <aside class="desk-side">
        <RoomPanel
          door={door}
          links={links}
          present={snapshot.present}
          answered={snapshot.tally?.people ?? 0}
          locked={snapshot.locked}
          endsAfter={welcome.ends_after}
          give={give}
          onQr={() => setOver('qr')}
        />
        <WallBar snapshot={snapshot} pages={pages} give={give} />
        {snapshot.question !== null && snapshot.tally !== null && (
          <Moderation
            key={`${snapshot.question.id}#${snapshot.question.round}`}
            question={snapshot.question.id}
            tally={snapshot.tally}
            revision={snapshot.revision}
            language={deck.language}
            onWall={snapshot.question.revealed ? wall.item : undefined}
            bringUp={(item) => give(textOrder(wall, item))}
            give={give}
            ask={ask}
          />
        )}
      </aside>
      <Dialogs
        over={over}
        snapshot={snapshot}
        door={door}
        orders={orders}
        close={() => setOver(null)}
      />
    </div>
  );
}

/** A clicker pressed once too often must not end the room. */
function takeIfHarmless(step: Step | null, driving: Driving): void {
  if (step !== null && step.name !== 'end') driving.take(step);
}

/** On a narrow screen the list folds away above the controls. */
function Slides(about: { deck: Deck; snapshot: Snapshot; goTo: Driving['goTo'] }) {
  const props = { ...about, tooLong: useTooLong(about.deck) };
  const wide = useWide();
  if (wide) {
    return (
      <div class="desk-slides">
        <SlideList {...props} />
      </div>
    );
  }
  const { position } = props.snapshot;
  return (
    <details class="desk-slides">
      <summary class="figures">
        Slides{position !== null && ` (${position.index + 1} of ${position.count})`}
      </summary>
      <SlideList {...props} />
    </details>
  );
}

/** What became of the last press; else what the facilitator knows beyond the picture, in words alone. */
function Progress({ snapshot, driving }: { snapshot: Snapshot; driving: Driving }) {
  const question = askedQuestion(snapshot);
  const held = driving.closing.name === 'held';
  const said = held
    ? driving.ignored
      ? closesAlready
      : stillOpen
    : driving.ignored
      ? tooSoon
      : null;
  const { tally, progress } = snapshot;
  const answered = progressSentence(progress, question, tally);
  const joined = question === null ? null : joinedSentence(question, tally?.people ?? 0);
  return (
    <p class="progress soft figures" role="status">
      {said ??
        [onTheWall(snapshot), behindTheWarning(snapshot), onlyYou(snapshot), answered, joined]
          .filter((part) => part !== null)
          .join(' ')}
    </p>
  );
}

function Notice({ orders }: { orders: Orders }) {
  return (
    <div role="alert">
      {orders.notice !== null && (
        <p class="notice">
          {orders.notice}{' '}
          <button type="button" class="quiet" onClick={orders.dismiss}>
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}

interface DialogsProps {
  over: Over | null;
  snapshot: Snapshot;
  door: Door;
  orders: Orders;
  close: () => void;
}

function Dialogs({ over, snapshot, door, orders, close }: DialogsProps) {
  const question = snapshot.question?.id;
  switch (over) {
    case null:
      return null;
    case 'help':
      return <KeyHelp keys={facilitatorKeys} where={whereKeysWork} onClose={close} />;
    case 'qr':
      return (
        <JoinOverlay
          door={door}
          present={snapshot.present}
          locked={snapshot.locked}
          onClose={close}
        />
      );
    case 'end':
      return (
        <Confirm
          title="End the room?"
          means={endMeans}
          yes="End the room"
          onYes={() => orders.give({ type: 'control', action: 'end' })}
          onClose={close}
        />
      );
    case 'reset':
      if (question === undefined) return null;
      return (
        <Confirm
          title="Reset this question?"
          means={resetMeans}
          yes="Delete the answers"
          onYes={() => orders.give({ type: 'control', action: 'reset', question })}
          onClose={close}
        />
      );
  }
}
