import { render, type ComponentChildren } from 'preact';
import { surviveTranslation } from './translated';
import { Unbroken } from './unbroken';

/** Puts a page in the place of what its HTML says while it is on its way, which Preact would leave standing. */
export function startPage(app: HTMLElement, page: ComponentChildren): void {
  surviveTranslation();
  app.textContent = '';
  render(<Unbroken>{page}</Unbroken>, app);
}
