import type { ComponentChildren } from 'preact';
import './bare-page.css';

/** A page without a room: a heading and what there is to say. */
export function BarePage({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <main class="unopened">
      <h1>{title}</h1>
      {children}
    </main>
  );
}
