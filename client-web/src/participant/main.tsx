import '../shared/tokens.css';
import '../shared/base.css';
import './page.css';
import { render } from 'preact';
import { App } from './app';
import { browserStorages } from './keeping';

const app = document.getElementById('app');
if (app) render(<App storages={browserStorages()} />, app);
