/** Draws slides where nobody sees it, at the size of a projector, and says which of them do not fit. */
import '../../shared/tokens.css';
import '../../shared/base.css';
import '../../staff/type.css';
import { fits } from '../../staff/fit/fits';
import type { FromFrame, ToFrame } from './messages';

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
