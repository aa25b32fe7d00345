import { act, fireEvent, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { inOneLine, split } from '../../src/participant/forms/split';
import { FakeSocket } from './fake-socket';
import { join, press, see, seeNo, setUp, write } from './page-bench';
import { cloud, snapshotOf } from './slides';

setUp();

const box = (n: number) => screen.getByLabelText<HTMLInputElement>(`Word ${n} of up to 3`);
const boxes = () => screen.getAllByRole<HTMLInputElement>('textbox').map(({ value }) => value);
const enter = (n: number) => {
  box(n).focus();
  return act(() => void fireEvent.keyDown(box(n), { key: 'Enter' }));
};

describe('several words in one box', () => {
  it.each([
    [['calm, tired, hopeful'], 0, 3, ['calm', 'tired', 'hopeful']],
    [['calm;tired'], 0, 3, ['calm', 'tired']],
    [['هدوء، تعب'], 0, 3, ['هدوء', 'تعب']],
    [['平静、疲惫'], 0, 3, ['平静', '疲惫']],
    [['sad', 'calm, tired'], 1, 3, ['sad', 'calm', 'tired']],
    [['calm, tired', 'sad'], 0, 3, ['calm', 'tired', 'sad']],
    [['1,000, 2,000'], 0, 3, ['1,000', '2,000']],
    [['1,5 metres; 2nd,3rd'], 0, 3, ['1,5 metres', '2nd', '3rd']],
    // Nothing is lost where there are more of them than boxes.
    [['a, b, c, d, e'], 0, 3, ['a', 'b', 'c, d, e']],
    [['sad', 'a, b, c'], 1, 3, ['sad', 'a', 'b, c']],
  ])('%j are split into free boxes', (words, at, most, expected) => {
    expect(split(words, at, most)).toEqual(expected);
  });

  it.each([
    [['safe-space'], 0, 3],
    [['a day of two halves'], 0, 3],
    [['calm,'], 0, 3],
    [['1,5 metres'], 0, 3],
    [['10,000,000'], 0, 3],
    [[', ,'], 0, 3],
    [['calm, tired'], 0, 1],
    [['sad', 'glad', 'calm, tired'], 2, 3],
  ])('%j are not', (words, at, most) => {
    expect(split(words, at, most)).toBeNull();
  });

  it('is what pasted lines and cells become', () => {
    expect(inOneLine('calm\ntired\r\n\n hopeful\tsad\n')).toBe('calm, tired, hopeful, sad');
    expect(inOneLine('calm, tired')).toBe('calm, tired');
  });

  it('is said to count as one, and split when its person wants it', async () => {
    await join(snapshotOf(cloud));
    seeNo(/count as one/);
    await write('Word 1 of up to 3', 'calm, tired, hopeful');
    see(/Several words in one box count as one/);
    await press('Put them into 3 boxes');
    expect(boxes()).toEqual(['calm', 'tired', 'hopeful']);
    expect(document.activeElement).toBe(box(1));
    seeNo(/count as one/);
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toMatchObject({
      words: ['calm', 'tired', 'hopeful'],
    });
  });

  it('is sent as one when its person leaves it so', async () => {
    await join(snapshotOf(cloud));
    await write('Word 1 of up to 3', 'calm, tired');
    await press('Send');
    expect(FakeSocket.last.heard('submit').response).toMatchObject({ words: ['calm, tired'] });
  });

  it('is offered for pasted lines, which a box would run together', async () => {
    await join(snapshotOf(cloud));
    await write('Word 1 of up to 3', 'so ');
    box(1).setSelectionRange(3, 3);
    await act(
      () => void fireEvent.paste(box(1), { clipboardData: { getData: () => 'calm\ntired' } }),
    );
    expect(box(1).value).toBe('so calm, tired');
    await press('Put them into 2 boxes');
    expect(boxes()).toEqual(['so calm', 'tired', '']);
  });
});

describe('Enter', () => {
  it('goes to the next box, and sends from the last', async () => {
    await join(snapshotOf(cloud));
    await write('Word 1 of up to 3', 'calm');
    expect(box(1).getAttribute('enterkeyhint')).toBe('next');
    expect(await enter(1)).toBeUndefined();
    expect(document.activeElement).toBe(box(2));
    // The browser sends the form by itself when nobody keeps it from that.
    expect(box(2).getAttribute('enterkeyhint')).toBe('send');
    let kept: boolean | undefined;
    await act(() => void (kept = !fireEvent.keyDown(box(2), { key: 'Enter' })));
    expect(kept).toBe(false);
  });

  it('ends a word that is being composed, and nothing else', async () => {
    await join(snapshotOf(cloud));
    await write('Word 1 of up to 3', 'calm');
    box(1).focus();
    await act(() => void fireEvent.keyDown(box(1), { key: 'Enter', isComposing: true }));
    expect(document.activeElement).toBe(box(1));
    // So says WebKit, after the composing has ended.
    await act(() => void fireEvent.keyDown(box(1), { key: 'Enter', keyCode: 229 }));
    expect(document.activeElement).toBe(box(1));
  });
});
