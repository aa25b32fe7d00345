// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { browserDice } from '../../../src/deck/ids';
import { contentSlide, type Deck } from '../../../src/deck/model';
import { fromBase64url } from '../../../src/studio/workspace/bytes';
import { openContent } from '../../../src/studio/workspace/contents';
import {
  decksOf,
  hrefOf,
  newBoxId,
  readLink,
  roomFrom,
  roomsOf,
  Workspace,
  type Opened,
  type WorkspaceLink,
} from '../../../src/studio/workspace/workspace';
import type { Answer } from '../../../src/studio/workspace/wire';
import { ShelfServer } from './shelf-server';

const deckOf = (title: string): Deck => ({
  title,
  language: 'en',
  slides: [contentSlide('aaaaaaaa', title)],
});
const room = {
  code: 'ABCDEFGH',
  title: 'canary room',
  opened: 5,
  deck: 'd',
  links: {
    join: 'https://p.example/j/ABCDEFGH#s',
    facilitator: 'https://p.example/f/ABCDEFGH#canary-desk',
    projector: 'https://p.example/p/ABCDEFGH#w',
  },
};

function right<T>(answer: Answer<T>): T {
  if (answer.type !== 'answered') throw new Error(JSON.stringify(answer));
  return answer.value;
}

async function team() {
  const server = new ShelfServer();
  const link = right(await Workspace.make('Ward 7', 'Mine', browserDice, null, server.fetch));
  const by = (which: WorkspaceLink) => new Workspace(which, browserDice, server.fetch);
  const mine = by(link);
  return { server, link, by, mine, opened: right(await mine.open()) };
}

