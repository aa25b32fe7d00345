/** Draws slides where nobody sees it, at the size of a projector, and says which of them do not fit. */
import '../../shared/tokens.css';
import '../../shared/base.css';
import '../../staff/type.css';
import type { Slide } from '@protocol/messages';
import { render } from 'preact';
import { Stage } from '../../staff/stage/stage';
import type { FromFrame, ToFrame } from './messages';
import { snapshot } from './preview-room';
import './measure.css';

export function start(app: HTMLElement, say: (message: FromFrame) => void) {
  return (message: ToFrame) => {
    if (message.type !== 'measure') return;
    // Letters have their width once the font is there.
    void document.fonts.ready.then(() => {
      const slides = message.slides.map((slide) => ({
        id: slide.id,
        fits: fits(app, slide, message.language),
      }));
      say({ type: 'measured', slides });
    });
  };
}

function fits(app: HTMLElement, slide: Slide, language: string): boolean {
  const deck = { format: 'candour.deck/1' as const, title: '', language, slides: [slide] };
  const room = { code: 'PREVIEW2', title: '', language };
  const door = {
    room,
    join: `${window.location.origin}/j/PREVIEW2`,
    address: window.location.host,
  };
  // With a warning the warning stands alone first, then the slide itself; with answers it has charts.
  const phases = ['waiting', 'open', 'closed'] as const;
  return phases.every((phase) => {
    const answered = phase === 'closed';
    const state = snapshot('projector', { deck, slide: slide.id, phase, answered }, 1);
    render(null, app);
    render(
      <div class="measured">
        <Stage door={door} state={state} asTable={false} />
      </div>,
      app,
    );
    const box = app.querySelector<HTMLElement>('.stage-slide');
    const spills = box !== null && box.scrollHeight > box.clientHeight + 1;
    const pages = Array.from(app.querySelectorAll<HTMLElement>('[data-pages]'));
    const isPaged = pages.some((paged) => Number(paged.dataset['pages']) > 1);
    return !spills && !isPaged && app.querySelector('.more-below') === null;
  });
}
