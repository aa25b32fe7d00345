import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { useState } from 'preact/hooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HomePage } from '../../src/studio/home/home-page';
import { keepFocus } from '../../src/studio/keep-focus';
import { PassHere } from '../../src/studio/pass/pass-here';
import { browserPass } from '../../src/studio/pass/kept-pass';
import { home } from '../../src/studio/words';
import type { KeptRoom, Shelf } from '../../src/studio/shelf/shelf';

let stop = () => undefined as void;
beforeEach(() => {
  stop = keepFocus(document);
});
afterEach(() => {
  cleanup();
  stop();
});

const focused = () => document.activeElement as HTMLElement;
/** As a person does it: with the focus on what is pressed. */
function press(name: string | RegExp): void {
  const button = screen.getAllByRole('button', { name, hidden: true }).pop() as HTMLElement;
  button.focus();
  fireEvent.click(button);
}

function shelfOf(titles: readonly string[], codes: readonly string[]): Shelf {
  const decks = titles.map((title) => ({ id: title, title, slides: 1, changed: 0 }));
  const links = { join: '', facilitator: 'https://f.example/', projector: '' };
  let rooms = codes.map((code): KeptRoom => ({ code, title: code, opened: 0, deck: 'a', links }));
  return {
    shared: false,
    newId: () => 'new',
    decks: () => Promise.resolve([...decks]),
    deck: () => Promise.resolve(null),
    save: () => Promise.resolve({ type: 'failed' }),
    keepDraft: () => Promise.resolve(true),
    dropDraft: () => Promise.resolve(),
    keepNext: () => undefined,
    remove: (id) => {
      decks.splice(
        decks.findIndex((deck) => deck.id === id),
        1,
      );
      return Promise.resolve();
    },
    rooms: () => Promise.resolve(rooms),
    room: () => Promise.resolve(null),
    keepRoom: () => Promise.resolve(true),
    forgetRoom: (code) => {
      rooms = rooms.filter((room) => room.code !== code);
      return Promise.resolve();
    },
  };
}

async function deleted(title: string): Promise<void> {
  press(`Delete “${title}”`);
  press('Delete');
  await waitFor(() => expect(screen.queryByText(title)).toBeNull());
}

describe('the focus, when a deck is deleted on the studio’s first page,', () => {
  it('goes to the next row, after the last one to the one before, and then to the heading', async () => {
    render(<HomePage shelf={shelfOf(['Aa', 'Bb', 'Cc'], [])} onBegin={() => undefined} />);
    await screen.findByText('Bb');
    await deleted('Bb');
    expect(focused().textContent).toBe('Cc');
    await deleted('Cc');
    expect(focused().textContent).toBe('Aa');
    await deleted('Aa');
    expect(focused().tagName).toBe('H2');
    expect(focused().closest('section')?.getAttribute('aria-label')).toBe(home.yours);
  });

  it('goes to the page’s heading when the list of rooms goes with its last room', async () => {
    render(<HomePage shelf={shelfOf([], ['AAAA1111'])} onBegin={() => undefined} />);
    await screen.findByText('AAAA1111');
    press(/^Forget the links/u);
    press('Forget');
    await waitFor(() => expect(screen.queryByText('AAAA1111')).toBeNull());
    expect(focused().tagName).toMatch(/^H[12]$/u);
  });
});

it('the focus stays in its part of the page when a pass is forgotten', async () => {
  browserPass.keep('pass');
  render(<PassHere />);
  press('Forget the pass');
  await waitFor(() => expect(focused().tagName).toBe('H2'));
});

it('the focus goes on to the button beside one that is disabled by its own press', async () => {
  function Steps() {
    const [past, setPast] = useState(1);
    return (
      <div>
        <button disabled={past === 0} onClick={() => setPast(0)}>
          Undo
        </button>
        <button disabled={past === 1} onClick={() => setPast(1)}>
          Redo
        </button>
      </div>
    );
  }
  render(<Steps />);
  press('Undo');
  await waitFor(() => expect(focused().textContent).toBe('Redo'));
});

describe('the focus, when what has it is moved,', () => {
  const titles = ['Aa', 'Bb', 'Cc', 'Dd'];
  function List() {
    const [order, setOrder] = useState(titles);
    const move = (from: number, step: number) => {
      const rest = order.filter((_, i) => i !== from);
      rest.splice(from + step, 0, order[from] ?? '');
      setOrder(rest);
    };
    return (
      <ul>
        {order.map((title, i) => (
          <li key={title}>
            <button disabled={i === 0} aria-label={`${title} up`} onClick={() => move(i, -1)} />
            <button
              disabled={i === titles.length - 1}
              aria-label={`${title} down`}
              onClick={() => move(i, 1)}
            />
          </li>
        ))}
      </ul>
    );
  }
  const orderNow = () =>
    screen.getAllByRole('button', { name: /up/u }).map((each) => each.getAttribute('aria-label'));

  it('goes with it, up and down, and at the end to the button beside it', async () => {
    render(<List />);
    for (const [name, place] of [
      ['Aa down', 1],
      ['Aa down', 2],
      ['Aa up', 1],
      ['Aa down', 2],
    ] as const) {
      press(name);
      await waitFor(() => expect(orderNow()[place]).toBe('Aa up'));
      expect(focused().getAttribute('aria-label')).toBe(name);
    }
    press('Aa down');
    await waitFor(() => expect(focused().getAttribute('aria-label')).toBe('Aa up'));
  });

  it('stays away from it when somebody has pressed beside it meanwhile', async () => {
    render(<List />);
    const button = screen.getByRole('button', { name: 'Aa down' });
    button.focus();
    document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }));
    button.blur();
    fireEvent.click(button);
    await waitFor(() => expect(orderNow()[1]).toBe('Aa up'));
    expect(focused()).toBe(document.body);
  });
});

it('the focus is left where somebody has gone meanwhile', async () => {
  let take = (_: boolean) => undefined as void;
  function Panel() {
    const [there, setThere] = useState(true);
    take = setThere;
    return (
      <section>
        <h2>Panel</h2>
        {there && <button>Read</button>}
        <input aria-label="Elsewhere" />
      </section>
    );
  }
  render(<Panel />);
  screen.getByText('Read').focus();
  const elsewhere = screen.getByLabelText('Elsewhere');
  elsewhere.focus();
  take(false);
  await waitFor(() => expect(screen.queryByText('Read')).toBeNull());
  expect(focused()).toBe(elsewhere);
});
