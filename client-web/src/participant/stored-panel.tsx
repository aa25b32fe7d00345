import type { StoredRecord } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import { stored as say } from './stored-wording';
import { Dialog } from './dialog';
import type { PanelProps } from './panels';
import { ForgetMe } from './forget-me';
import { keptForDays } from './old-rooms';

type Told = { state: 'asking' } | { state: 'lost' } | { state: 'told'; records: StoredRecord[] };

/** Asks the server what it holds of this person, and shows it letter by letter. */
export function StoredPanel({ room, onForget, onClose }: PanelProps) {
  const [told, setTold] = useState<Told>({ state: 'asking' });
  useEffect(() => {
    void room?.ask({ type: 'mine' }).then((reply) => {
      setTold(
        reply.type === 'mine' ? { state: 'told', records: reply.records } : { state: 'lost' },
      );
    });
  }, [room]);
  return (
    <Dialog title={say.title} close={say.close} onClose={onClose}>
      <div role="status">
        <Records told={told} />
      </div>
      <p>{say.inTheLog}</p>
      <h3>{say.onThisPhone}</h3>
      {isBlocked() ? (
        <p>{say.inMemory}</p>
      ) : (
        <>
          <p>{say.onThisPhoneMeans(keptForDays)}</p>
          <p>{say.inThisTab}</p>
        </>
      )}
      {onForget && <ForgetMe label={say.forget} onForget={onForget} />}
    </Dialog>
  );
}

/** Browsers that block storage do it by an exception, and for both kinds alike. */
function isBlocked(): boolean {
  try {
    void window.localStorage.length;
    return false;
  } catch {
    return true;
  }
}

function Records({ told }: { told: Told }) {
  switch (told.state) {
    case 'asking':
      return <p>{say.asking}</p>;
    case 'lost':
      return <p>{say.lost}</p>;
    case 'told':
      if (told.records.length === 0) return <p>{say.nothing}</p>;
      return (
        <>
          <p>{say.intro}</p>
          {told.records.map((record) => (
            <pre
              key={`${record.question}#${record.round}`}
              class="stored"
              tabIndex={0}
              translate={false}
            >
              {record.stored}
            </pre>
          ))}
          <p>{say.pseudonym}</p>
        </>
      );
  }
}
