import { anonymity as say } from './anonymity-wording';
import { Dialog } from './dialog';
import type { PanelProps } from './panels';

/** What the promise is and where it ends, as plainly as each other. */
export function AnonymityPanel({ onClose }: PanelProps) {
  return (
    <Dialog title={say.title} close={say.close} onClose={onClose}>
      <dl class="promise">
        {say.does.map(([what, how]) => (
          <div key={what}>
            <dt>{what}</dt>
            <dd>{how}</dd>
          </div>
        ))}
      </dl>
      <h3>{say.cannotTitle}</h3>
      <ul class="cannot">
        {say.cannot.map((limit) => (
          <li key={limit}>{limit}</li>
        ))}
      </ul>
    </Dialog>
  );
}
