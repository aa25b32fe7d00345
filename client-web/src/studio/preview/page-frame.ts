/** How a frame that shows a whole page begins: with the first thing that the studio shows. */
import type { ComponentChild } from 'preact';
import { startPage } from '../../shared/start-page';
import type { ToFrame } from './messages';
import type { Role } from './preview-room';
import { PreviewRoom } from './preview-socket';

export function startPageFrame(app: HTMLElement, role: Role, page: () => ComponentChild) {
  let room: PreviewRoom | null = null;
  return (message: ToFrame) => {
    if (message.type !== 'show') return;
    if (room !== null) return room.show(message.shown);
    room = new PreviewRoom(role, message.shown);
    room.takePlaceOfSockets();
    startPage(app, page());
  };
}
