import { describe, expect, it } from 'vitest';
import { markdownToHtml } from '../../src/staff/markdown';

describe('Markdown of a content slide', () => {
  it('has paragraphs, lists and emphasis', () => {
    const html = markdownToHtml('We **listen**.\n\n- one\n- two');
    expect(html).toContain('<strong>listen</strong>');
    expect(html.match(/<li>/g)).toHaveLength(2);
  });

  it('opens links elsewhere, and tells that page nothing', () => {
    expect(markdownToHtml('[more](https://example.org/a)')).toContain(
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
    const page = document.createElement('div');
    page.innerHTML = markdownToHtml(source);
    expect(page.querySelector('script, img, [style], [onclick], [onerror]')).toBeNull();
    for (const link of page.querySelectorAll('a')) {
      expect(link.getAttribute('href') ?? 'https:').toMatch(/^https:/);
    }
  });
});
