/**
 * Markdown from a deck, made into harmless HTML: the set of protocol/README.md ("Markdown") and nothing else. A phone
 * reads the same set with a smaller reader of its own (participant/markdown/); test/markdown compares the two.
 */
import DOMPurify from 'dompurify';
import MarkdownIt from 'markdown-it';
import { safeLink } from '../shared/safe-link';

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true })
  // A picture belongs in the slide's `picture`, with its words for those who do not see it. Indented code, lines below
  // headings and named links surprise people who write without knowing Markdown.
  .disable(['image', 'strikethrough', 'entity', 'autolink', 'code', 'hr', 'lheading', 'reference']);
markdown.validateLink = (address) => safeLink(address) !== null;
markdown.normalizeLink = (address) => safeLink(address) ?? '';
// The slide's own title is the first heading.
markdown.core.ruler.push('headings', ({ tokens }) => {
  for (const token of tokens) {
    if (token.type.startsWith('heading_')) token.tag = `h${Math.min(4, Number(token.tag[1]) + 1)}`;
  }
});

const tags = [
  ...['p', 'br', 'h2', 'h3', 'h4', 'strong', 'em', 'code', 'pre', 'ul', 'ol', 'li', 'blockquote'],
  ...['a', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
];

/** As nodes and not as text: under Trusted Types no page may make HTML from text, save DOMPurify in here. */
export function markdownToNodes(source: string): DocumentFragment {
  const page = DOMPurify.sanitize(markdown.render(source.replace(/\t/g, '    ')), {
    ALLOWED_TAGS: tags,
    ALLOWED_ATTR: ['href', 'start'],
    // Attributes that are no addresses must not have to look like one: a list may begin with 3.
    ADD_URI_SAFE_ATTR: ['start'],
    ALLOWED_URI_REGEXP: /^(https|mailto):/i,
    RETURN_DOM_FRAGMENT: true,
  });
  for (const link of page.querySelectorAll('a')) {
    // The library makes a link of `[x]()`.
    if (!link.getAttribute('href')) {
      link.replaceWith('[', ...link.childNodes, ']()');
      continue;
    }
    link.setAttribute('target', '_blank');
    link.setAttribute('rel', 'noopener noreferrer');
  }
  return page;
}
