import { useState } from 'preact/hooks';
import { browserPass } from './kept-pass';
import { pass as say } from '../words';

/** That this browser has a pass, and how it is taken back. Nothing where it has none. */
export function PassHere() {
  const [had] = useState(() => browserPass.read() !== null);
  const [has, setHas] = useState(had);
  if (!had) return null;
  const takeBack = () => {
    browserPass.takeBack();
    setHas(false);
  };
  return (
    <section aria-label={say.here}>
      <h2>{say.here}</h2>
      <p role="status">{has ? say.hereMeans : say.taken}</p>
      {has && (
        <button type="button" class="button" onClick={takeBack}>
          {say.takeBack}
        </button>
      )}
    </section>
  );
}
