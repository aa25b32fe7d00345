/** Holds the one view of a page and tells who listens. */
import type { ServerMessage } from '@protocol/messages';
import { reduce, type LocalMessage } from './reduce';
import { emptyView, type View } from './view';

export interface Store {
  view: () => View;
  feed: (message: ServerMessage | LocalMessage) => void;
  /** Returns how to stop listening. */
  listen: (listener: () => void) => () => void;
}

export function createStore(): Store {
  let view = emptyView;
  const listeners = new Set<() => void>();
  return {
    view: () => view,
    feed: (message) => {
      const next = reduce(view, message);
      if (next === view) return;
      view = next;
      listeners.forEach((tell) => tell());
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
