import '../shared/tokens.css';
import '../shared/base.css';
import '../staff/type.css';
import './studio.css';
import { render } from 'preact';
import { browserShelf } from './shelf/browser-shelf';
import { StudioPage } from './studio-page';

const app = document.getElementById('app');
if (app !== null) render(<StudioPage shelf={browserShelf()} />, app);
