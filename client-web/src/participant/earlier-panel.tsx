import { inLanguage } from '../shared/language';
import { ContentBody } from './content-page';
import { Dialog } from './dialog';
import type { PanelProps } from './panels';
import { earlier as say } from './earlier-wording';
import './earlier-panel.css';

/** An agreement, a glossary: what the room has seen, to be read again while it is at something else. */
export function EarlierPanel({ earlier = [], language, onClose }: PanelProps) {
  return (
    <Dialog title={say.title} close={say.close} onClose={onClose}>
      <p>{say.means}</p>
      {earlier.map((slide) => (
        <details key={slide.id} class="earlier" lang={language}>
          <summary {...inLanguage(language)}>{slide.title}</summary>
          <ContentBody slide={slide} />
        </details>
      ))}
    </Dialog>
  );
}
