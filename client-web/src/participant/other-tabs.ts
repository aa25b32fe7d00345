/** Two tabs of one browser are one person: each hears when the other has said something, or was told to forget it all. */
import type { Kept } from '../connection/machine';

export interface OtherTabs {
  /** The server has answered to what this tab said about the question. */
  tell: (question: string) => void;
  leave: () => void;
}

/** `recognise`: whom the phone keeps by now; or it is `told` that this browser has forgotten its person. */
export function listenToOtherTabs(
  code: string,
  onSaid: (question: string) => void,
  recognise: (told?: boolean) => void,
): OtherTabs {
  const channel = channelOf(code);
  if (channel !== null) {
    channel.onmessage = ({ data }: MessageEvent<unknown>) =>
      typeof data === 'string' ? onSaid(data) : recognise(true);
    return { tell: (question) => channel.postMessage(question), leave: () => channel.close() };
  }
  // The phone's storage says the same, a little later.
  const listen = ({ key, oldValue, newValue }: StorageEvent) => {
    if (key !== nameOf(code)) return;
    recognise();
    const left = new Set(keptIn(newValue).map(({ id }) => id));
    keptIn(oldValue)
      .filter(({ id }) => !left.has(id))
      .forEach(({ question }) => onSaid(question));
  };
  window.addEventListener('storage', listen);
  return { tell: () => undefined, leave: () => window.removeEventListener('storage', listen) };
}

/** To every tab that is in the room. */
export function tellForgotten(code: string): void {
  const channel = channelOf(code);
  channel?.postMessage(null);
  channel?.close();
}

/** Null before Safari 15.4, which has none, and where cookies are blocked: Firefox then refuses to make one. */
function channelOf(code: string): BroadcastChannel | null {
  try {
    return new BroadcastChannel(nameOf(code));
  } catch {
    return null;
  }
}

const nameOf = (code: string) => `candour:${code}`;

/** What waits for its ack in a cupboard as it was written (keeping.ts). */
function keptIn(cupboard: string | null): Pick<Kept, 'id' | 'question'>[] {
  try {
    const { kept } = JSON.parse(cupboard ?? '{}') as { kept?: Kept[] };
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}
