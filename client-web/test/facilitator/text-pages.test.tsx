import type { FreeTextTally, TalliedText, Texts } from '@protocol/messages';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/connection/connection';
import { Moderation } from '../../src/facilitator/moderation';

const all: TalliedText[] = Array.from({ length: 70 }, (_, i) => ({
  id: `1.${i + 1}`,
  text: `text ${i + 1}`,
}));
const tallyOf = (from: number, to: number): FreeTextTally => ({
  ...{ kind: 'free_text', people: 70, texts: all.slice(from, to), more: 70 - to },
});
const pageFrom = (from: number): Texts => ({
  ...{ type: 'texts', id: 'x', question: 'more', round: 1, from },
  tally: tallyOf(from, Math.min(from + 10, 70)),
});

const ask = vi.fn<(question: unknown) => Promise<Reply>>();
const bringUp = vi.fn();
const give = vi.fn();
const list = (tally: FreeTextTally, revision = 7) => (
  <Moderation
    {...{ question: 'more', tally, revision, language: 'en', onWall: null }}
    {...{ bringUp, give, ask }}
  />
);
/** By label, as looking for roles takes long in a list like this. */
const button = (name: string) => screen.getByLabelText(name);
const press = (name: string) => fireEvent.click(button(name));
/** However slow the machine is. */
const patience = { timeout: 30_000 };
const says = (what: string | RegExp) => screen.findByText(what, {}, patience);
const rows = () => screen.queryAllByRole('listitem').length;

describe('70 texts, of which a tally has the first 30', () => {
  beforeEach(() => {
    vi.clearAllMocks();
    ask.mockImplementation((question) =>
      Promise.resolve(pageFrom((question as { from: number }).from)),
    );
  });
  afterEach(cleanup);

  it('are turned to the last on the desk, and each can be brought up and hidden', async () => {
    render(list(tallyOf(0, 30)));
    await says('1 to 30 of 70');
    expect(button('Texts before these').hasAttribute('disabled')).toBe(true);
    for (const said of ['31 to 40', '41 to 50', '51 to 60', '61 to 70']) {
      press('Further texts');
      await says(`${said} of 70`);
      expect(rows()).toBe(10);
    }
    expect(ask.mock.calls.map(([question]) => question)).toEqual(
      [30, 40, 50, 60].map((from) => ({ type: 'texts', question: 'more', from })),
    );
    expect(button('Further texts').hasAttribute('disabled')).toBe(true);
    press('On the projector: text 70');
    expect(bringUp).toHaveBeenCalledWith('1.70');
    press('Hide: text 70');
    expect(give).toHaveBeenCalledWith({
      ...{ type: 'control', action: 'hide', question: 'more', item: '1.70' },
    });
    for (const said of ['51 to 60', '41 to 50', '31 to 40']) {
      press('Texts before these');
      await says(`${said} of 70`);
    }
    press('Texts before these');
    await says('1 to 30 of 70');
    expect(rows()).toBe(30);
  });

  it('stay on the page that is read while new ones come, and show there what was hidden', async () => {
    const { rerender } = render(list(tallyOf(0, 30)));
    press('Further texts');
    await says('31 to 40 of 70');
    rerender(list({ ...tallyOf(0, 30), more: 45 }));
    await says('31 to 40 of 70');
    expect(ask).toHaveBeenCalledTimes(1);
    const page = pageFrom(30);
    page.tally.texts = page.tally.texts.map((text) => ({ ...text, hidden: true }));
    ask.mockResolvedValue(page);
    rerender(list(tallyOf(0, 30), 8));
    expect(await screen.findAllByLabelText(/^Show again/, {}, patience)).toHaveLength(10);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it.each<[Reply, RegExp]>([
    [{ type: 'lost' }, /The line broke before the page came\. These are the first again\./],
    [
      { type: 'refusal', code: 'too_many_requests', message: 'Too much.', allowed: 'Less.' },
      /Too much\./,
    ],
    [{ ...pageFrom(30), tally: tallyOf(70, 70) }, /were taken back\. These are the first again/],
  ])('are the first again where a page does not come, and it says why', async (reply, why) => {
    ask.mockResolvedValue(reply);
    render(list(tallyOf(0, 30)));
    press('Further texts');
    await says(why);
    expect(screen.getByRole('status').textContent).toContain('1 to 30 of 70');
    expect(rows()).toBe(30);
  });

  it('are one list without pages where the tally has them all', () => {
    render(list({ ...tallyOf(0, 30), more: 0 }));
    expect(screen.queryByLabelText('Further texts')).toBeNull();
    expect(rows()).toBe(30);
  });
});
