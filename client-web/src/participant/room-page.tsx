import type { StoredRecord } from '@protocol/messages';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { spokenCode } from '../shared/code';
import { productName } from '../shared/product';
import { elsewhere as sayElsewhere, line as sayLine, room as say } from './wording';
import { lastWord, ownKey, type View } from '../store/view';
import type { Room } from '../store/room';
import { useRoom } from '../store/use-room';
import { Panel, type PanelName } from './panels';
import type { PhoneKeeping } from './keeping';
import { endingOf, type Ending } from './endings';
import { SlidePage } from './slide-page';

interface Props {
  code: string;
  keeping: PhoneKeeping;
  /** With the server's sentence when there is no such room. */
  onLeave: (why?: string) => void;
}

export function RoomPage({ code, keeping, onLeave }: Props) {
  const pass = useMemo(() => {
    const secret = keeping.secret();
    return { role: 'participant' as const, code, ...(secret !== undefined && { secret }) };
  }, [code]);
  const { room, view } = useRoom(pass, keeping);
  const [panel, setPanel] = useState<PanelName | null>(null);
  const ending = endingOf(view);

  useEffect(() => {
    if (view.turnedAway?.code === 'room_not_found') onLeave(view.turnedAway.message);
  }, [view.turnedAway]);

  // An ended room takes nothing more, so nothing of it has to stay on the phone.
  useEffect(() => {
    if (ending?.forget) keeping.forget();
  }, [ending?.forget]);

  const checking = useRestoredAnswer(view, keeping, room);

  const language = view.welcome?.room.language;
  return (
    <div class="page">
      <header class="top">
        <p lang={language} dir="auto">
          {view.welcome?.room.title ?? productName}
        </p>
      </header>
      <LineBanner view={view} onRetry={room?.retry} />
      {!ending && <Elsewhere view={view} />}
      <main>
        {ending ? (
          <EndPage ending={ending} unsent={hasUnsent(view)} onLeave={() => onLeave()} />
        ) : room && view.snapshot ? (
          <SlidePage
            room={room}
            view={view}
            snapshot={view.snapshot}
            keeping={keeping}
            checking={checking}
          />
        ) : (
          <Arriving view={view} />
        )}
      </main>
      <footer class="foot">
        <button class="quiet" type="button" onClick={() => setPanel('anonymity')}>
          {say.howAnonymous}
        </button>
        {!ending && (
          <button class="quiet" type="button" onClick={() => setPanel('stored')}>
            {say.storedAboutMe}
          </button>
        )}
        <p class="hint">{say.code(spokenCode(code))}</p>
      </footer>
      {panel !== null && <Panel name={panel} room={room} onClose={() => setPanel(null)} />}
    </div>
  );
}

/**
 * Asks the server for an answer that this phone has sent and this page knows nothing of: from before it was loaded, or
 * from another tab. True until it is known, so that nobody is shown an empty form for a question that they have answered.
 */
function useRestoredAnswer(view: View, keeping: PhoneKeeping, room: Room | null): boolean {
  /** Of these the server has none. */
  const [none, setNone] = useState<readonly string[]>([]);
  const question = view.snapshot?.question;
  const key = question ? ownKey(question.id, question.round) : null;
  const unknown = key !== null && view.own[key] === undefined;
  const missing = unknown && !none.includes(key) && keeping.wasSent(key);
  const live = view.line.name === 'live';
  useEffect(() => {
    if (!question || !missing || !live) return;
    void room?.ask({ type: 'mine', question: question.id }).then((reply) => {
      if (reply.type === 'lost' || (reply.type === 'mine' && isAmong(reply.records, key))) return;
      setNone((before) => [...before, key]);
    });
  }, [key, missing, live]);
  // Once something was said again, the server may have one.
  useEffect(() => {
    if (!unknown) setNone((before) => before.filter((other) => other !== key));
  }, [key, unknown]);
  return missing;
}

function isAmong(records: readonly StoredRecord[], key: string): boolean {
  return records.some(({ question, round }) => ownKey(question, round) === key);
}

function LineBanner({ view, onRetry }: { view: View; onRetry: (() => void) | undefined }) {
  const word = view.line.name === 'put_off' ? lastWord(view) : null;
  // On the first way in the page itself says it.
  const putOff = view.snapshot !== null && word !== null;
  return (
    <div class="line" role="status">
      {view.line.name === 'broken' && (
        <p>
          {sayLine.broken}{' '}
          <button class="quiet inline" type="button" onClick={onRetry}>
            {sayLine.retry}
          </button>
        </p>
      )}
      {putOff && (
        <p>
          {word.message} {sayLine.keptMeanwhile}
        </p>
      )}
    </div>
  );
}

/** Says what became of an answer whose question has left the screen, so that nobody wonders. */
function Elsewhere({ view }: { view: View }) {
  const [seen, setSeen] = useState<readonly string[]>([]);
  const question = view.snapshot?.question;
  const here = question ? ownKey(question.id, question.round) : null;
  const others = Object.entries(view.own).filter(([key]) => key !== here && !seen.includes(key));
  const refused = others.filter(([, own]) => own.state === 'refused').map(([key]) => key);
  const down = view.line.name === 'broken' || view.line.name === 'put_off';
  const waits = down && others.some(([, own]) => own.state === 'sending');
  return (
    <div class="line" role="status">
      {waits && <p>{sayElsewhere.waiting}</p>}
      {refused.length > 0 && (
        <p>
          {sayElsewhere.refused}{' '}
          <button class="quiet inline" type="button" onClick={() => setSeen([...seen, ...refused])}>
            {sayElsewhere.seen}
          </button>
        </p>
      )}
    </div>
  );
}

function Arriving({ view }: { view: View }) {
  const refusal = lastWord(view);
  return (
    <div class="calm" role="status">
      {refusal ? (
        <>
          <h1>{sayLine.notYet}</h1>
          <p>{refusal.message}</p>
          {refusal.code !== 'not_kept' && <p class="hint">{sayLine.triesAgain}</p>}
        </>
      ) : (
        <p class="hint late">{sayLine.connecting}</p>
      )}
    </div>
  );
}

/** Whether something that was written did not get there before the end: then it is said, not swallowed. */
function hasUnsent(view: View): boolean {
  return Object.values(view.own).some(
    (own) =>
      own.state === 'sending' || (own.state === 'refused' && own.refusal.code === 'room_ended'),
  );
}

interface EndProps {
  ending: Ending;
  unsent: boolean;
  onLeave: () => void;
}

function EndPage({ ending, unsent, onLeave }: EndProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div class="calm">
      <h1 ref={heading} tabIndex={-1}>
        {ending.title}
      </h1>
      {unsent && <p>{say.endedUnsent}</p>}
      <p>{ending.means}</p>
      {ending.otherCode && (
        <button class="button" type="button" onClick={onLeave}>
          {say.anotherCode}
        </button>
      )}
    </div>
  );
}
