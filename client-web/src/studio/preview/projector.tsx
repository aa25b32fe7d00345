import '../../shared/tokens.css';
import '../../shared/base.css';
import '../../staff/base.css';
import '../../staff/type.css';
import { ProjectorPage } from '../../projector/page';
import { startPageFrame } from './page-frame';

export function start(app: HTMLElement) {
  return startPageFrame(app, 'projector', () => (
    <ProjectorPage code="PREVIEW2" capability="preview" />
  ));
}
