import '../shared/tokens.css';
import '../shared/base.css';
import { render } from 'preact';

function Page() {
  return <h1>Candour</h1>;
}

const app = document.getElementById('app');
if (app) render(<Page />, app);
