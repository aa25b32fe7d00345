import type { FacilitatorWelcome, Snapshot } from '@protocol/messages';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { SlideNotes } from '../../src/facilitator/slide-notes';
import { golden } from '../golden';

const { deck } = golden<FacilitatorWelcome>('welcome_facilitator');
const snapshot = golden<Snapshot>('snapshot_facilitator');
const at = (id: string): Snapshot => {
  const slide = deck.slides.find((each) => each.id === id) ?? null;
  return { ...snapshot, slide };
};

afterEach(cleanup);

it('the desk shows the notes of the current slide, and nothing where there are none', () => {
  const { rerender, container } = render(<SlideNotes deck={deck} snapshot={at('week')} />);
  expect(screen.getByText('Read it out twice.')).toBeTruthy();
  rerender(<SlideNotes deck={deck} snapshot={at('outcomes')} />);
  expect(container.textContent).toBe('');
});
