import {
  act,
  cleanup,
  configure,
  fireEvent,
  render,
  screen,
  waitFor,
} from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { contentSlide, type Deck } from '../../src/deck/model';
import { goTo, type Place } from '../../src/studio/place';
import { StudioPage } from '../../src/studio/studio-page';
import { stubLayout } from '../layout-stubs';
import { memoryShelf } from './memory-shelf';

const deckOf = (title: string, ...slides: string[]): Deck => ({
  title,
  language: 'en',
  slides: slides.map((words) => contentSlide(`id-${words}`, words)),
});
const kept = (id: string, deck: Deck) => ({ id, revision: 1, changed: 0, deck });

// A page that is drawn on a busy machine takes its time; no test is about speed.
configure({ asyncUtilTimeout: 50_000 });
beforeEach(() => {
  Object.assign(HTMLDialogElement.prototype, {
    showModal(this: HTMLDialogElement) {
      this.setAttribute('open', '');
    },
  });
  stubLayout();
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
  history.replaceState(null, '', '/studio');
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const slides = () =>
  [...document.querySelectorAll('.studio-slide-title')].map((title) => title.textContent);
const press = (words: string) => fireEvent.click(screen.getByText(words, { selector: 'button' }));
const saved = () => screen.findByText('Saved in this browser');
/** By a link, a button, or the browser's own back and forward. */
const go = (place: Place) => void act(() => goTo(place));
const editorOf = (id: string) =>
  act(async () => {
    goTo({ name: 'deck', id });
    await Promise.resolve();
  });

it('what is undone and done again is saved, also where the deck is as it was opened', async () => {
  const shelf = memoryShelf(kept('d', deckOf('D', 'one', 'two')));
  const inShelf = async () => (await shelf.deck('d'))?.deck.slides.length;
  render(<StudioPage shelf={shelf} />);
  await editorOf('d');
  await saved();
  press('Delete');
  await waitFor(async () => expect(await inShelf()).toBe(1));
  press('Undo');
  expect(screen.getByText('Saving')).toBeTruthy();
  await waitFor(async () => expect(await inShelf()).toBe(2));
  press('Redo');
  await waitFor(async () => expect(await inShelf()).toBe(1));
});

it('a deck that is only looked at is not written', async () => {
  const shelf = memoryShelf(kept('d', deckOf('D', 'one')));
  const save = vi.spyOn(shelf, 'save');
  const { unmount } = render(<StudioPage shelf={shelf} />);
  await editorOf('d');
  await saved();
  unmount();
  expect(save).not.toHaveBeenCalled();
});

it('a deck that was just begun is found as it was left, whichever place one comes back from', async () => {
  const elsewhere: Place[] = [
    { name: 'home' },
    { name: 'room', id: 'ABCDEFGH' },
    { name: 'versions', id: 'made-1' },
    { name: 'deck', id: 'other' },
  ];
  for (const place of elsewhere) {
    history.replaceState(null, '', '/studio');
    const shelf = memoryShelf(kept('other', deckOf('Another one', 'other')));
    render(<StudioPage shelf={shelf} />);
    press('An empty deck');
    await saved();
    fireEvent.input(screen.getByLabelText('Title'), { target: { value: 'My own words' } });
    go(place);
    await waitFor(() => expect(slides()).not.toContain('My own words'));
    await editorOf('made-1');
    await waitFor(() => expect(slides()).toEqual(['My own words']));
    expect(await saved()).toBeTruthy();
    expect(shelf.titles()).toHaveLength(2);
    cleanup();
  }
});

it('a deck is begun at an address whose deck is not there, and what was pasted goes on', async () => {
  history.replaceState(null, '', '/studio#deck/abcdefgh');
  const shelf = memoryShelf();
  render(<StudioPage shelf={shelf} />);
  await screen.findByText(/no such deck/);
  press('A list that you paste');
  fireEvent.input(screen.getByLabelText('Your list'), {
    target: { value: 'How are you?\nfine\nso so' },
  });
  fireEvent.submit(document.querySelector('form.paste') as HTMLFormElement);
  await waitFor(() => expect(slides()).toEqual(['How are you?']));
  await saved();
  expect((await shelf.deck('made-1'))?.deck.slides).toHaveLength(1);
});

it('in a dialog the keys of undo leave the deck behind it alone', async () => {
  const shelf = memoryShelf(kept('d', deckOf('D', 'one', 'two')));
  const refusal = { type: 'refusal', code: 'pass_needed', message: 'Ask Aisha for a pass.' };
  vi.stubGlobal('fetch', () =>
    Promise.resolve(new Response(JSON.stringify(refusal), { status: 401 })),
  );
  render(<StudioPage shelf={shelf} />);
  await editorOf('d');
  await saved();
  press('Delete');
  press('Open a room');
  const pass = await screen.findByLabelText('Your pass');
  const undo = { key: 'z', ctrlKey: true };
  expect(fireEvent.keyDown(pass, undo)).toBe(true); // the field's own undo goes on
  expect(slides()).toEqual(['two']);
  press('Not now');
  await waitFor(() => expect(document.querySelector('dialog')).toBeNull());
  expect(fireEvent.keyDown(document.body, undo)).toBe(false);
  await waitFor(() => expect(slides()).toEqual(['one', 'two']));
});

it('a copy that a deck went on as does not stay on the screen at the address of the deck', async () => {
  const shelf = memoryShelf(kept('d', deckOf('D', 'one')));
  render(<StudioPage shelf={shelf} />);
  await editorOf('d');
  await saved();
  await shelf.save('d', deckOf('D', 'of another tab'), 1);
  fireEvent.input(screen.getByLabelText('Title'), { target: { value: 'mine' } });
  await screen.findByText(/goes on as a copy/);
  await waitFor(() => expect(window.location.hash).toBe('#deck/made-1'));
  expect(slides()).toEqual(['mine']);
  expect(screen.getByText<HTMLButtonElement>('Undo').disabled).toBe(false); // the same editor goes on
  await editorOf('d');
  await waitFor(() => expect(slides()).toEqual(['of another tab']));
  await editorOf('made-1');
  await waitFor(() => expect(slides()).toEqual(['mine']));
});
