/** Markdown from a deck, made into harmless HTML. */
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';

// A picture belongs in the slide's `picture`, with its words for those who do not see it.
const markdown = new MarkdownIt({ html: false, linkify: false }).disable('image');

const tags = [
  ...['p', 'br', 'hr', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'strong', 'em', 's', 'code', 'pre'],
  ...['ul', 'ol', 'li', 'blockquote', 'a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

export function markdownToHtml(source: string): string {
  const clean = DOMPurify.sanitize(markdown.render(source), {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'start'],
    ALLOWED_URI_REGEXP: /^(https?|mailto|tel):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  const page = document.createElement('div');
  page.append(clean);
  for (const link of page.querySelectorAll('a')) {
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  return page.innerHTML;
}
