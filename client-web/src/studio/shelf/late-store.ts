/** A store of this browser (IndexedDB) that is opened when it is first used, as a browser may forbid it. */
import { createStore, type UseStore } from 'idb-keyval';

/** Async: where cookies are blocked the browser throws at the very word, and whoever asks expects a promise. */
export function lateStore(database: string, name: string): UseStore {
  let store: UseStore | undefined;
  return async (mode, act) => (store ??= createStore(database, name))(mode, act);
}
