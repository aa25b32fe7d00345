// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { browserDice } from '../../../src/deck/ids';
import { contentSlide, type Deck } from '../../../src/deck/model';
import { sameDeck } from '../../../src/deck/compare';
import { newest, type Draft, type Drafts } from '../../../src/studio/workspace/drafts';
import { versionEvery_ms, WorkspaceShelf } from '../../../src/studio/workspace/workspace-shelf';
import { Workspace } from '../../../src/studio/workspace/workspace';
import { ShelfServer } from './shelf-server';

const deckOf = (title: string): Deck => ({
  title,
  language: 'en',
  slides: [contentSlide('aaaaaaaa', title)],
});

function memoryDrafts(): Drafts & { all: Map<string, Draft> } {
  const all = new Map<string, Draft>();
  return {
    all,
    read: (workspace, box) =>
      Promise.resolve(
        newest(
          [...all].flatMap(([key, draft]) =>
            key.startsWith(`${workspace}/${box}/`) ? [draft] : [],
          ),
        ),
      ),
    keep: (workspace, box, sitting, draft) =>
      Promise.resolve(all.set(`${workspace}/${box}/${sitting}`, draft).size > 0),
    forget: (workspace, box, arrived, but = '-') => {
      for (const [key, { deck }] of all)
        if (
          key.startsWith(`${workspace}/${box}/`) &&
          !key.endsWith(`/${but}`) &&
          sameDeck(deck, arrived)
        )
          all.delete(key);
      return Promise.resolve();
    },
    unsent: (workspace) =>
      Promise.resolve(
        [...all].flatMap(([key, draft]) => {
          const [of, id = ''] = key.split('/');
          return of === workspace ? [{ id, draft }] : [];
        }),
      ),
    drop: (workspace, box, sitting) =>
      Promise.resolve(void all.delete(`${workspace}/${box}/${sitting}`)),
  };
}

async function world() {
  const server = new ShelfServer();
  const made = await Workspace.make('W', 'Mine', browserDice, null, server.fetch);
  if (made.type !== 'answered') throw new Error('not made');
  const workspace = new Workspace(made.value, browserDice, server.fetch);
  let opened = await workspace.open();
  const latest = () => {
    if (opened.type !== 'answered') throw new Error('not opened');
    return opened.value;
  };
  const refresh = async () => void (opened = await workspace.open());
  const drafts = memoryDrafts();
  let now = 1_000;
  const shelf = new WorkspaceShelf(workspace, latest, drafts, refresh, () => now);
  const pass = (milliseconds: number) => void (now += milliseconds);
  const titles = async (id: string) => {
    const versions = await workspace.versions(latest(), id);
    return versions.type === 'answered' ? versions.value.map(({ label }) => label.title) : [];
  };
  return { server, workspace, shelf, drafts, refresh, pass, titles };
}

