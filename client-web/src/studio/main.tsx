import '../shared/tokens.css';
import '../shared/base.css';
import '../staff/type.css';
import './studio.css';
import { startPage } from '../shared/start-page';
import { browserShelf } from './shelf/browser-shelf';
import { StudioPage } from './studio-page';

const app = document.getElementById('app');
if (app !== null) startPage(app, <StudioPage shelf={browserShelf()} />);
