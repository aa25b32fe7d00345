import { describe, expect, it } from 'vitest';
import { collation, textsInOrder, wordsInOrder } from '../../src/shared/in-order';

const texts = (...pairs: [string, string][]) => pairs.map(([id, text]) => ({ id, text }));

describe('lists', () => {
  it('are sorted as the deck’s language sorts, not by code points', () => {
    const words = ['zebra', 'Äpfel', 'apple', 'Zoo', 'ångström', 'Apfel'];
    const sorted = (language: string) => [...words].sort(collation(language));
    expect(sorted('de')).toEqual(['ångström', 'Apfel', 'Äpfel', 'apple', 'zebra', 'Zoo']);
    expect(sorted('sv')).toEqual(['Apfel', 'apple', 'zebra', 'Zoo', 'ångström', 'Äpfel']);
  });

  it('also where the tag is no language’s', () => {
    expect(['b', 'a'].sort(collation('en-a'))).toEqual(['a', 'b']);
  });

  it('of texts have the newest release first, and inside it no order of arrival', () => {
    const shown = textsInOrder(
      texts(['9.2', 'b'], ['10.1', 'z'], ['10.2', 'É'], ['9.1', 'A'], ['10.3', 'f']),
      'fr',
    );
    expect(shown.map(({ text }) => text)).toEqual(['É', 'f', 'z', 'A', 'b']);
  });

  it('of texts in a report, which has no releases, are one list', () => {
    const shown = textsInOrder(texts(['1', 'Zug'], ['2', 'aber'], ['10', 'Mut']), 'de');
    expect(shown.map(({ text }) => text)).toEqual(['aber', 'Mut', 'Zug']);
  });

  it('of words have the most frequent first', () => {
    const shown = wordsInOrder(
      [
        { text: 'zeal', people: 2 },
        { text: 'Éclair', people: 2 },
        { text: 'fear', people: 3 },
        { text: 'calm', people: 2 },
      ],
      'en',
    );
    expect(shown.map(({ text }) => text)).toEqual(['fear', 'calm', 'Éclair', 'zeal']);
  });
});
