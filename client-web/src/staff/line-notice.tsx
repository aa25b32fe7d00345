import type { EndReason } from '../connection/close-codes';
import { lastWord, type View } from '../store/view';
import { BarePage } from './bare-page';
import './line-notice.css';

/** What is to be said of the line and the server now: the picture stays, and stays true as of a moment ago. */
export function lineSentence(view: View): string | null {
  return noticeSentence(view) ?? (view.keeps ? null : nothingIsKept);
}

/** Small, above everything. A wall has it in its margin (projector/margin-notice.tsx). */
export function LineNotice({ view }: { view: View }) {
  const sentence = lineSentence(view);
  return (
    <p class={sentence === null ? 'line-notice' : 'line-notice down'} role="status">
      {sentence}
    </p>
  );
}

const nothingIsKept =
  'The server cannot write to its disk. It takes nothing until it can; what it has stays. Tell whoever runs it.';

function noticeSentence(view: View): string | null {
  const { line } = view;
  const word = lastWord(view)?.message;
  switch (line.name) {
    case 'connecting':
    case 'live':
      return null;
    case 'broken':
    case 'put_off':
      return word === undefined
        ? 'No line to the server; trying again. What you see may be a moment old.'
        : `${word} What you see is from before.`;
    case 'ended':
      if (word !== undefined) return word;
      // The page shows the end by itself.
      return line.reason === 'room_ended' ? null : reasonSentence(line.reason);
  }
}

/** Before the first picture: why there is none yet, or will be none. */
export function Unopened({ view, onRetry }: { view: View; onRetry: () => void }) {
  const { line } = view;
  const word = lastWord(view);
  const over = line.name === 'ended';
  return (
    <BarePage title={over ? 'This page could not open' : 'Opening the room'}>
      <p role="status">
        {word !== null
          ? // Put off, the page itself does what would be allowed: it tries again.
            `${word.message} ${over ? word.allowed : ''}`
          : over
            ? reasonSentence(line.reason)
            : line.name === 'broken'
              ? line.never
                ? noLineThrough
                : 'The server does not answer yet. This page tries again by itself.'
              : 'One moment.'}
      </p>
      {over && (
        <button type="button" class="button" onClick={onRetry}>
          Try again
        </button>
      )}
    </BarePage>
  );
}

/** The page itself came from the server. */
const noLineThrough =
  'This page is here, but no live connection to the room comes about. This network may not let such connections (WebSockets) through: try another network, or mobile data. The page goes on trying.';

function reasonSentence(reason: EndReason): string {
  switch (reason) {
    case 'room_ended':
      return 'The room has ended.';
    case 'room_gone':
      return 'This room does not exist any more.';
    case 'refused_too_often':
    case 'hello_refused':
      return 'The server did not let this page in. Check that the link is whole.';
    case 'done':
      return 'The line was closed.';
  }
}

/** The link lacks what comes after “#”. */
export function IncompleteLink({ role }: { role: 'facilitator' | 'projector' }) {
  return (
    <BarePage title="This link is not whole">
      <p>
        A {role} link ends in “#” and {role === 'facilitator' ? '43 or 22' : '22'} characters, which
        are its key. Copy it once more, to the last character; people who only want to answer use
        the join link or the code.
      </p>
    </BarePage>
  );
}
