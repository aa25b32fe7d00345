import { cleanup, render, screen } from '@testing-library/preact';
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
