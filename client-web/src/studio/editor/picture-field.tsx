import { useId, useRef, useState } from 'preact/hooks';
import { most, type Picture } from '../../deck/model';
import { useFocusNext } from '../focus-next';
import { preparePicture } from '../picture/prepare-picture';
import { fields as say } from '../words';
import { FaultList, TextField } from './fields';
import './picture-field.css';

interface Props {
  picture: Picture | null;
  path: string;
  onChange: (picture: Picture | null) => void;
}

/** A picture by choosing, dragging or pasting. It asks for its words at once, of somebody who has not gone on meanwhile. */
export function PictureField({ picture, path, onChange }: Props) {
  const id = useId();
  const box = useRef<HTMLFieldSetElement>(null);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const focusNext = useFocusNext();
  const latest = useRef(picture);
  latest.current = picture;
  const taken = useRef(0);

  const take = async (file: Blob | null | undefined) => {
    if (file === null || file === undefined) return;
    setBusy(true);
    setFault(null);
    taken.current += 1;
    const turn = taken.current;
    const prepared = await preparePicture(file);
    if (turn !== taken.current) return; // another one was chosen since
    setBusy(false);
    if (!prepared.ok) return setFault(prepared.sentence);
    onChange({ src: prepared.src, alt: latest.current?.alt ?? '' });
    const { activeElement } = document;
    if (activeElement === document.body || box.current?.contains(activeElement) === true)
      focusNext(() => box.current?.querySelector('textarea'));
  };
  const carried = (data: DataTransfer | null) => {
    const file = [...(data?.files ?? [])][0];
    return file;
  };

  return (
    <fieldset
      ref={box}
      class="form-group picture-field"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        const file = carried(event.dataTransfer);
        if (file === undefined) return;
        event.preventDefault();
        void take(file);
      }}
      onPaste={(event) => {
        const file = carried(event.clipboardData);
        if (file === undefined || bringsWords(event)) return;
        event.preventDefault();
        void take(file);
      }}
    >
      <legend>{say.picture}</legend>
      {picture !== null && <Shown picture={picture} path={path} onChange={onChange} />}
      <div class="picture-choose">
        <input
          id={`${id}-file`}
          class="unseen"
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif"
          aria-describedby={`${id}-fault`}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = '';
          }}
        />
        <label class="button" for={`${id}-file`}>
          {say.pictureChoose}
        </label>
        <span class="form-hint" tabIndex={0} role="note">
          {say.pictureHint}
        </span>
      </div>
      <p class="faults" id={`${id}-fault`} role="alert">
        {busy ? '' : fault}
      </p>
    </fieldset>
  );
}

/** Office programs copy words with a picture of them: into a field of words one pastes the words. */
function bringsWords({ target, clipboardData }: ClipboardEvent): boolean {
  return (
    target instanceof HTMLTextAreaElement && clipboardData?.types.includes('text/plain') === true
  );
}

function Shown({ picture, path, onChange }: Props & { picture: Picture }) {
  const id = useId();
  const isHere = picture.src.startsWith('data:');
  return (
    <>
      {isHere ? (
        <img class="picture-shown" src={picture.src} alt={picture.alt} />
      ) : (
        <p class="faults">{say.pictureElsewhere}</p>
      )}
      <FaultList id={id} at={`${path}.src`} />
      <TextField
        label={say.pictureAlt}
        at={`${path}.alt`}
        value={picture.alt}
        most={most.alt}
        lines={2}
        onChange={(alt) => onChange({ ...picture, alt })}
      />
      <button type="button" class="quiet" onClick={() => onChange(null)}>
        {say.pictureRemove}
      </button>
    </>
  );
}
