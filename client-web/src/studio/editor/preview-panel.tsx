import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { shownDeck, shownSlide } from '../../deck/shown';
import type { Deck, Slide } from '../../deck/model';
import { ChoiceField } from './fields';
import type { FrameName, FromFrame, ToFrame } from '../preview/messages';
import { preview as say } from '../words';
import './preview-panel.css';

type Moment = 'before' | 'answering' | 'results';

/** The slide as a phone, the projector and the desk will show it: their very pages, at their real sizes. */
export function PreviewPanel({ deck, selected }: { deck: Deck; selected: string | null }) {
  const [name, setName] = useState<Exclude<FrameName, 'measure'>>('phone');
  const [moment, setMoment] = useState<Moment>('answering');
  const phase = { before: 'waiting', answering: 'open', results: 'closed' } as const;
  const message = useMemo(
    (): ToFrame => ({
      type: 'show',
      shown: {
        deck: shownDeck(deck),
        slide: selected,
        phase: phase[moment],
        answered: moment === 'results',
        revealed: moment === 'results',
      },
    }),
    [deck, selected, moment],
  );
  return (
    <aside class="preview" aria-label={say.title}>
      <h2>{say.title}</h2>
      <div class="preview-choices">
        <ChoiceField
          legend={say.where}
          value={name}
          choices={(['phone', 'projector', 'desk'] as const).map((value) => ({
            value,
            name: say.names[value],
          }))}
          onChange={setName}
        />
        <ChoiceField
          legend={say.when}
          value={moment}
          choices={(['before', 'answering', 'results'] as const).map((value) => ({
            value,
            name: say.moments[value],
          }))}
          onChange={setMoment}
        />
      </div>
      <Frame key={name} name={name} message={message} />
    </aside>
  );
}

function Frame({ name, message }: { name: FrameName; message: ToFrame }) {
  const frame = useRef<HTMLIFrameElement>(null);
  const send = useFrame(frame, () => undefined);
  useEffect(() => {
    // Not with every letter: a page is drawn anew.
    const timer = setTimeout(() => send(message), 150);
    return () => clearTimeout(timer);
  }, [message]);
  return (
    <div class={`preview-box ${name}`}>
      <iframe ref={frame} title={say.frame[name]} src={`/studio/preview#${name}`} />
    </div>
  );
}

/** Sends once the frame is ready, and then at once. */
function useFrame(
  frame: { current: HTMLIFrameElement | null },
  hear: (message: FromFrame) => void,
): (message: ToFrame) => void {
  const ready = useRef(false);
  const waiting = useRef<ToFrame | null>(null);
  const listener = useRef(hear);
  listener.current = hear;
  const send = (message: ToFrame) => {
    if (ready.current) frame.current?.contentWindow?.postMessage(message, window.location.origin);
    else waiting.current = message;
  };
  useEffect(() => {
    const take = (event: MessageEvent<FromFrame>) => {
      if (event.source === null || event.source !== frame.current?.contentWindow) return;
      if (event.data.type === 'ready') {
        ready.current = true;
        if (waiting.current !== null) send(waiting.current);
      } else listener.current(event.data);
    };
    window.addEventListener('message', take);
    return () => window.removeEventListener('message', take);
  }, []);
  return send;
}

interface MeasureProps {
  deck: Deck;
  onMeasured: (tooLong: ReadonlySet<string>) => void;
}

/** Finds out, out of sight, which slides do not fit a screen; each only when it has changed. */
export function Measure({ deck, onMeasured }: MeasureProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const known = useRef(new Map<Slide, boolean>());
  const asked = useRef<readonly Slide[]>([]);
  const tell = () => {
    const slides = latest.current.slides;
    onMeasured(
      new Set(slides.filter((slide) => known.current.get(slide) === false).map(({ id }) => id)),
    );
  };
  const latest = useRef(deck);
  latest.current = deck;
  const send = useFrame(frame, (message) => {
    if (message.type !== 'measured') return;
    asked.current.forEach((slide, i) => known.current.set(slide, message.slides[i]?.fits ?? true));
    tell();
  });
  useEffect(() => {
    const timer = setTimeout(() => {
      const changed = deck.slides.filter((slide) => !known.current.has(slide));
      if (changed.length === 0) return tell();
      asked.current = changed;
      send({ type: 'measure', slides: changed.map(shownSlide), language: deck.language });
    }, 500);
    return () => clearTimeout(timer);
  }, [deck]);
  return (
    <div class="preview-unseen" aria-hidden="true" inert>
      <iframe ref={frame} tabIndex={-1} title="" src="/studio/preview#measure" />
    </div>
  );
}
