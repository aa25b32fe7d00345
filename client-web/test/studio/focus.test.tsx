import { act, cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { useReducer } from 'preact/hooks';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { begin, edit } from '../../src/deck/edit';
import { blankSlide, type Deck, type Picture } from '../../src/deck/model';
import { PictureField } from '../../src/studio/editor/picture-field';
import { SlideForm } from '../../src/studio/editor/slide-form';
import { SlideList } from '../../src/studio/editor/slide-list';
import * as preparing from '../../src/studio/picture/prepare-picture';

// Nothing that comes later than the drawing moves the focus: on a busy machine somebody has gone on by then.
beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

function Editor({ deck }: { deck: Deck }) {
  const [state, act] = useReducer(edit, deck, begin);
  const index = state.deck.slides.findIndex(({ id }) => id === state.selected);
  const slide = state.deck.slides[index];
  const newId = () => `new-${state.deck.slides.length}`;
  return (
    <>
      <SlideList
        slides={state.deck.slides}
        selected={state.selected}
        tooLong={new Set()}
        act={act}
        newId={newId}
        tell={() => undefined}
      />
      {slide && (
        <SlideForm
          key={slide.id}
          slide={slide}
          turned={state.turned.get(slide.id)}
          index={index}
          act={act}
          newId={newId}
        />
      )}
    </>
  );
}

const draw = (kind: 'choice' | 'content') =>
  render(
    <Editor
      deck={{ title: 'A', language: 'en', slides: [blankSlide(kind, 'a'), blankSlide(kind, 'b')] }}
    />,
  );

const focused = () => document.activeElement;

it('the focus is where one writes next as soon as a slide is added', () => {
  draw('content');
  fireEvent.click(screen.getByRole('button', { name: /^Choice/, hidden: true }));
  expect(focused()).toBe(screen.getByLabelText('Question'));
});

it('the focus is in a new option as soon as Enter asks for one', () => {
  draw('choice');
  const options = screen.getAllByRole('textbox', { name: /^Option/ });
  fireEvent.keyDown(options[options.length - 1] as HTMLElement, { key: 'Enter' });
  expect(focused()).toBe(screen.getByRole('textbox', { name: `Option ${options.length + 1}` }));
});

it('the focus is on the slide that is open as soon as another is deleted', () => {
  draw('content');
  fireEvent.click(screen.getByRole('button', { name: 'Delete' }));
  expect(focused()?.getAttribute('aria-current')).toBe('true');
});

it('a picture that is ready takes neither the focus nor the words from somebody who went on', async () => {
  let ready: (prepared: Awaited<ReturnType<typeof preparing.preparePicture>>) => void = () => 0;
  vi.spyOn(preparing, 'preparePicture').mockImplementation(
    () => new Promise((resolve) => (ready = resolve)),
  );
  const onChange = vi.fn();
  const before: Picture = { src: 'data:image/png;base64,AA==', alt: '' };
  const page = (picture: Picture) => (
    <>
      <PictureField picture={picture} path="$" onChange={onChange} />
      <input aria-label="Elsewhere" />
    </>
  );
  const { rerender, container } = render(page(before));
  const file = container.querySelector('input[type=file]') as HTMLInputElement;
  fireEvent.change(file, { target: { files: [new Blob(['x'])] } });
  rerender(page({ ...before, alt: 'typed meanwhile' }));
  screen.getByLabelText('Elsewhere').focus();
  await act(async () => {
    ready({ ok: true, src: 'data:image/png;base64,BB==' });
    await Promise.resolve();
  });
  expect(onChange).toHaveBeenCalledWith({
    src: 'data:image/png;base64,BB==',
    alt: 'typed meanwhile',
  });
  expect(focused()).toBe(screen.getByLabelText('Elsewhere'));
});
