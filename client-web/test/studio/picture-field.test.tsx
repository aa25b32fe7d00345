import { cleanup, createEvent, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, expect, it, vi } from 'vitest';
import { PictureField } from '../../src/studio/editor/picture-field';
import * as preparing from '../../src/studio/picture/prepare-picture';

afterEach(cleanup);

/** Whether the browser goes on with the paste, and whether the picture was taken. */
function paste(target: HTMLElement, types: readonly string[]) {
  const prepare = vi
    .spyOn(preparing, 'preparePicture')
    .mockReturnValue(new Promise(() => undefined));
  const event = createEvent.paste(target);
  Object.assign(event, {
    clipboardData: {
      types,
      getData: () => 'words',
      files: [new Blob(['x'], { type: 'image/png' })],
    },
  });
  const goesOn = fireEvent(target, event);
  return { goesOn, isTaken: prepare.mock.calls.length > 0 };
}

it('words that bring a picture of themselves, as from a spreadsheet, are pasted as words into the words', () => {
  render(
    <PictureField
      picture={{ src: 'data:image/png;base64,AA==', alt: '' }}
      path="$"
      onChange={() => undefined}
    />,
  );
  const words = screen.getByRole('textbox');
  expect(paste(words, ['text/plain', 'text/html', 'Files'])).toEqual({
    goesOn: true,
    isTaken: false,
  });
  expect(paste(words, ['Files'])).toEqual({ goesOn: false, isTaken: true });
});

it('beside the words the picture of them is taken', () => {
  const { container } = render(<PictureField picture={null} path="$" onChange={() => undefined} />);
  const field = container.querySelector('fieldset') as HTMLElement;
  expect(paste(field, ['text/plain', 'Files'])).toEqual({ goesOn: false, isTaken: true });
});
