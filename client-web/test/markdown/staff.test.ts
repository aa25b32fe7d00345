import { describe, expect, it } from 'vitest';
import { markdownToNodes } from '../../src/staff/markdown';

function pageOf(source: string): HTMLElement {
  const page = document.createElement('div');
  page.append(markdownToNodes(source));
  return page;
}

describe('Markdown of a content slide', () => {
  it('has paragraphs, lists and emphasis', () => {
    const html = pageOf('We **listen**.\n\n- one\n- two').innerHTML;
    expect(html).toContain('<strong>listen</strong>');
    expect(html.match(/<li>/g)).toHaveLength(2);
  });

  it('opens links elsewhere, and tells that page nothing', () => {
    expect(pageOf('[more](https://example.org/a)').innerHTML).toContain(
      '<a href="https://example.org/a" target="_blank" rel="noopener noreferrer">',
    );
  });

  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '<a href="https://example.org" onclick="alert(1)">x</a>',
    '<p style="position:fixed">x</p>',
    '![x](https://example.org/track.gif)',
  ])('makes %s harmless', (source) => {
    const page = pageOf(source);
    expect(page.querySelector('script, img, [style], [onclick], [onerror]')).toBeNull();
    for (const link of page.querySelectorAll('a')) {
      expect(link.getAttribute('href') ?? 'https:').toMatch(/^https:/);
    }
  });
});
