import '../shared/tokens.css';
import '../shared/base.css';
import './type.css';
import { render } from 'preact';
import { readAddress } from '../shared/code';
import { IncompleteLink } from './line-notice';
import { ProjectorPage } from './page';

const address = readAddress(window.location);
const app = document.getElementById('app');
if (app !== null) {
  render(
    address?.secret === undefined ? (
      <IncompleteLink role="projector" />
    ) : (
      <ProjectorPage code={address.code} capability={address.secret} />
    ),
    app,
  );
}
