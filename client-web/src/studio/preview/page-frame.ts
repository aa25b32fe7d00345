/** How a frame that shows a whole page begins: with the first thing that the studio shows. */
import type { ComponentChild } from 'preact';
import { startPage } from '../../shared/start-page';
import type { ToFrame } from './messages';
import type { Role } from './preview-room';
import { PreviewRoom } from './preview-socket';

/**
 * Pages bring the focus to what is new. In a frame of the studio that would take it from whoever is typing beside it, so
 * there it moves only while the frame has it.
 */
export function leaveFocusToStudio() {
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its element below
  const focus = HTMLElement.prototype.focus;
  HTMLElement.prototype.focus = function (options?: FocusOptions) {
    if (this.ownerDocument.hasFocus()) focus.call(this, options);
  };
}

export function startPageFrame(app: HTMLElement, role: Role, page: () => ComponentChild) {
  let room: PreviewRoom | null = null;
  return (message: ToFrame) => {
    if (message.type !== 'show') return;
    if (room !== null) return room.show(message.shown);
    room = new PreviewRoom(role, message.shown);
    room.takePlaceOfSockets();
    leaveFocusToStudio();
    startPage(app, page());
  };
}
