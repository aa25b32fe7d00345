import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { contentSlide, most } from '../../src/deck/model';
import { shownSlide } from '../../src/deck/shown';
import * as format from '../../src/shared/format';
import { TextField } from '../../src/studio/editor/fields';

afterEach(cleanup);

const draw = (value: string) =>
  render(
    <TextField label="Text" at="$" value={value} most={100} lines={3} onChange={() => undefined} />,
  );

it('a megabyte of text is neither counted character by character nor drawn whole', () => {
  const counting = vi.spyOn(format, 'graphemes');
  draw('x'.repeat(1_000_000));
  expect(screen.getByText('Far too many characters')).toBeTruthy();
  expect(counting).not.toHaveBeenCalled();
  const slide = shownSlide(contentSlide('a', 'A', 'x'.repeat(1_000_000)));
  expect(slide.kind === 'content' && slide.markdown.length).toBe(most.markdown * 8);
});

it('a text that is a little too long says by how much', () => {
  draw('x'.repeat(103));
  expect(screen.getByText('3 characters too many')).toBeTruthy();
});

it('a text that is far too long does not look for its direction, also when it is being pasted', () => {
  draw('short');
  const field = screen.getByLabelText('Text');
  expect(field.getAttribute('dir')).toBe('auto');
  const pasted = { getData: () => 'x\n'.repeat(10_000) };
  fireEvent.paste(field, { clipboardData: pasted });
  expect(field.hasAttribute('dir')).toBe(false);
  cleanup();
  draw('x\n'.repeat(10_000));
  expect(screen.getByLabelText('Text').hasAttribute('dir')).toBe(false);
});
