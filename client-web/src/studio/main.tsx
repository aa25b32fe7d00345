import '../shared/tokens.css';
import '../shared/base.css';
import '../staff/base.css';
import '../staff/type.css';
import './studio.css';
import { startPage } from '../shared/start-page';
import { keepFocus } from './keep-focus';
import { browserShelf } from './shelf/browser-shelf';
import { StudioPage } from './studio-page';
import { readLink } from './workspace/workspace';
import { WorkspacePage } from './workspace/workspace-page';

const shelf = browserShelf();
// Only what the browser did not take: all else is kept already.
window.addEventListener('beforeunload', (event) => {
  if (shelf.holdsUnsaved()) event.preventDefault();
});

const app = document.getElementById('app');
const { pathname, hash } = window.location;
const page = pathname.startsWith('/w/') ? (
  <WorkspacePage link={readLink(pathname, hash)} />
) : (
  <StudioPage shelf={shelf} />
);
if (app !== null) {
  keepFocus(document);
  startPage(app, page);
}
