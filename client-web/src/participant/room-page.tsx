import type { StoredRecord } from '@protocol/messages';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { spokenCode } from '../shared/code';
import { inLanguage, speakIn } from '../shared/language';
import { productName } from '../shared/product';
import { line as sayLine, room as say } from './wording';
import { lastWord, ownKey, questionOf, type View } from '../store/view';
import type { Room } from '../store/room';
import { useRoom } from '../store/use-room';
import { Panel, type PanelName } from './panels';
import type { PhoneKeeping } from './keeping';
import { Elsewhere, lostElsewhere } from './elsewhere';
import { useNews } from './news';
import { listenToOtherTabs, type OtherTabs } from './other-tabs';
import { endingOf, type Ending } from './endings';
import { SlidePage } from './slide-page';

interface Props {
  code: string;
  keeping: PhoneKeeping;
  /** With the server's sentence when there is no such room. */
  onLeave: (why?: string) => void;
  /** Come in again, as a new person. */
  onForget: () => void;
  /** The same, as the browser has forgotten in another tab whom this page shows: by this ticket. */
  onForgotten?: (ticket: string | undefined) => void;
}

export function RoomPage({ code, keeping, onLeave, onForget, onForgotten }: Props) {
  const pass = useMemo(() => {
    const secret = keeping.secret();
    return { role: 'participant' as const, code, ...(secret !== undefined && { secret }) };
  }, [code]);
  const { room, view } = useRoom(pass, keeping, onForgotten);
  const [panel, setPanel] = useState<PanelName | null>(null);
  // Said before anything of an ended room is forgotten.
  const wasHere = useMemo(() => keeping.ticket() !== undefined, [code]);
  const ending = endingOf(view, wasHere);

  useEffect(() => {
    if (view.turnedAway?.code === 'room_not_found') onLeave(view.turnedAway.message);
  }, [view.turnedAway]);

  // An ended room takes nothing more, so nothing of it has to stay on the phone.
  useEffect(() => {
    if (ending?.forget) keeping.forget();
  }, [ending?.forget]);

  const checking = useRestoredAnswer(view, keeping, room);

  useOtherTabs(code, view, room);

  const language = view.welcome?.room.language;
  useEffect(() => {
    speakIn(language);
    return () => speakIn(undefined);
  }, [language]);
  const lineSentence = lineSentenceOf(view);
  const lost = lostElsewhere(view, keeping.unsent());
  const waits = waitsElsewhere(view);
  const told = useNews(view.snapshot);
  const here = view.snapshot?.slide?.id;
  const earlier = keeping.seen().filter(({ id }) => id !== here);
  return (
    <div class="page">
      <header class="top">
        <p {...inLanguage(language)}>{view.welcome?.room.title ?? productName}</p>
      </header>
      <p class="unseen" role="status">
        {told}
      </p>
      <LineBanner
        sentence={ending ? null : lineSentence}
        broken={view.line.name === 'broken'}
        onRetry={room?.retry}
      />
      {!ending && <Elsewhere lost={lost} waits={waits} keeping={keeping} />}
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
            onForget={onForget}
          />
        ) : (
          <Arriving view={view} />
        )}
      </main>
      <footer class="foot">
        <button class="quiet" type="button" onClick={() => setPanel('anonymity')}>
          {say.howAnonymous}
        </button>
        {!ending && earlier.length > 0 && (
          <button class="quiet" type="button" onClick={() => setPanel('earlier')}>
            {say.earlier}
          </button>
        )}
        {!ending && (
          <button class="quiet" type="button" onClick={() => setPanel('stored')}>
            {say.storedAboutMe}
          </button>
        )}
        <p class="hint" translate={false}>
          {say.room} <span class="figures">{spokenCode(code)}</span>
        </p>
      </footer>
      {panel !== null && (
        <Panel
          name={panel}
          room={room}
          onForget={onForget}
          earlier={earlier}
          warned={keeping.warned}
          language={language ?? 'en'}
          onClose={() => setPanel(null)}
        />
      )}
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
  const own = key === null ? null : view.own[key];
  const unknown = own === undefined || (own?.state === 'refused' && own.before === undefined);
  const missing = key !== null && unknown && !none.includes(key) && keeping.wasSent(key);
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

/** What is wrong with the line, once there is something on the screen; on the first way in the page itself says it. */
function lineSentenceOf(view: View): string | null {
  if (view.line.name === 'broken') return view.line.never ? sayLine.never : sayLine.broken;
  const word = view.line.name === 'put_off' ? lastWord(view) : null;
  return view.snapshot !== null && word !== null
    ? `${word.message} ${sayLine.keptMeanwhile}`
    : null;
}

interface BannerProps {
  sentence: string | null;
  broken: boolean;
  onRetry: (() => void) | undefined;
}

function LineBanner({ sentence, broken, onRetry }: BannerProps) {
  return (
    <div class="line" role="status">
      {sentence !== null && (
        <p key={sentence}>
          {sentence}{' '}
          {broken && (
            <button class="quiet inline" type="button" onClick={onRetry}>
              {sayLine.retry}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function waitsElsewhere(view: View): boolean {
  const question = view.snapshot?.question;
  const here = question ? ownKey(question.id, question.round) : null;
  const down = view.line.name === 'broken' || view.line.name === 'put_off';
  return (
    down && Object.entries(view.own).some(([key, own]) => key !== here && own.state === 'sending')
  );
}

/** When another tab of this browser has said something, the server is asked what holds now. */
function useOtherTabs(code: string, view: View, room: Room | null) {
  const tabs = useRef<OtherTabs>();
  useEffect(() => {
    if (room === null) return;
    tabs.current = listenToOtherTabs(code, (question) => void ask(room, question), room.recognise);
    return () => tabs.current?.leave();
  }, [room]);
  const before = useRef(view.own);
  useEffect(() => {
    const last = before.current;
    before.current = view.own;
    for (const [key, own] of Object.entries(view.own)) {
      const settled = last[key]?.state === 'sending' && own.state !== 'sending';
      if (settled) tabs.current?.tell(questionOf(key));
    }
  }, [view.own]);
}

async function ask(room: Room, question: string) {
  const reply = await room.ask({ type: 'mine', question });
  if (reply.type === 'mine')
    room.store.feed({ type: 'none_else', question, records: reply.records });
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
