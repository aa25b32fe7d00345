/** Where a browser lets a page keep something. */

export type Cupboards = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> & {
  names: () => string[];
};

export interface Storages {
  /** Outlives the tab. */
  long: Cupboards;
  /** Goes with the tab. */
  short: Cupboards;
}

/** The browser's storage; in memory where it is full or forbidden (then a reload forgets, and nothing breaks). */
export function browserStorages(): Storages {
  return { long: guarded(() => window.localStorage), short: guarded(() => window.sessionStorage) };
}

function guarded(storage: () => Storage): Cupboards {
  const memory = new Map<string, string>();
  const attempt = <T>(act: () => T, otherwise: () => T): T => {
    try {
      return act();
    } catch {
      return otherwise();
    }
  };
  return {
    names: () => [
      ...memory.keys(),
      ...attempt(
        () => Object.keys(storage()),
        () => [],
      ),
    ],
    getItem: (name) =>
      memory.get(name) ??
      attempt(
        () => storage().getItem(name),
        () => null,
      ),
    setItem: (name, value) =>
      attempt(
        () => {
          storage().setItem(name, value);
          memory.delete(name);
        },
        () => void memory.set(name, value),
      ),
    removeItem: (name) => {
      memory.delete(name);
      attempt(
        () => storage().removeItem(name),
        () => undefined,
      );
    },
  };
}
