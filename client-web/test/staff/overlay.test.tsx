import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { Overlay } from '../../src/staff/overlay';

afterEach(cleanup);

function draw() {
  const onClose = vi.fn();
  render(
    <Overlay label="A card" size="card" onClose={onClose}>
      <textarea aria-label="Words" />
    </Overlay>,
  );
  return {
    onClose,
    dialog: screen.getByLabelText('A card'),
    words: screen.getByLabelText('Words'),
  };
}

it('a press beside the card closes it', () => {
  const { onClose, dialog } = draw();
  fireEvent.mouseDown(dialog);
  fireEvent.click(dialog);
  expect(onClose).toHaveBeenCalledTimes(1);
});

it('text that is marked to beyond its edge does not', () => {
  const { onClose, dialog, words } = draw();
  fireEvent.mouseDown(words);
  // What was pressed and where it was let go have the dialog in common: the click is its.
  fireEvent.click(dialog);
  expect(onClose).not.toHaveBeenCalled();
});

it('gives the focus back to what opened it when it is taken off the page', async () => {
  const opener = document.body.appendChild(document.createElement('button'));
  opener.focus();
  const { words } = draw();
  await waitFor(() => expect(screen.getByLabelText('A card').hasAttribute('open')).toBe(true));
  words.focus();
  cleanup();
  expect(document.activeElement).toBe(opener);
  opener.remove();
});
