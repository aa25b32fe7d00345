import { readFileSync } from 'node:fs';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { Unbroken } from '../../src/shared/unbroken';

afterEach(cleanup);

describe('a page', () => {
  it('that has a fault says a sentence and a way on', () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const Faulty = (): never => {
      throw new Error('A fault.');
    };
    render(
      <Unbroken>
        <Faulty />
      </Unbroken>,
    );
    expect(screen.getByRole('heading', { name: 'This page has a fault' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Load it again' })).toBeTruthy();
  });

  it('that has none is as it is', () => {
    render(<Unbroken>All is well.</Unbroken>);
    expect(document.body.textContent).toBe('All is well.');
  });

  it.each(['index', 'facilitator', 'projector'])(
    '%s.html says what to do when its script does not come, or is too new for the browser',
    (name) => {
      const html = readFileSync(`${name}.html`, 'utf8').replace(/\s+/g, ' ');
      const page = new DOMParser().parseFromString(html, 'text/html');
      const app = page.getElementById('app');
      expect(app?.textContent).toMatch(/Safari 14, Chrome 87 or Firefox 78 is the least/);
      // The page takes its place.
      if (app === null) throw new Error('The page has no place to be drawn in.');
      document.body.append(app);
      render(<p>Drawn.</p>, { container: app });
      expect(app.textContent?.trim()).toBe('Drawn.');
      app.remove();
    },
  );
});
