import type { ComponentChildren } from 'preact';
import { Overlay } from '../overlay';
import './stage.css';

/** Over the whole page, set like a stage. A click anywhere goes back. */
export function StageOverlay(props: {
  label: string;
  sheet?: string;
  onClose: () => void;
  children: ComponentChildren;
}) {
  return (
    <Overlay label={props.label} size="whole" onClose={props.onClose}>
      <div class="stage">
        <div class={`stage-sheet ${props.sheet ?? ''}`} onClick={props.onClose}>
          {props.children}
        </div>
      </div>
    </Overlay>
  );
}
