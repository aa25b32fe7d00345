/** What is typed into a workspace's deck until it has arrived there, in this browser (IndexedDB). */
import { createStore, del, get, set, type UseStore } from 'idb-keyval';
import type { Deck } from '../../deck/model';

export interface Draft {
  deck: Deck;
  /** The revision that it was made from; 0 for a new deck. */
  from: number;
}

export interface Drafts {
  read: (workspace: string, box: string) => Promise<Draft | null>;
  keep: (workspace: string, box: string, draft: Draft) => Promise<void>;
  forget: (workspace: string, box: string) => Promise<void>;
}

/** A browser that keeps nothing has no drafts; what was typed is still on the page. */
export function browserDrafts(): Drafts {
  let store: UseStore | undefined;
  const use: UseStore = (mode, act) =>
    (store ??= createStore('candour-drafts', 'drafts'))(mode, act);
  const key = (workspace: string, box: string) => `${workspace}/${box}`;
  return {
    read: (workspace, box) =>
      get<Draft>(key(workspace, box), use).then(
        (draft) => draft ?? null,
        () => null,
      ),
    keep: (workspace, box, draft) => set(key(workspace, box), draft, use).catch(() => undefined),
    forget: (workspace, box) => del(key(workspace, box), use).catch(() => undefined),
  };
}
