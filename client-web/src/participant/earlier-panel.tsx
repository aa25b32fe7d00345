import type { ContentSlide } from '@protocol/messages';
import { useState } from 'preact/hooks';
import { inLanguage } from '../shared/language';
import { ContentBody } from './content-page';
import { Dialog } from './dialog';
import type { PanelProps } from './panels';
import { earlier as say } from './earlier-wording';
import './earlier-panel.css';

/** An agreement, a glossary: what the room has seen, to be read again while it is at something else. */
export function EarlierPanel({ earlier = [], warned, language = 'en', onClose }: PanelProps) {
  return (
    <Dialog title={say.title} close={say.close} onClose={onClose}>
      <p>{say.means}</p>
      {earlier.map((slide) => (
        <details key={slide.id} class="earlier" lang={language}>
          <summary {...inLanguage(language)}>{slide.title}</summary>
          <Body slide={slide} language={language} asks={warned?.(slide.id) !== 'shown'} />
        </details>
      ))}
    </Dialog>
  );
}

interface Props {
  slide: ContentSlide;
  language: string;
  /** Whoever has put it away is asked again, each time that the panel is opened. */
  asks: boolean;
}

function Body({ slide, language, asks }: Props) {
  const [wanted, setWanted] = useState(false);
  if (slide.warning === undefined || wanted || !asks) return <ContentBody slide={slide} />;
  return (
    <>
      <p {...inLanguage(language)}>{slide.warning}</p>
      <button class="button" type="button" onClick={() => setWanted(true)}>
        {say.show}
      </button>
    </>
  );
}
