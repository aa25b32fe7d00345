import type { QuestionState, Response, Snapshot } from '@protocol/messages';
import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { inLanguage } from '../shared/language';
import type { QuestionSlide } from '../shared/slides';
import { heldOf, standingOf, type Standing } from './standing';
import { question as say } from './wording';
import type { Room } from '../store/room';
import { ownKey, questionOf, type Own, type View } from '../store/view';
import { blank, fits } from './drafts';
import { QuestionForm } from './forms/question-form';
import type { PhoneKeeping } from './keeping';
import { CompanyNotice } from './company-notice';
import { OwnAnswer, OwnStatus } from './own-answer';
import { Results } from './tally/results';
import './question.css';

interface Props {
  room: Room;
  view: View;
  snapshot: Snapshot;
  slide: QuestionSlide;
  state: QuestionState;
  keeping: PhoneKeeping;
  heading: RefObject<HTMLHeadingElement>;
  language: string;
  /** The server is being asked whether it holds an answer from before the page was loaded. */
  checking: boolean;
}

export function QuestionPage(props: Props) {
  const { room, view, snapshot, slide, state, keeping, heading, language, checking } = props;
  const key = ownKey(state.id, state.round);
  const own = view.own[key];
  const [draft, setDraft, resetDraft] = useDraft(slide, key, keeping);
  const [changing, setChanging] = useState(false);

  const send = (response: Response) => {
    setChanging(false);
    setDraft(response);
    keeping.markSent(key);
    room.submit(state, response);
  };
  const change = (from: Response) => {
    const begun = keeping.draft(key);
    setDraft(fits(slide, begun) ? begun : from);
    setChanging(true);
  };
  const withdraw = () => {
    // What is taken back is not to be sent again by one careless touch.
    keeping.dropDraft(key);
    resetDraft();
    room.withdraw(state.id, state.round);
  };
  const leaveAsItWas = () => {
    keeping.dropDraft(key);
    setChanging(false);
  };

  const answering = state.phase === 'open' && !checking && (changing || wantsForm(own));
  // From the phone, of which other tabs write too: what was replaced, sent or left there does not count as unsent here.
  const unsent = keeping.unsent()[key];
  const standing = standingOf({
    slide,
    state,
    line: view.line,
    own,
    draft: fits(slide, unsent) ? unsent : undefined,
    checking,
    restarted: keeping.wasSentBefore(state.id, state.round),
    answering,
  });
  const place = useRef<HTMLDivElement>(null);
  useFocusAfter(answering, changing, place, heading);
  useSettled(room, view, state);
  return (
    <div class="question">
      <h1
        id="question"
        ref={heading}
        tabIndex={-1}
        {...inLanguage(language)}
        class={sizeOf(slide.prompt)}
      >
        {slide.prompt}
      </h1>
      <Stands standing={standing} state={state} />
      <OwnStatus told={standing.status} place={place} />
      <CompanyNotice own={own} state={state} onTake={send} />
      {answering ? (
        <QuestionForm
          slide={slide}
          language={language}
          draft={draft}
          onDraft={setDraft}
          onSend={send}
          onCancel={changing ? leaveAsItWas : undefined}
        />
      ) : (
        <OwnAnswer
          own={own}
          standing={standing}
          slide={slide}
          language={language}
          open={state.phase === 'open'}
          onChange={change}
          onWithdraw={withdraw}
        />
      )}
      <Results
        held={standing.held !== null}
        snapshot={snapshot}
        slide={slide}
        language={language}
        state={state}
        answering={answering}
      />
    </div>
  );
}

/**
 * When the form gives way, or comes back, the button that had the focus is gone: focus goes to what replaced its place.
 * Whether an answer counts stands above the form, so who sent from the end of a long one is brought to it.
 */
function useFocusAfter(
  answering: boolean,
  changing: boolean,
  place: RefObject<HTMLElement>,
  heading: RefObject<HTMLElement>,
) {
  const was = useRef(answering);
  useEffect(() => {
    if (was.current === answering) return;
    was.current = answering;
    const lost = document.activeElement === null || document.activeElement === document.body;
    if (!answering) window.scrollTo(0, 0);
    if (!lost) return;
    if (answering && changing) document.getElementById('part-0')?.focus();
    else if (answering || place.current?.firstChild === null) heading.current?.focus();
    else place.current?.focus({ preventScroll: true });
  }, [answering]);
}

/** How the question stands, and how its answers are protected. */
function Stands({ standing, state }: { standing: Standing; state: QuestionState }) {
  const { question, protection } = standing;
  if (question.length === 0 && protection === null) return null;
  return (
    <div class="standing">
      {question.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {protection !== null && (
        <p key={protection} class="hint">
          {protection} {state.phase === 'open' && <span class="figures">{say.joined(state)}</span>}
        </p>
      )}
    </div>
  );
}

/**
 * Asks the server, which tells each phone its own part alone: after the close whether one's own answer shows, and
 * before it what became of what was written. Every phone asks that, so that it tells nobody on the line whose words
 * were changed.
 */
function useSettled(room: Room, view: View, state: QuestionState) {
  const own = view.own[ownKey(state.id, state.round)];
  const held = own?.state === 'refused' ? own.before : own;
  const closed = state.phase === 'closed' && state.k > 1;
  const asks =
    held?.state === 'counts' &&
    (closed
      ? !held.settled
      : // Of the four kinds these two are written, and not chosen: word_cloud and free_text.
        held.written === held.response && held.response.kind.includes('_'));
  const live = view.line.name === 'live';
  useEffect(() => {
    if (!asks || !live) return undefined;
    // A hall's phones do not all ask in one moment.
    const timer = setTimeout(
      () => void room.ask({ type: 'mine', question: state.id }),
      Math.random() * askWithin,
    );
    return () => clearTimeout(timer);
  }, [closed, asks, live]);
}

const askWithin = 2_000;

/** The prompt is the largest thing, but three hundred characters must leave room for the answer. */
function sizeOf(prompt: string): string {
  return prompt.length > 140 ? 'asked long' : prompt.length > 60 ? 'asked middling' : 'asked';
}

/** What was refused stays in the form, to be put right; unless an answer is held, which is shown then and can be changed. */
function wantsForm(own: Own | undefined): boolean {
  return own?.state !== 'sending' && heldOf(own) === null;
}

/** The draft, from and to the phone with every change. */
function useDraft(slide: QuestionSlide, key: string, keeping: PhoneKeeping) {
  const [draft, setDraft] = useState<Response>(() => {
    const kept = keeping.draft(key) ?? takeEarlierDraft(key, keeping);
    return fits(slide, kept) ? kept : blank(slide);
  });
  const change = (next: Response) => {
    keeping.setDraft(key, next);
    setDraft(next);
  };
  const reset = () => setDraft(blank(slide));
  return [draft, change, reset] as const;
}

/**
 * What was begun in an earlier round and never taken is not lost because the question was started again. It is this
 * round's from now on: when it has been sent, nothing of it is left behind as not sent.
 */
function takeEarlierDraft(key: string, keeping: PhoneKeeping): Response | undefined {
  const earlier = Object.entries(keeping.drafts()).filter(
    ([other]) => questionOf(other) === questionOf(key),
  );
  const [from, draft] = earlier.pop() ?? [];
  if (from === undefined || draft === undefined) return undefined;
  keeping.dropDraft(from);
  keeping.setDraft(key, draft);
  return draft;
}
