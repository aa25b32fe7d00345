import type { FreeTextTally, TalliedText, WordCloudTally } from '@protocol/messages';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { TextCards } from '../../src/charts/text-cards';
import { onTheWall, WallPage } from '../../src/charts/wall-page';
import { WordCloud } from '../../src/charts/word-cloud';
import { Moderation } from '../../src/facilitator/moderation';
import { stubLayout } from '../layout-stubs';

const wall = { page: 0, tell: () => undefined };

/** By lot, as they are on the wire. */
const drawn: TalliedText[] = Array.from({ length: 200 }, (_, i) => ({
  id: `1.${i + 1}`,
  text: `text ${String((i * 77) % 200).padStart(3, '0')}`,
}));
const tallyOf = (texts: TalliedText[], more: number): FreeTextTally => ({
  kind: 'free_text',
  people: 200,
  texts,
  more,
});
const cards = () => screen.getAllByRole('listitem').map(({ textContent }) => textContent);
const onAWall = (tally: FreeTextTally) => {
  cleanup();
  const drawing = (
    <WallPage.Provider value={wall}>
      <TextCards tally={tally} language="en" />
    </WallPage.Provider>
  );
  return render(drawing).container;
};

beforeEach(stubLayout);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('200 texts', () => {
  it('of which a projector is sent 60 are said to be 60 of 200, in order', () => {
    const page = onAWall(tallyOf(drawn.slice(0, onTheWall.texts), 140));
    expect(page.textContent).toContain('60 of 200 are shown here');
    expect(cards()).toHaveLength(60);
    expect(cards()).toEqual([...cards()].sort());
  });

  it('on the desk’s small wall are the same 60, whatever else the desk has and hides', () => {
    onAWall(tallyOf(drawn.slice(0, 60), 140));
    const projector = cards();
    const hidden: TalliedText = { id: '1.999', text: 'hidden', hidden: true };
    const page = onAWall(tallyOf([hidden, ...drawn], 0));
    expect(cards()).toEqual(projector);
    expect(page.textContent).toContain('60 of 200 are shown here');
  });

  it('are all there where nobody turns pages, as in the report', () => {
    const page = render(<TextCards tally={tallyOf(drawn, 0)} language="en" />).container;
    expect(cards()).toHaveLength(200);
    expect(page.textContent).not.toContain('are shown here');
  });

  it('can each be brought up from the desk, in the order of the deck’s language', () => {
    const texts = ['zebra', 'Äpfel', 'apple'].map((text, i) => ({ id: `1.${i}`, text }));
    const page = render(
      <Moderation
        question="more"
        tally={tallyOf(texts, 5)}
        revision={7}
        language="de"
        onWall={null}
        bringUp={() => undefined}
        give={() => undefined}
        ask={() => Promise.resolve({ type: 'lost' })}
      />,
    ).container;
    expect(
      screen
        .getAllByRole('button', { name: /^On the projector/ })
        .map((button) => button.getAttribute('aria-label')),
    ).toEqual(['Äpfel', 'apple', 'zebra'].map((text) => `On the projector: ${text}`));
    expect(page.textContent).toContain('Texts (3 of 8)');
    expect(page.textContent).toContain('1 to 3 of 8');
  });
});

describe('the words of a cloud', () => {
  const tally: WordCloudTally = {
    kind: 'word_cloud',
    people: 9,
    words: Array.from({ length: 300 }, (_, i) => ({
      key: `w${i}`,
      text: `w${(i * 77) % 300}`,
      people: 1,
    })),
    more: 10,
    full: false,
  };
  it('are on the desk’s small wall the projector’s 150', () => {
    render(
      <WallPage.Provider value={wall}>
        <WordCloud tally={tally} language="en" asTable />
      </WallPage.Provider>,
    );
    expect(screen.getAllByRole('rowheader')).toHaveLength(150);
    expect(screen.getByRole('table').textContent).toContain('and 160 more');
  });

  it('are drawn out of a translator’s reach, whose elements a drawing does not show', () => {
    const page = render(<WordCloud tally={tally} language="en" asTable={false} />).container;
    expect(page.querySelector('.cloud')?.getAttribute('translate')).toBe('no');
    expect(screen.getByRole('table').closest('[translate="no"]')).toBeNull();
  });
});
