import { describe, expect, it } from 'vitest';
import type { Response, Submit } from '@protocol/messages';
import { blank, check, fits, isBlank, leftOutOf, scaleValue } from '../../src/participant/drafts';
import { frameText } from '../../src/connection/frame-text';
import { newId } from '../../src/shared/ids';
import { choice, cloud, scale, text } from './slides';

describe('equal sizes (A7): what is said has no say in how long the frame is', () => {
  const frame = (response: Response) => {
    const message: Submit = {
      ...{ type: 'submit', id: newId(), question: 'q', round: 1, announcement: 0 },
      response,
    };
    return new TextEncoder().encode(frameText(message)).length;
  };
  const lengths = (responses: Response[]) => new Set(responses.map(frame)).size;

  it('for whatever people write in some words or a short text: 512 bytes, or the next multiple', () => {
    const words = ['a', 'safe-space', 'é'.repeat(60), '👩🏽‍⚕️', '"\\\n'];
    expect(lengths(words.map((word) => ({ kind: 'word_cloud', words: [word] })))).toBe(1);
    for (let size = 0; size < 1_500; size += 7) {
      expect(frame({ kind: 'free_text', texts: ['ü'.repeat(size)] }) % 512).toBe(0);
    }
  });

  it('for every pair of values of a scale, "not applicable" and "left out" among them', () => {
    const wide = { ...scale, range: { ...scale.range, max: 100 } };
    const values = [...Array.from({ length: 101 }, (_, n) => scaleValue(n)), 'n/a', ''];
    const responses = values.slice(0, -1).flatMap((first) =>
      values.map((second): Response => {
        const checked = check(wide, { kind: 'scale', values: [first, second] });
        if (!checked.ok) throw new Error(checked.fault);
        return checked.response;
      }),
    );
    expect(lengths(responses)).toBe(1);
  });

  it('for every choice, one or several', () => {
    const several = { ...choice, select: 'several' as const };
    const responses = Array.from({ length: 7 }, (_, n): Response => {
      const checked = check(several, {
        kind: 'choice',
        picks: (n + 1).toString(2).padStart(3, '0'),
      });
      if (!checked.ok) throw new Error(checked.fault);
      return checked.response;
    });
    expect(lengths(responses)).toBe(1);
  });
});

describe('an answer is checked before it is sent', () => {
  it('a blank one of each kind is not sent', () => {
    for (const slide of [cloud, scale, text, choice]) {
      expect(check(slide, blank(slide)).ok).toBe(false);
    }
  });

  it('is as long as the server keeps it, whatever a keyboard made of its dots and hyphens', () => {
    const fits = (word: string) => check(cloud, { kind: 'word_cloud', words: [word, '', ''] }).ok;
    expect([fits('a…'.repeat(15)), fits('a…'.repeat(16))]).toEqual([true, false]);
    expect([fits('a—'.repeat(20)), fits('a—'.repeat(21))]).toEqual([true, false]);
    expect([fits('’'.repeat(60)), fits('’'.repeat(61))]).toEqual([true, false]);
    expect([fits('a﹘'.repeat(20)), fits('a﹘'.repeat(21))]).toEqual([true, false]);
    expect([fits('a‥'.repeat(20)), fits('a‥'.repeat(21))]).toEqual([true, false]);
  });

  it('blank words fall away, and space around them', () => {
    expect(check(cloud, { kind: 'word_cloud', words: ['', ' safe-space ', ''] })).toEqual({
      ok: true,
      response: { kind: 'word_cloud', words: ['safe-space'] },
    });
  });

  it('length is counted as people count: 60 families of emoji are 60', () => {
    const family = '👩‍👩‍👧‍👦';
    expect(check(cloud, { kind: 'word_cloud', words: [family.repeat(60)] }).ok).toBe(true);
    expect(check(cloud, { kind: 'word_cloud', words: ['a', family.repeat(61)] })).toMatchObject({
      ok: false,
      part: 1,
    });
    expect(check(text, { kind: 'free_text', texts: ['x'.repeat(41)] }).ok).toBe(false);
  });

  it('a statement without a value is left out in three characters, as a draft of before has it', () => {
    for (const values of [
      ['007', ''],
      ['007', '---'],
    ]) {
      expect(check(scale, { kind: 'scale', values })).toEqual({
        ok: true,
        response: { kind: 'scale', values: ['007', '---'] },
      });
    }
  });

  it('an answer in which every statement is left out says nothing, and is not sent', () => {
    const nothing: Response = { kind: 'scale', values: ['---', ''] };
    expect(isBlank(nothing)).toBe(true);
    expect(leftOutOf(nothing)).toBe(0);
    expect(check(scale, nothing)).toMatchObject({ ok: false, part: 0 });
  });

  it('a typed value that is no number of the scale is pointed at', () => {
    for (const wrong of ['11', '-1', '1.5', 'x', '--']) {
      expect(check(scale, { kind: 'scale', values: ['', wrong] })).toEqual({
        ok: false,
        fault: 'A whole number from 0 to 10',
        part: 1,
      });
    }
  });
});

it('a kept draft that does not fit the question is not used', () => {
  expect(fits(scale, { kind: 'scale', values: ['007', ''] })).toBe(true);
  expect(fits(scale, { kind: 'scale', values: ['007'] })).toBe(false);
  expect(fits(scale, { kind: 'choice', picks: '10' })).toBe(false);
  expect(fits(choice, { kind: 'choice', picks: '10' })).toBe(false);
  expect(fits(cloud, undefined)).toBe(false);
});
