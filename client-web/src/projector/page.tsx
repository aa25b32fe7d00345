import type { Snapshot, Wall } from '@protocol/messages';
import { useEffect, useState } from 'preact/hooks';
import { useStaffRoom } from '../staff/use-staff-room';
import type { StaffPageProps } from '../staff/start';
import type { View } from '../store/view';
import { useAwake } from '../shared/use-awake';
import { speakIn } from '../shared/language';
import type { Door } from '../staff/stage/join-screen';
import { projectorAction, projectorKeys, whereKeysWork, type ProjectorAction } from './keys';
import { lineSentence, Unopened } from '../staff/line-notice';
import { KeyHelp } from '../staff/overlay';
import { MarginNotice } from './margin-notice';
import './page.css';
import { useShortcuts } from '../staff/shortcuts';
import { Stage, wholeSlide } from '../staff/stage/stage';
import { ownWall, wallAfter } from './own-wall';
import { keepTheme, keptTheme, wear } from './theme';

export function ProjectorPage({ code, capability }: StaffPageProps) {
  const { room, view, door } = useStaffRoom({ role: 'projector', code, capability });
  const [theme, setTheme] = useState(keptTheme);
  useEffect(() => wear(theme), [theme]);
  const changeTheme = () => {
    const other = theme === 'light' ? 'dark' : 'light';
    keepTheme(other);
    setTheme(other);
  };
  if (view.snapshot === null || door === null) {
    return <Unopened view={view} onRetry={() => room?.retry()} />;
  }
  return <Projection door={door} snapshot={view.snapshot} view={view} changeTheme={changeTheme} />;
}

interface Props {
  door: Door;
  snapshot: Snapshot;
  view: View;
  changeTheme: () => void;
}

function Projection({ door, snapshot, view, changeTheme }: Props) {
  const [helps, setHelps] = useState(false);
  const [asTable, setAsTable] = useState(false);
  const [pages, setPages] = useState(1);
  const [own, setOwn] = useOwnWall(snapshot);
  const { language } = door.room;
  useEffect(() => speakIn(language), [language]);
  useAwake(snapshot.phase !== 'ended');
  const [hint, sayWhere] = useHint();
  const wall = ownWall(own, snapshot) ?? snapshot.wall ?? wholeSlide;

  const act = (action: ProjectorAction) => {
    switch (action) {
      case 'help':
        return setHelps(!helps);
      case 'tables':
        return setAsTable(!asTable);
      case 'theme':
        return changeTheme();
      case 'full_screen':
        return toggleFullScreen();
      case 'of_the_desk':
        return sayWhere();
      default:
        return setOwn(wallAfter(action, wall, snapshot, pages, language));
    }
  };
  useShortcuts(projectorAction, act);

  return (
    <main class="projection">
      <MarginNotice sentence={hint ? whereKeysWork : lineSentence(view)} />
      <Stage
        door={door}
        state={{ ...snapshot, wall }}
        asTable={asTable}
        onPages={setPages}
        onQr={() => act('qr')}
        onHelp={() => setHelps(true)}
        onChooseText={({ id, text }) => setOwn({ shows: 'text', page: 0, item: id, text })}
      />
      {helps && (
        <KeyHelp keys={projectorKeys} where={whereKeysWork} onClose={() => setHelps(false)} />
      )}
    </main>
  );
}

/** What this window shows by its own keys, until the desk shows something else. */
function useOwnWall(snapshot: Snapshot): [Wall | null, (wall: Wall | null) => void] {
  const [own, setOwn] = useState<Wall | null>(null);
  const { slide, wall } = snapshot;
  useEffect(() => setOwn(null), [slide?.id, JSON.stringify(wall)]);
  return [own, setOwn];
}

const hint_ms = 6_000;

function useHint(): [boolean, () => void] {
  const [since, setSince] = useState<number | null>(null);
  useEffect(() => {
    if (since === null) return;
    const timer = setTimeout(() => setSince(null), hint_ms);
    return () => clearTimeout(timer);
  }, [since]);
  return [since !== null, () => setSince(performance.now())];
}

function toggleFullScreen(): void {
  const change =
    document.fullscreenElement === null
      ? document.documentElement.requestFullscreen()
      : document.exitFullscreen();
  // A browser may not allow it (a shared tab); the page is whole without.
  change.catch(() => undefined);
}
