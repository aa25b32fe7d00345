/** One frame of the studio: `#phone`, `#projector`, `#desk`, or `#measure`, which nobody sees. */
import type { FrameName, FromFrame, ToFrame } from './messages';

const name = window.location.hash.slice(1) as FrameName;
const studio = window.parent;

/** Each is a page of its own, with its own styles. */
function load() {
  switch (name) {
    case 'phone':
      return import('./phone');
    case 'projector':
      return import('./projector');
    case 'desk':
      return import('./desk');
    case 'measure':
      return import('./measure');
  }
}

const app = document.getElementById('app');
if (app !== null && studio !== window) {
  void load().then((frame) => {
    const take = frame.start(app, (message: FromFrame) =>
      studio.postMessage(message, window.location.origin),
    );
    window.addEventListener('message', (event: MessageEvent<ToFrame>) => {
      if (event.source === studio && event.origin === window.location.origin) take(event.data);
    });
    studio.postMessage({ type: 'ready' } satisfies FromFrame, window.location.origin);
  });
}
