import type { Snapshot, TalliedText } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import { useStaffRoom } from '../staff/use-staff-room';
import type { StaffPageProps } from '../staff/start';
import type { View } from '../store/view';
import { speakIn } from '../shared/language';
import { neighbouringText } from './cards-in-turn';
import { JoinOverlay } from '../staff/stage/join-overlay';
import type { Door } from '../staff/stage/join-screen';
import { projectorAction, projectorKeys, type ProjectorAction } from './keys';
import { LineNotice, Unopened } from '../staff/line-notice';
import { KeyHelp } from '../staff/overlay';
import { StageOverlay } from '../staff/stage/stage-overlay';
import './page.css';
import { useShortcuts } from '../staff/shortcuts';
import { Stage } from '../staff/stage/stage';

type Over = { name: 'qr' | 'help' } | { name: 'card'; text: TalliedText };

export function ProjectorPage({ code, capability }: StaffPageProps) {
  const { room, view, door } = useStaffRoom({ role: 'projector', code, capability });
  if (view.snapshot === null || door === null) {
    return <Unopened view={view} onRetry={() => room?.retry()} />;
  }
  return <Projection door={door} snapshot={view.snapshot} view={view} />;
}

function Projection({ door, snapshot, view }: { door: Door; snapshot: Snapshot; view: View }) {
  const [over, setOver] = useState<Over | null>(null);
  const [asTable, setAsTable] = useState(false);
  const close = () => setOver(null);
  const { language } = door.room;
  useEffect(() => speakIn(language), [language]);
  const slide = snapshot.slide?.id;
  // A card in the middle belongs to its question: another slide, or hidden results, takes it away.
  const texts = snapshot.tally?.kind === 'free_text' ? snapshot.tally.texts : [];
  useEffect(() => setOver((was) => (was?.name === 'card' ? null : was)), [slide]);
  const chosen = over?.name === 'card' ? over.text : null;
  const stillThere = chosen !== null && texts.some((text) => text.id === chosen.id);

  const act = (action: ProjectorAction) => {
    switch (action) {
      case 'qr':
      case 'help':
        return setOver(over?.name === action ? null : { name: action });
      case 'tables':
        return setAsTable(!asTable);
      case 'full_screen':
        return toggleFullScreen();
      case 'next_card':
      case 'previous_card': {
        const text = neighbouringText(texts, chosen, action === 'next_card' ? 1 : -1);
        return setOver(text === null ? null : { name: 'card', text });
      }
    }
  };
  useShortcuts(projectorAction, act);

  return (
    <main class="projection">
      <LineNotice view={view} />
      <Stage
        door={door}
        state={snapshot}
        asTable={asTable}
        onQr={() => setOver({ name: 'qr' })}
        onHelp={() => setOver({ name: 'help' })}
        onChooseText={(text) => setOver({ name: 'card', text })}
      />
      {over?.name === 'qr' && (
        <JoinOverlay
          door={door}
          present={snapshot.present}
          locked={snapshot.locked}
          onClose={close}
        />
      )}
      {over?.name === 'help' && <KeyHelp keys={projectorKeys} onClose={close} />}
      {stillThere && (
        <StageOverlay label="One answer" sheet="one-card" onClose={close}>
          <blockquote class={chosen.text.length > 240 ? 'long' : ''} dir="auto">
            {chosen.text}
          </blockquote>
        </StageOverlay>
      )}
    </main>
  );
}

function toggleFullScreen(): void {
  const change =
    document.fullscreenElement === null
      ? document.documentElement.requestFullscreen()
      : document.exitFullscreen();
  // A browser may not allow it (a shared tab); the page is whole without.
  change.catch(() => undefined);
}
