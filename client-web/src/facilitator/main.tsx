import '../shared/tokens.css';
import '../shared/base.css';
import '../projector/type.css';
import './desk.css';
import './side.css';
import './report/report.css';
import { render } from 'preact';
import { IncompleteLink } from '../projector/line-notice';
import { readAddress } from '../shared/code';
import { passCapability } from './capability';
import { FacilitatorPage } from './page';

const address = readAddress(window.location);
const capability = address === null ? null : passCapability(address, window.sessionStorage);
const app = document.getElementById('app');
if (app !== null) {
  render(
    address === null || capability === null ? (
      <IncompleteLink role="facilitator" />
    ) : (
      <FacilitatorPage code={address.code} capability={capability} />
    ),
    app,
  );
}
