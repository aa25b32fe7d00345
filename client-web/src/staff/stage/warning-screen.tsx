import type { Snapshot } from '@protocol/messages';
import type { InLanguage } from '../../shared/language';
import { beforeWeGoOn, yourPhoneAsks } from '../wording';
import './warning-screen.css';

/** Whether the room sees the content warning and nothing of what is behind it (protocol/README.md, "snapshot"). */
export function warns({ slide, question }: Pick<Snapshot, 'slide' | 'question'>): boolean {
  return slide?.warning !== undefined && question?.phase === 'waiting';
}

interface Props {
  text: string;
  dir: InLanguage['dir'];
  Heading: 'h1' | 'h2';
}

/** A step of its own: it stands alone until a facilitator goes on, so that people have the time to choose. */
export function WarningScreen({ text, dir, Heading }: Props) {
  return (
    <div class="warning">
      <Heading class="warning-title">{beforeWeGoOn}</Heading>
      <p class={text.length > 160 ? 'warning-text long' : 'warning-text'} dir={dir}>
        {text}
      </p>
      <p class="warning-choice">{yourPhoneAsks}</p>
    </div>
  );
}
