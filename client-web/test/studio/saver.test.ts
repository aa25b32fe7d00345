// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { contentSlide, type Deck } from '../../src/deck/model';
import type { KeptDeck, Saved, Shelf } from '../../src/studio/shelf/shelf';
import { Saver, saveAfter_ms, shareAfter_ms, type SaveState } from '../../src/studio/shelf/saver';
import { saveSentence } from '../../src/studio/words';

const titled = (title: string): Deck => ({
  title,
  language: 'en',
  slides: [contentSlide('a', title)],
});

/** A shelf in memory, its answers held back until they are let go, and a clock that is moved by hand. */
function world(revision = 0, shared = false) {
  const decks = new Map<string, KeptDeck>();
  const held: (() => void)[] = [];
  let holding = false;
  let refusal: Saved | null = null;
  const save = async (id: string, deck: Deck, from: number): Promise<Saved> => {
    if (holding) await new Promise<void>((resolve) => held.push(resolve));
    if (refusal !== null) return refusal;
    const there = decks.get(id);
    if (there !== undefined && there.revision !== from) return { type: 'conflict' };
    decks.set(id, { id, deck, revision: from + 1, changed: 0 });
    return { type: 'saved', revision: from + 1 };
  };
  const drafts = new Map<string, string>();
  let keepsDrafts = true;
  const keepDraft = (id: string, deck: Deck, from: number) => {
    if (keepsDrafts) drafts.set(id, `${deck.title} from ${from}`);
    return Promise.resolve(keepsDrafts);
  };
  const dropDraft = (id: string) => Promise.resolve(void drafts.delete(id));
  const timers = new Map<number, { at: number; act: () => void }>();
  let now = 0;
  let next = 1;
  const states: string[] = [];
  const sentences: string[] = [];
  const begin = (id: string, from: number, newId = 'copy') =>
    new Saver({
      shelf: { shared, save, keepDraft, dropDraft } as unknown as Shelf,
      timers: {
        set: (act, milliseconds) => {
          timers.set(next, { at: now + milliseconds, act });
          return next++;
        },
        clear: (timer) => void timers.delete(timer),
      },
      id,
      revision: from,
      newId: () => newId,
      onState: (state: SaveState, where) => {
        states.push(`${where} ${state.name}`);
        sentences.push(saveSentence(state, shared));
      },
    });
  return {
    decks,
    drafts,
    states,
    sentences,
    begin,
    forbidDrafts: () => (keepsDrafts = false),
    saver: begin('d', revision),
    hold: () => (holding = true),
    letGo: async () => {
      holding = false;
      held.splice(0).forEach((go) => go());
      await settle();
    },
    refuse: (saved: Saved | null) => (refusal = saved),
    pass: async (milliseconds: number) => {
      now += milliseconds;
      for (const [timer, { at, act }] of [...timers]) {
        if (at > now) continue;
        timers.delete(timer);
        act();
      }
      await settle();
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('saving a deck', () => {
  it('waits until typing pauses, and keeps the latest', async () => {
    const { saver, pass, decks, states } = world();
    saver.keep(titled('A'));
    await pass(saveAfter_ms - 1);
    saver.keep(titled('AB'));
    await pass(saveAfter_ms - 1);
    expect(decks.size).toBe(0);
    await pass(1);
    expect(decks.get('d')?.deck.title).toBe('AB');
    expect(states.at(-1)).toBe('d saved');
  });

  it('what is typed while a write is on its way is written after it', async () => {
    const { saver, pass, hold, letGo, decks } = world();
    hold();
    saver.keep(titled('A'));
    await pass(saveAfter_ms);
    saver.keep(titled('AB'));
    await pass(saveAfter_ms);
    expect(decks.size).toBe(0);
    await letGo();
    expect(decks.get('d')).toMatchObject({ revision: 2, deck: { title: 'AB' } });
  });

  it('a page that is left writes at once', async () => {
    const { saver, decks } = world();
    saver.keep(titled('A'));
    await saver.finish();
    expect(decks.get('d')?.deck.title).toBe('A');
  });

  it('a full browser is said, and it is tried again until there is room', async () => {
    const { saver, pass, refuse, decks, states } = world();
    refuse({ type: 'full' });
    saver.keep(titled('A'));
    await pass(saveAfter_ms);
    expect(states.at(-1)).toBe('d full');
    refuse(null);
    await pass(5_000);
    expect(decks.get('d')?.deck.title).toBe('A');
    expect(states.at(-1)).toBe('d saved');
  });

  it('of two tabs that edit one deck the second goes on as a copy, and neither loses anything', async () => {
    const { begin, pass, decks, states } = world();
    const first = begin('d', 0);
    first.keep(titled('Ours'));
    await pass(saveAfter_ms);
    const second = begin('d', 1);
    first.keep(titled('First'));
    second.keep(titled('Second'));
    await pass(saveAfter_ms);
    expect(decks.get('d')?.deck.title).toBe('First');
    expect(decks.get('copy')?.deck.title).toBe('Second');
    expect(states.at(-1)).toBe('copy parted');
    second.keep(titled('Second, later'));
    await pass(saveAfter_ms);
    expect(decks.get('copy')?.deck.title).toBe('Second, later');
    expect(decks.get('d')?.deck.title).toBe('First');
  });
});

describe('saving a deck that is shared', () => {
  const opened = async () => {
    const all = world(0, true);
    const first = all.begin('d', 0);
    first.keep(titled('As it was'));
    await all.pass(shareAfter_ms);
    return { ...all, first, second: all.begin('d', 1) };
  };

  it('keeps a draft as quickly as ever, and sends it when typing has paused longer', async () => {
    const { pass, decks, drafts, first } = await opened();
    first.keep(titled('A'));
    await pass(saveAfter_ms);
    expect(drafts.get('d')).toBe('A from 1');
    expect(decks.get('d')?.deck.title).toBe('As it was');
    await pass(shareAfter_ms);
    expect(decks.get('d')?.deck.title).toBe('A');
  });

  it('is on its way in the very moment in which the page is left', async () => {
    const { decks, drafts, first } = await opened();
    first.keep(titled('A'));
    void first.finish();
    expect(drafts.get('d')).toBe('A from 1');
    expect(decks.get('d')?.deck.title).toBe('A');
  });

  it('writes nothing over somebody else’s change until it is told how to go on, and drafts all the same', async () => {
    const { pass, decks, drafts, states, first, second } = await opened();
    first.keep(titled('First'));
    second.keep(titled('Second'));
    await pass(shareAfter_ms);
    expect(states.at(-1)).toBe('d conflict');
    second.keep(titled('Second, later'));
    await pass(10 * shareAfter_ms);
    await second.finish();
    expect(decks.get('d')?.deck.title).toBe('First');
    expect(drafts.get('d')).toBe('Second, later from 1');
    expect(await second.goOnFrom(2, titled('Second, later'))).toBe(true);
    expect(decks.get('d')).toMatchObject({ revision: 3, deck: { title: 'Second, later' } });
    expect(states.at(-1)).toBe('d saved');
  });

  it('goes on as a deck of its own when it is told so', async () => {
    const { pass, decks, drafts, states, first, second } = await opened();
    first.keep(titled('First'));
    second.keep(titled('Second'));
    await pass(shareAfter_ms);
    await second.goOnAsCopy(titled('Second'));
    expect(decks.get('copy')?.deck.title).toBe('Second');
    expect(decks.get('d')?.deck.title).toBe('First');
    expect(states.at(-1)).toBe('copy parted');
    expect([...drafts.keys()]).not.toContain('d');
  });

  it('leaves no draft with a deck that it has left for a copy, not before the copy is kept itself', async () => {
    const { pass, refuse, forbidDrafts, drafts, first, second } = await opened();
    first.keep(titled('First'));
    second.keep(titled('Second'));
    await pass(shareAfter_ms);
    expect(drafts.get('d')).toBe('Second from 1');
    refuse({ type: 'no_line' });
    forbidDrafts();
    await second.goOnAsCopy(titled('Second'));
    expect(drafts.get('d')).toBe('Second from 1');
  });

  it('says that this browser keeps what is typed where it does, and that it does not where it does not', async () => {
    const { pass, refuse, forbidDrafts, sentences, first } = await opened();
    const troubles: Saved[] = [
      { type: 'no_line' },
      { type: 'refused', sentence: 'No.' },
      { type: 'conflict' },
    ];
    const said = async () => {
      const all = [];
      for (const trouble of troubles) {
        refuse(trouble);
        first.keep(titled(trouble.type));
        await pass(shareAfter_ms);
        all.push(sentences.at(-1));
      }
      return all;
    };
    const isKept: unknown = expect.stringContaining('What you type is kept in this browser');
    expect(await said()).toEqual([isKept, isKept, isKept]);
    refuse(null);
    expect(await first.goOnFrom(1, titled('Looked at'))).toBe(true);
    forbidDrafts();
    const isNot: unknown = expect.stringMatching(/this browser does not keep what you type/i);
    expect(await said()).toEqual([isNot, isNot, isNot]);
  });

  it('says a line that is down and a refusal in its words, and tries again', async () => {
    const { pass, refuse, decks, states, first } = await opened();
    for (const trouble of [
      { type: 'no_line' } as const,
      { type: 'refused', sentence: 'No.' } as const,
    ]) {
      refuse(trouble);
      first.keep(titled('Later'));
      await pass(shareAfter_ms);
      expect(states.at(-1)).toBe(`d ${trouble.type}`);
    }
    refuse(null);
    await pass(5_000);
    expect(decks.get('d')?.deck.title).toBe('Later');
  });
});
