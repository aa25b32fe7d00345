import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { contentSlide, type Deck } from '../../../src/deck/model';
import type { Shelf } from '../../../src/studio/shelf/shelf';
import type { AllDrafts, FoundDraft } from '../../../src/studio/workspace/drafts';
import { strandedOf } from '../../../src/studio/workspace/stranded';
import { StrandedDrafts } from '../../../src/studio/workspace/stranded-section';
import type { Trouble } from '../../../src/studio/workspace/wire';

afterEach(cleanup);

const deck = (title: string): Deck => ({
  ...{ title, language: 'en' },
  slides: [contentSlide('a', 'A')],
});
const draft = (workspace: string, box: string, typed: number): FoundDraft => ({
  ...{ workspace, box, typed, from: 1 },
  ...{ deck: deck(`${workspace} ${box}`), keys: [`${workspace}/${box}/s`] },
});
const known = (id: string) => ({ id, capability: '', name: id, opened: 0 });
const hour = 3_600_000;

describe('what was typed into a workspace', () => {
  const gone: Trouble = { type: 'refused', code: 'workspace_not_found', sentence: '' };
  const other: Trouble = { type: 'refused', code: 'too_many_requests', sentence: '' };
  const entry = (id: string) => ({
    id,
    revision: 1,
    label: { kind: 'deck' as const, title: '', slides: 1, changed: 0 },
  });
  const found = async (drafts: readonly FoundDraft[]) => {
    const all = await strandedOf(
      drafts,
      [known('open'), known('look'), known('closed'), known('offline'), known('busy')],
      ({ id }) => {
        if (id === 'closed') return Promise.resolve(gone);
        if (id === 'busy') return Promise.resolve(other);
        return Promise.resolve(
          id === 'offline'
            ? { type: 'no_line' }
            : {
                type: 'answered',
                value: { entries: [entry('there')], right: id === 'look' ? 'look' : 'edit' },
              },
        );
      },
      hour,
    );
    return all.map(({ workspace, box }) => `${workspace} ${box}`);
  };

  it('is offered when its link opens nothing any more, or was forgotten', async () => {
    expect(await found([draft('closed', 'a', hour), draft('forgotten', 'b', hour + 1)])).toEqual([
      'forgotten b',
      'closed a',
    ]);
  });

  it('is offered when somebody else has deleted the deck, unless it is on its way just now', async () => {
    expect(await found([draft('open', 'gone', 0), draft('open', 'new', hour - 1)])).toEqual([
      'open gone',
    ]);
  });

  it('is the workspace’s to offer when it is a new deck that never arrived, and may still be written', async () => {
    const begun = (workspace: string) => ({ ...draft(workspace, 'begun', 0), from: 0 });
    expect(await found([begun('open'), begun('look')])).toEqual(['look begun']);
  });

  it('waits for its workspace where that has the deck, or cannot be asked', async () => {
    const waiting = [draft('open', 'there', 0), draft('offline', 'a', 0), draft('busy', 'a', 0)];
    expect(await found(waiting)).toEqual([]);
  });
});

describe('the studio’s first page', () => {
  function draw(save: Shelf['save']) {
    let kept = [draft('forgotten', 'one', 1)];
    const discard = vi.fn(() => {
      kept = [];
      return Promise.resolve();
    });
    const drafts = { all: () => Promise.resolve(kept), discard } as unknown as AllDrafts;
    const shelf = { newId: () => 'new', save } as unknown as Shelf;
    render(<StrandedDrafts shelf={shelf} drafts={drafts} />);
    return { discard };
  }
  const press = async (name: string) =>
    fireEvent.click(await screen.findByRole('button', { name, hidden: true }));

  it('opens such words as a deck of this browser, and only then are they gone from where they were', async () => {
    const save = vi.fn(() => Promise.resolve({ type: 'saved' as const, revision: 1 }));
    const { discard } = draw(save);
    await press('Open as a deck of this browser: “forgotten one”');
    await waitFor(() => expect(window.location.hash).toBe('#deck/new'));
    expect(save).toHaveBeenCalledWith('new', deck('forgotten one'), 0);
    expect(discard).toHaveBeenCalledTimes(1);
  });

  it('keeps them where they are when the browser has no room for a deck', async () => {
    const { discard } = draw(() => Promise.resolve({ type: 'full' }));
    await press('Open as a deck of this browser: “forgotten one”');
    await screen.findByText(/What you wrote stays where it is/u);
    expect(discard).not.toHaveBeenCalled();
  });

  it('deletes them when told twice', async () => {
    const { discard } = draw(() => Promise.resolve({ type: 'failed' }));
    await press('Delete “forgotten one”');
    expect(discard).not.toHaveBeenCalled();
    await press('Delete');
    await waitFor(() => expect(screen.queryByText('forgotten one')).toBeNull());
    expect(discard).toHaveBeenCalledTimes(1);
  });
});
