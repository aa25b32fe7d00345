import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { App } from './app';
import { startPage } from '../shared/start-page';
import { forgetOldRooms } from './old-rooms';
import { browserStorages } from './storages';

const storages = browserStorages();
forgetOldRooms(storages);
const app = document.getElementById('app');
if (app) startPage(app, <App storages={storages} />);
