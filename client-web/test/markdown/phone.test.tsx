import { render } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { Markdown } from '../../src/participant/markdown/markdown';
import { safeLink } from '../../src/shared/safe-link';

const html = (text: string) =>
  render(<Markdown text={text} />).container.querySelector('.markdown')?.innerHTML;

describe('the subset', () => {
  it.each([
    ['One.\n\nTwo.', '<p>One.</p><p>Two.</p>'],
    ['One\ntwo', '<p>One<br>two</p>'],
    ['# Big\n### Small', '<h2>Big</h2><h4>Small</h4>'],
    ['- a\n- b', '<ul><li>a</li><li>b</li></ul>'],
    ['* a\n\n* b', '<ul><li><p>a</p></li><li><p>b</p></li></ul>'],
    ['1. a\n2. b', '<ol><li>a</li><li>b</li></ol>'],
    ['- a\n  goes on', '<ul><li>a<br>goes on</li></ul>'],
    ['Text:\n- a', '<p>Text:</p><ul><li>a</li></ul>'],
    ['*soft* and **strong**', '<p><em>soft</em> and <strong>strong</strong></p>'],
    ['__strong__ and _soft_', '<p><strong>strong</strong> and <em>soft</em></p>'],
    ['**strong with *soft* in it**', '<p><strong>strong with <em>soft</em> in it</strong></p>'],
    ['snake_case_name', '<p>snake_case_name</p>'],
    ['2 * 3 * 4', '<p>2 * 3 * 4</p>'],
    ['\\*not soft\\*', '<p>*not soft*</p>'],
    ['a * lonely mark', '<p>a * lonely mark</p>'],
    ['', ''],
  ])('%j', (text, expected) => {
    expect(html(text)).toBe(expected);
  });

  it('links to https, in a tab of its own that learns nothing of this one', () => {
    expect(html('[the *film*](https://example.org/a?b=c_(d))')).toBe(
      '<p><a href="https://example.org/a?b=c_(d)" target="_blank" rel="noopener noreferrer">the <em>film</em></a></p>',
    );
  });
});

describe('hostile input', () => {
  it.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '![picture](https://example.org/track.png)',
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,<script>alert(1)</script>)',
    '[x](http://example.org)',
    '[x](//example.org)',
    '[x](https://example.org" onclick="alert(1))',
    '[x](\thttps://example.org\n)',
    '[<b>x</b>](vbscript:x)',
  ])('%s makes no element that acts', (text) => {
    const { container } = render(<Markdown text={text} />);
    expect(container.querySelectorAll('script, img, b, [onclick], [onerror]')).toHaveLength(0);
    for (const link of container.querySelectorAll('a')) {
      expect(link.protocol).toBe('https:');
    }
  });

  it('keeps the text that it does not understand', () => {
    const { container } = render(<Markdown text="<script>alert(1)</script> & [x](javascript:y)" />);
    expect(container.textContent).toBe('<script>alert(1)</script> & [x](javascript:y)');
  });

  // What doubles its time with each further character would not be done when the test's deadline comes.
  it.each([
    '*',
    '_',
    '**',
    '[',
    '](',
    '- ',
    '#',
    '\\',
    '*a_',
    '[a](',
    '> ',
    '> a\nb\n',
    '- a\nb\n',
    '`',
    '``a`',
    '|',
    '|-|\n',
    '```\n',
    '[a](<',
    '1. ',
  ])('is read to its end when it is %s over and over', (part) => {
    const text = part.repeat(4_000 / part.length);
    const { container } = render(<Markdown text={text} />);
    expect(container.textContent).not.toBeNull();
  });
});

describe('a link', () => {
  it.each([
    'http://a.example',
    'ftp://a.example',
    'https:a.example',
    'https://',
    'https://a b',
    '',
  ])('%j is none', (href) => {
    expect(safeLink(href)).toBeNull();
  });
});
