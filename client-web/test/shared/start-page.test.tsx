import { expect, it } from 'vitest';
import { startPage } from '../../src/shared/start-page';

it('a page takes the place of the sentence that it is on its way', () => {
  const app = document.createElement('div');
  app.innerHTML = '\n <p>Candour is on its way.</p>\n';
  startPage(app, <main>The question</main>);
  expect(app.innerHTML).toBe('<main>The question</main>');
});
