/** Two tabs of one browser are one person: each hears when the other has said something about a question. */
import type { Kept } from '../connection/machine';

export interface OtherTabs {
  /** The server has answered to what this tab said about the question. */
  tell: (question: string) => void;
  leave: () => void;
}

export function listenToOtherTabs(code: string, onSaid: (question: string) => void): OtherTabs {
  const name = `candour:${code}`;
  // Browsers before Safari 15.4 have no BroadcastChannel; the phone's storage says the same there, a little later.
  if (typeof BroadcastChannel !== 'undefined') {
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (typeof data === 'string') onSaid(data);
    };
    return { tell: (question) => channel.postMessage(question), leave: () => channel.close() };
  }
  const listen = ({ key, oldValue, newValue }: StorageEvent) => {
    if (key !== name) return;
    const left = new Set(keptIn(newValue).map(({ id }) => id));
    keptIn(oldValue)
      .filter(({ id }) => !left.has(id))
      .forEach(({ question }) => onSaid(question));
  };
  window.addEventListener('storage', listen);
  return { tell: () => undefined, leave: () => window.removeEventListener('storage', listen) };
}

/** What waits for its ack in a cupboard as it was written (keeping.ts). */
function keptIn(cupboard: string | null): Pick<Kept, 'id' | 'question'>[] {
  try {
    const { kept } = JSON.parse(cupboard ?? '{}') as { kept?: Kept[] };
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