describe('a workspace', () => {
  it('is made, and opened by its link in another browser', async () => {
    const { link, by } = await team();
    const again = readLink(`/w/${link.id}`, `#${link.capability}/deck/x`);
    expect(again).toEqual(link);
    expect(hrefOf(link)).toBe(`/w/${link.id}#${link.capability}`);
    expect(readLink(`/w/${link.id}`, `#${link.capability.slice(1)}`)).toBeNull();
    const opened = right(await by(link).open());
    expect(opened.keys.about.name).toBe('Ward 7');
    expect(opened.right).toBe('edit');
  });

  it('keeps decks and rooms so that the server reads no text, no title and no link', async () => {
    const { server, mine, link, opened } = await team();
    const box = newBoxId(browserDice);
    const content = { changed: 7, deck: deckOf('canary deck') };
    expect(right(await mine.writeDeck(opened, box, content, 'new', false))).toBe(1);
    right(await mine.keepRoom(opened, room));
    const now = right(await mine.open());
    expect(decksOf(now).map(({ label }) => label.title)).toEqual(['canary deck']);
    expect(right(await mine.readDeck(now, box))).toEqual({ ...content, revision: 1 });
    expect(roomsOf(now).map((entry) => roomFrom(now.keys, entry))).toEqual([room]);
    for (const word of ['canary', 'ABCDEFGH', 'Ward 7', 'Mine', link.capability])
      expect(server.everything()).not.toContain(word);
  });

  it('keeps versions, the newest first, each with its time', async () => {
    const { mine, opened } = await team();
    const box = newBoxId(browserDice);
    await mine.writeDeck(opened, box, { changed: 1, deck: deckOf('one') }, 'new', false);
    await mine.writeDeck(opened, box, { changed: 2, deck: deckOf('two') }, 1, true);
    const late = await mine.writeDeck(opened, box, { changed: 3, deck: deckOf('late') }, 1, true);
    expect(late).toMatchObject({ type: 'refused', code: 'changed_meanwhile' });
    const versions = right(await mine.versions(opened, box));
    expect(versions.map(({ label }) => label.title)).toEqual(['two', 'one']);
    expect(right(await mine.readDeck(opened, box, 1)).deck.title).toBe('one');
  });

  it('shows who may only look everything but desk links and the names of links, and lets them write nothing', async () => {
    const { mine, opened, by } = await team();
    await mine.keepRoom(opened, room);
    const look = by(right(await mine.addLink(opened, 'The ward', 'look')));
    const shown = right(await look.open());
    expect(shown.right).toBe('look');
    expect(shown.keys.names).toBeNull();
    const [entry] = roomsOf(shown);
    if (entry === undefined) throw new Error('no room');
    expect(roomFrom(shown.keys, entry).links).toEqual({ ...room.links, facilitator: '' });
    const content = { changed: 1, deck: deckOf('x') };
    const refusal = { type: 'refused', code: 'look_only' };
    expect(await look.writeDeck(shown, newBoxId(browserDice), content, 'new', false)).toMatchObject(
      refusal,
    );
    expect(await look.erase(entry)).toMatchObject(refusal);
    expect(await look.addLink(shown, 'x', 'edit')).toMatchObject(refusal);
  });

  it('is closed to a link that was revoked, also with the server’s disk in hand; the others go on', async () => {
    const { server, mine, by, opened } = await team();
    const box = newBoxId(browserDice);
    await mine.writeDeck(opened, box, { changed: 1, deck: deckOf('before') }, 'new', false);
    const gone = by(right(await mine.addLink(opened, 'Somebody', 'edit')));
    const stays = by(right(await mine.addLink(right(await mine.open()), 'Another', 'look')));
    const before: Opened = right(await gone.open());
    const now = right(await mine.open());
    expect(now.keys.names?.links.map(({ name }) => name)).toEqual(['Mine', 'Somebody', 'Another']);
    right(await mine.revoke(now, before.link));
    expect(await gone.open()).toMatchObject({ code: 'workspace_not_found' });

    const after = right(await mine.open());
    right(await mine.writeDeck(after, box, { changed: 2, deck: deckOf('after') }, 1, true));
    // The one that stays reads what was written before and after.
    const theirs = right(await stays.open());
    expect(right(await stays.readDeck(theirs, box)).deck.title).toBe('after');
    expect(right(await stays.readDeck(theirs, box, 1)).deck.title).toBe('before');
    // The revoked one has the keys of before, and may have the disk.
    const [newest, older] = server.boxes.get(box) ?? [];
    const bytes = fromBase64url(box) ?? new Uint8Array();
    if (newest === undefined || older === undefined) throw new Error('no versions');
    expect(openContent(before.keys, bytes, 1, older.body)?.deck.title).toBe('before');
    expect(openContent(before.keys, bytes, 2, newest.body)).toBeNull();
    expect(after.keys.names?.links.map(({ name }) => name)).toEqual(['Mine', 'Another']);
  });

  it('is deleted by the only link that may edit', async () => {
    const { mine, opened } = await team();
    await mine.addLink(opened, 'Another', 'edit');
    expect(await mine.removeAll()).toMatchObject({ code: 'others_can_edit' });
    const two = right(await mine.open());
    const other = two.wire.find(({ id }) => id !== two.link);
    right(await mine.revoke(two, other?.id ?? ''));
    expect((await mine.removeAll()).type).toBe('answered');
    expect(await mine.open()).toMatchObject({ code: 'workspace_not_found' });
  });

  it('does not open what the server has changed, and says so', async () => {
    const { server, mine, opened } = await team();
    const box = newBoxId(browserDice);
    await mine.writeDeck(opened, box, { changed: 1, deck: deckOf('x') }, 'new', false);
    const [version] = server.boxes.get(box) ?? [];
    if (version === undefined) throw new Error('no box');
    version.body = version.body.map((byte, i) => (i === 900 || i === 3_000 ? byte ^ 1 : byte));
    expect(right(await mine.open())).toMatchObject({ entries: [], unreadable: 1 });
    expect(await mine.readDeck(opened, box)).toMatchObject({
      type: 'refused',
      code: 'bad_message',
    });
    server.down = true;
    expect(await mine.open()).toEqual({ type: 'no_line' });
  });

  it('cuts a title in a label at a character, so that every label has the same length', async () => {
    const { server, mine, opened } = await team();
    const title = '👩🏽‍🚀'.repeat(120);
    await mine.writeDeck(
      opened,
      newBoxId(browserDice),
      { changed: 1, deck: deckOf(title) },
      'new',
      false,
    );
    await mine.keepRoom(opened, { ...room, title });
    const shown = right(await mine.open());
    expect(shown.entries).toHaveLength(2);
    for (const { label } of shown.entries) {
      expect(label.title.endsWith('…')).toBe(true);
      expect(title.startsWith(label.title.slice(0, -1))).toBe(true);
    }
    expect(server.boxes.size).toBe(2);
  });
});
