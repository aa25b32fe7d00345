/** A deck's Markdown as the two readers draw it, to be compared. */
import { render } from '@testing-library/preact';
import { Markdown } from '../../src/participant/markdown/markdown';
import { markdownToNodes } from '../../src/staff/markdown';

export function onPhone(text: string): string {
  const { container, unmount } = render(<Markdown text={text} />);
  const html = normal(container.querySelector('.markdown'));
  unmount();
  return html;
}

export function onWall(text: string): string {
  const page = document.createElement('div');
  page.append(markdownToNodes(text));
  return normal(page);
}

/** As HTML, without what nobody sees: white space that a browser does not draw, and the place where focus may go. */
function normal(element: Element | null): string {
  if (element === null) throw new Error('Nothing was drawn.');
  const copy = element.cloneNode(true) as Element;
  copy.normalize();
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    if (text.parentElement?.closest('pre')) continue;
    text.data = text.data.replace(/\s*\n\s*/g, '').replace(/\s+/g, ' ');
    if (text.nextSibling?.nodeName === 'BR') text.data = text.data.trimEnd();
  }
  for (const pre of copy.querySelectorAll('pre')) {
    pre.removeAttribute('tabindex');
    if (pre.firstElementChild) pre.firstElementChild.textContent = pre.textContent.trimEnd();
  }
  return copy.innerHTML;
}
