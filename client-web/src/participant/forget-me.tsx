import { useState } from 'preact/hooks';
import { Dialog } from './dialog';
import { forgetMe as say } from './wording';

/** For a device that several people use: the next one is not to be taken for the one before. */
export function ForgetMe({ label, onForget }: { label: string; onForget: () => void }) {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <button class="quiet" type="button" onClick={() => setAsking(true)}>
        {label}
      </button>
      {asking && (
        <Dialog title={say.title} close={say.leave} onClose={() => setAsking(false)}>
          <p>{say.means}</p>
          <p>{say.stays}</p>
          <p>{say.otherTabs}</p>
          <button class="button" type="button" onClick={onForget}>
            {say.forget}
          </button>
        </Dialog>
      )}
    </>
  );
}
