/**
 * A deck's Markdown on a phone. It makes nodes, never markup, so whatever else a deck contains (HTML, images,
 * javascript: links) is shown as the text that it is.
 */
import type { ComponentChildren } from 'preact';
import { readBlocks, type Block } from './blocks';
import { readSpans, type Span } from './spans';
import './markdown.css';

export function Markdown({ text }: { text: string }) {
  return (
    <div class="markdown" dir="auto">
      {readBlocks(text).map(drawn)}
    </div>
  );
}

function drawn(block: Block, key: number): ComponentChildren {
  switch (block.kind) {
    case 'pre':
      return (
        <pre key={key} tabIndex={0}>
          <code>{block.text}</code>
        </pre>
      );
    case 'blockquote':
      return <blockquote key={key}>{block.blocks.map(drawn)}</blockquote>;
    case 'ul':
    case 'ol': {
      const { kind: Tag, start, loose, items } = block;
      return (
        <Tag key={key} {...(Tag === 'ol' && start !== 1 && { start })}>
          {items.map((item, i) => (
            <li key={i}>
              {item.map((part, n) =>
                !loose && part.kind === 'p' ? spans(part.text) : drawn(part, n),
              )}
            </li>
          ))}
        </Tag>
      );
    }
    case 'table':
      return <Table key={key} rows={block.rows} />;
    default: {
      const { kind: Tag, text } = block;
      return <Tag key={key}>{spans(text)}</Tag>;
    }
  }
}

function Table({ rows: [head = [], ...body] }: { rows: string[][] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell, i) => (
            <th key={i}>{spans(cell)}</th>
          ))}
        </tr>
      </thead>
      {body.length > 0 && (
        <tbody>
          {body.map((row, n) => (
            <tr key={n}>
              {row.map((cell, i) => (
                <td key={i}>{spans(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      )}
    </table>
  );
}

const spans = (text: string): ComponentChildren => readSpans(text).map(drawnSpan);

function drawnSpan(span: Span, key: number): ComponentChildren {
  if (typeof span === 'string') return span;
  switch (span.kind) {
    case 'br':
      return <br key={key} />;
    case 'code':
      return <code key={key}>{span.text}</code>;
    case 'a':
      return (
        <a key={key} href={span.href} target="_blank" rel="noopener noreferrer">
          {span.spans.map(drawnSpan)}
        </a>
      );
    default: {
      const { kind: Tag } = span;
      return <Tag key={key}>{span.spans.map(drawnSpan)}</Tag>;
    }
  }
}
