import '../../shared/tokens.css';
import '../../shared/base.css';
import '../../staff/base.css';
import '../../staff/type.css';
import { FacilitatorPage } from '../../facilitator/page';
import { startPageFrame } from './page-frame';

export function start(app: HTMLElement) {
  return startPageFrame(app, 'facilitator', () => (
    <FacilitatorPage code="PREVIEW2" capability="preview" />
  ));
}