describe('a workspace as the editor sees it', () => {
  it('keeps a version at the start of a sitting and every ten minutes, and what was asked for', async () => {
    const { shelf, pass, titles } = await world();
    const id = shelf.newId();
    await shelf.save(id, deckOf('one'), 0);
    await shelf.save(id, deckOf('two'), 1);
    pass(versionEvery_ms - 1);
    await shelf.save(id, deckOf('three'), 2);
    expect(await titles(id)).toEqual(['three']);
    pass(1);
    await shelf.save(id, deckOf('four'), 3);
    expect(await titles(id)).toEqual(['four', 'three']);
    shelf.keepNext(id);
    await shelf.save(id, deckOf('five'), 4);
    expect(await titles(id)).toEqual(['five', 'four', 'three']);
  });

  it('gives a deck that is on its way there as it will be, so that nobody meets oneself', async () => {
    const { shelf, server } = await world();
    const id = shelf.newId();
    await shelf.save(id, deckOf('one'), 0);
    let arrive = () => {};
    server.slow = new Promise((resolve) => (arrive = resolve));
    const saving = shelf.save(id, deckOf('two'), 1);
    const reading = shelf.deck(id);
    await new Promise((resolve) => setImmediate(resolve));
    arrive();
    expect(await reading).toMatchObject({ revision: 2, deck: { title: 'two' } });
    expect(await saving).toEqual({ type: 'saved', revision: 2 });
  });

  it('another sitting begins with a version', async () => {
    const { shelf, workspace, drafts, refresh, titles } = await world();
    const id = shelf.newId();
    await shelf.save(id, deckOf('yesterday'), 0);
    const opened = await workspace.open();
    if (opened.type !== 'answered') throw new Error('not opened');
    const today = new WorkspaceShelf(workspace, () => opened.value, drafts, refresh);
    await today.save(id, deckOf('today'), 1);
    expect(await titles(id)).toEqual(['today', 'yesterday']);
  });

  it('tells a conflict from a write of its own whose answer got lost', async () => {
    const { shelf } = await world();
    const id = shelf.newId();
    await shelf.save(id, deckOf('one'), 0);
    expect(await shelf.save(id, deckOf('two'), 1)).toEqual({ type: 'saved', revision: 2 });
    expect(await shelf.save(id, deckOf('two'), 1)).toEqual({ type: 'saved', revision: 2 });
    expect(await shelf.save(id, deckOf('other'), 1)).toEqual({ type: 'conflict' });
  });

  it('forgets a draft once it has arrived, and not before', async () => {
    const { shelf, server, drafts } = await world();
    const id = shelf.newId();
    await shelf.keepDraft(id, deckOf('draft'), 0);
    server.down = true;
    expect(await shelf.save(id, deckOf('draft'), 0)).toEqual({ type: 'no_line' });
    expect((await shelf.draft(id))?.deck.title).toBe('draft');
    server.down = false;
    expect(await shelf.save(id, deckOf('draft'), 0)).toEqual({ type: 'saved', revision: 1 });
    expect(drafts.all.size).toBe(0);
  });

  it('keeps what was typed while an older save was on its way', async () => {
    const { shelf } = await world();
    const id = shelf.newId();
    const saving = shelf.save(id, deckOf('older'), 0);
    await shelf.keepDraft(id, deckOf('newer'), 0);
    expect(await saving).toEqual({ type: 'saved', revision: 1 });
    expect((await shelf.draft(id))?.deck.title).toBe('newer');
  });

  it('keeps what another tab has typed', async () => {
    const { shelf, workspace, drafts, refresh } = await world();
    const id = shelf.newId();
    const opened = await workspace.open();
    if (opened.type !== 'answered') throw new Error('not opened');
    const other = new WorkspaceShelf(workspace, () => opened.value, drafts, refresh);
    await other.keepDraft(id, deckOf('the other tab'), 0);
    await shelf.keepDraft(id, deckOf('this tab'), 0);
    await shelf.save(id, deckOf('this tab'), 0);
    expect((await shelf.draft(id))?.deck.title).toBe('the other tab');
  });

  it('leaves no draft of sittings that were gone on from, however many there were', async () => {
    const { shelf, workspace, drafts, refresh } = await world();
    const id = shelf.newId();
    const opened = await workspace.open();
    if (opened.type !== 'answered') throw new Error('not opened');
    const sitting = () => new WorkspaceShelf(workspace, () => opened.value, drafts, refresh);
    await sitting().keepDraft(id, deckOf('one'), 0);
    const second = sitting();
    await second.draft(id);
    await second.keepDraft(id, deckOf('one'), 0); // as it was found
    expect((await sitting().draft(id))?.deck.title).toBe('one');
    await second.keepDraft(id, deckOf('one, two'), 0);
    expect((await shelf.draft(id))?.deck.title).toBe('one, two');
    await shelf.save(id, deckOf('one, two'), 0);
    expect(drafts.all.size).toBe(0);
  });

  it('lists what was typed without a line until it has arrived, a new deck too', async () => {
    const { shelf, server } = await world();
    const id = shelf.newId();
    server.down = true;
    await shelf.keepDraft(id, deckOf('begun in a tunnel'), 0);
    expect(await shelf.save(id, deckOf('begun in a tunnel'), 0)).toEqual({ type: 'no_line' });
    expect((await shelf.unsent()).map((each) => each.id)).toEqual([id]);
    server.down = false;
    const saving = shelf.save(id, deckOf('begun in a tunnel'), 0);
    expect(await shelf.unsent()).toEqual([]); // it waits for what is on its way
    expect(await saving).toEqual({ type: 'saved', revision: 1 });
  });

  it('drops the draft of a deck whose words go on as another one', async () => {
    const { shelf, drafts } = await world();
    const id = shelf.newId();
    await shelf.keepDraft(id, deckOf('mine'), 1);
    await shelf.dropDraft(id);
    expect(drafts.all.size).toBe(0);
  });

  it('forgets an earlier sitting’s draft once this one has saved what came of it', async () => {
    const { shelf, workspace, drafts, refresh } = await world();
    const id = shelf.newId();
    const opened = await workspace.open();
    if (opened.type !== 'answered') throw new Error('not opened');
    await new WorkspaceShelf(workspace, () => opened.value, drafts, refresh).keepDraft(
      id,
      deckOf('before the crash'),
      0,
    );
    expect((await shelf.draft(id))?.deck.title).toBe('before the crash');
    await shelf.save(id, deckOf('before the crash, and more'), 0);
    expect(drafts.all.size).toBe(0);
  });

  it('keeps a version of what somebody else has saved meanwhile', async () => {
    const { shelf, workspace, drafts, refresh, titles } = await world();
    const id = shelf.newId();
    await shelf.save(id, deckOf('mine'), 0);
    await refresh();
    const opened = await workspace.open();
    if (opened.type !== 'answered') throw new Error('not opened');
    const colleague = new WorkspaceShelf(workspace, () => opened.value, drafts, refresh);
    await colleague.save(id, deckOf('a colleague’s'), 1);
    await refresh();
    await shelf.save(id, deckOf('mine again'), 2);
    expect(await titles(id)).toEqual(['mine again', 'a colleague’s', 'mine']);
  });

  it('lists a room as soon as it was kept', async () => {
    const { shelf } = await world();
    const links = { join: 'j', facilitator: 'f', projector: 'p' };
    const room = { code: 'ABCDEFGH', title: 'T', opened: 1, deck: 'd', links };
    expect(await shelf.keepRoom(room)).toBe(true);
    expect(await shelf.room('ABCDEFGH')).toEqual(room);
    await shelf.forgetRoom('ABCDEFGH');
  });
});
