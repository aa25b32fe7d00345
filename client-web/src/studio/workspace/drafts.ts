/** What is typed into a workspace's deck until it has arrived there, in this browser (IndexedDB). */
import { del, delMany, entries, get, keys, set, type UseStore } from 'idb-keyval';
import { sameDeck } from '../../deck/compare';
import type { Deck } from '../../deck/model';
import { lateStore } from '../shelf/late-store';

export interface Draft {
  deck: Deck;
  /** The revision that it was made from; 0 for a new deck. */
  from: number;
  /** Milliseconds since 1970. */
  typed?: number;
}

/** Words that a workspace does not have yet. */
export interface Unsent {
  /** The deck's id. */
  id: string;
  draft: Draft;
}

/** Each sitting (a tab, until it is closed) writes a draft of its own, so that no tab writes over another's. */
export interface Drafts {
  /** The newest of all sittings. */
  read: (workspace: string, box: string) => Promise<Draft | null>;
  keep: (workspace: string, box: string, sitting: string, draft: Draft) => Promise<boolean>;
  /** Those that hold just this deck, as it has arrived; what was typed since stays. `but`: a sitting's that stays, too. */
  forget: (workspace: string, box: string, arrived: Deck, but?: string) => Promise<void>;
  /** Of each deck of the workspace that has drafts, the newest. */
  unsent: (workspace: string) => Promise<readonly Unsent[]>;
  /** A sitting's own, whatever it holds. */
  drop: (workspace: string, box: string, sitting: string) => Promise<void>;
}

/** A draft by itself, wherever its workspace has gone. */
export interface FoundDraft extends Draft {
  workspace: string;
  box: string;
  /** Where it is kept: several sittings may have the same deck. */
  keys: readonly string[];
}

/** All that there are, for whoever looks for what got nowhere. */
export interface AllDrafts extends Drafts {
  all: () => Promise<readonly FoundDraft[]>;
  discard: (draft: FoundDraft) => Promise<void>;
}

/** A browser that keeps nothing has no drafts; what was typed is still on the page. */
export function browserDrafts(): AllDrafts {
  const use = lateStore('candour-drafts', 'drafts');
  const prefix = (workspace: string, box: string) => `${workspace}/${box}`;
  // Builds of before had one draft a deck, without a sitting.
  const keysOf = async (of: string) =>
    (await keys<string>(use)).filter((key) => key === of || key.startsWith(`${of}/`));
  const read: Drafts['read'] = async (workspace, box) => {
    try {
      const all = await keysOf(prefix(workspace, box));
      const drafts = await Promise.all(all.map((key) => get<Draft>(key, use)));
      return newest(drafts.filter((draft) => draft !== undefined));
    } catch {
      return null;
    }
  };
  return {
    read,
    keep: (workspace, box, sitting, draft) =>
      set(`${prefix(workspace, box)}/${sitting}`, draft, use).then(
        () => true,
        () => false,
      ),
    forget: async (workspace, box, arrived, but) => {
      try {
        const all = await keysOf(prefix(workspace, box));
        const others = all.filter((key) => but === undefined || !key.endsWith(`/${but}`));
        for (const key of others) await forgetIf(use, key, arrived);
      } catch {
        // It is offered once more, and is the same as what is there.
      }
    },
    unsent: async (workspace) => {
      try {
        const all = await keysOf(workspace);
        const boxes = [...new Set(all.map((key) => key.split('/')[1] ?? ''))];
        const found = await Promise.all(
          boxes.map(async (id) => ({ id, draft: await read(workspace, id) })),
        );
        return found.flatMap(({ id, draft }) => (draft === null ? [] : [{ id, draft }]));
      } catch {
        return [];
      }
    },
    drop: (workspace, box, sitting) =>
      del(`${prefix(workspace, box)}/${sitting}`, use).catch(() => undefined),
    all: async () => {
      try {
        return together(await entries<string, Draft>(use));
      } catch {
        return [];
      }
    },
    discard: ({ keys: gone }) => delMany([...gone], use).catch(() => undefined),
  };
}

/** Drafts of one box that hold the same deck are one, as old as the newest of them. */
function together(kept: readonly (readonly [string, Draft])[]): readonly FoundDraft[] {
  return kept.reduce<readonly FoundDraft[]>((found, [key, draft]) => {
    const [workspace = '', box = ''] = key.split('/');
    const isSame = (each: FoundDraft) =>
      each.workspace === workspace && each.box === box && sameDeck(each.deck, draft.deck);
    const same = found.find(isSame);
    const typed = Math.max(same?.typed ?? 0, draft.typed ?? 0);
    const all = { ...draft, typed, workspace, box, keys: [...(same?.keys ?? []), key] };
    return [...found.filter((each) => each !== same), all];
  }, []);
}

export const newest = (drafts: readonly Draft[]): Draft | null =>
  drafts.reduce<Draft | null>(
    (last, next) => (last === null || (next.typed ?? 0) >= (last.typed ?? 0) ? next : last),
    null,
  );

/** In one transaction: what is typed meanwhile is not deleted. */
function forgetIf(use: UseStore, key: string, arrived: Deck): Promise<void> {
  return use(
    'readwrite',
    (store) =>
      new Promise<void>((resolve, reject) => {
        const request = store.get(key) as IDBRequest<Draft | undefined>;
        request.onerror = () => reject(new Error('the draft cannot be read'));
        request.onsuccess = () => {
          if (request.result !== undefined && sameDeck(request.result.deck, arrived))
            store.delete(key);
          resolve();
        };
      }),
  );
}
