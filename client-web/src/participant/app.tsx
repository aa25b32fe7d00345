import { useEffect, useState } from 'preact/hooks';
import { readAddress, type Entry } from '../shared/code';
import { useFocusKept } from '../shared/use-focus-kept';
import { EntryPage } from './entry-page';
import { keepingFor, keptRooms } from './keeping';
import { tellForgotten } from './other-tabs';
import { RoomPage } from './room-page';
import type { Storages } from './storages';

interface Refused {
  code: string;
  sentence: string;
}

/** Which room this page is in, by the address bar; and what was wrong with the last code. */
interface Props {
  storages: Storages;
  /** Leaves this page for another one. */
  goTo?: (address: string) => void;
}

export function App({ storages, goTo = (address) => window.location.assign(address) }: Props) {
  const [code, setCode] = useState(() => arrive(storages));
  const [refused, setRefused] = useState<Refused>();
  /** How often this browser's person has changed while the page was open. */
  const [person, setPerson] = useState(0);
  /** Its person was forgotten while nobody looked: it does not come in as another one until somebody does. */
  const [unseen, setUnseen] = useState(false);

  useFocusKept();
  useEffect(() => {
    const moved = () => setCode(arrive(storages));
    const seen = () => setUnseen(false);
    window.addEventListener('popstate', moved);
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.removeEventListener('popstate', moved);
      document.removeEventListener('visibilitychange', seen);
    };
  }, [storages]);

  const enter = (entry: Entry) => {
    // Somebody who leads has pasted their own link here: it opens what it is for.
    if (entry.page) return goTo(`/${entry.page}/${entry.code}#${entry.secret ?? ''}`);
    if (entry.secret !== undefined) keepingFor(entry.code, storages).setSecret(entry.secret);
    history.pushState(null, '', `/j/${entry.code}`);
    setRefused(undefined);
    setCode(entry.code);
  };
  const leave = (why?: string) => {
    history.replaceState(null, '', '/');
    setRefused(code !== undefined && why !== undefined ? { code, sentence: why } : undefined);
    setCode(undefined);
  };

  const kept = keptRooms(storages);
  const forget = (rooms: readonly string[]) => {
    rooms.forEach((room) => {
      const keeping = keepingFor(room, storages);
      keeping.forgetPerson(keeping.ticket());
      tellForgotten(room);
    });
    setPerson(person + 1);
  };

  if (code === undefined) {
    return (
      <EntryPage
        key={refused?.code}
        refused={refused}
        onEntry={enter}
        onForget={kept.length > 0 ? () => forget(kept) : undefined}
      />
    );
  }
  if (unseen) return null;
  const keeping = keepingFor(code, storages);
  return (
    <RoomPage
      key={`${code} ${person}`}
      code={code}
      keeping={keeping}
      onLeave={leave}
      onForget={() => forget([code])}
      onForgotten={(ticket) => {
        keeping.forgetPerson(ticket);
        setPerson(person + 1);
        setUnseen(document.hidden);
      }}
    />
  );
}

/** Reads the address once; the secret leaves it at once, so that nobody photographs or shares it by accident. */
function arrive(storages: Storages): string | undefined {
  const address = readAddress(window.location);
  if (address === null) return undefined;
  if (address.secret !== undefined) keepingFor(address.code, storages).setSecret(address.secret);
  if (window.location.hash !== '') history.replaceState(null, '', `/j/${address.code}`);
  return address.code;
}
