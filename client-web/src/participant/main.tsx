import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { render } from 'preact';
import { App } from './app';
import { Unbroken } from '../shared/unbroken';
import { forgetOldRooms } from './old-rooms';
import { browserStorages } from './storages';

const storages = browserStorages();
forgetOldRooms(storages);
const app = document.getElementById('app');
if (app) {
  render(
    <Unbroken>
      <App storages={storages} />
    </Unbroken>,
    app,
  );
}
