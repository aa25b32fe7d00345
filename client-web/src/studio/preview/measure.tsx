/** Draws slides where nobody sees it, at the size of a projector, and says which of them do not fit. */
import '../../shared/tokens.css';
import '../../shared/base.css';
import '../../staff/base.css';
import '../../staff/type.css';
import { fits } from '../../staff/fit/fits';
import { lettersFor } from '../../staff/fit/letters';
import type { FromFrame, ToFrame } from './messages';

export function start(app: HTMLElement, say: (message: FromFrame) => void) {
  return (message: ToFrame) => {
    if (message.type !== 'measure') return;
    void lettersFor(message.slides).then(() => {
      const slides = message.slides.map((slide) => ({
        id: slide.id,
        fits: fits(app, slide, message.language),
      }));
      say({ type: 'measured', slides });
    });
  };
}
