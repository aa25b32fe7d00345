// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { choiceSlide, contentSlide } from '../../src/deck/model';
import { faultsOfSlide, unplaced } from '../../src/studio/editor/faults';
import { withoutApproved } from '../../src/studio/editor/use-check';
import { tooLarge } from '../../src/studio/server/server';
import { readPlace } from '../../src/studio/place';

const fault = (at: string) => ({ at, message: 'm', allowed: 'a' });

describe('a fault', () => {
  it('belongs to its slide and to no other whose number begins alike', () => {
    const faults = [fault('$.slides[1].prompt'), fault('$.slides[12].prompt'), fault('$.title')];
    expect(faultsOfSlide(faults, 1).map(({ at }) => at)).toEqual(['$.slides[1].prompt']);
  });

  it('that no field of the form shows stands above it', () => {
    const slide = choiceSlide('a', 'P', ['Yes', 'No']);
    const faults = [
      fault('$.slides[0].options[1].text'),
      fault('$.slides[0].options[1].id'),
      fault('$.slides[0].id'),
      fault('$.slides[0]'),
    ];
    expect(unplaced(faults, slide, 0).map(({ at }) => at)).toEqual([
      '$.slides[0].options[1].id',
      '$.slides[0].id',
      '$.slides[0]',
    ]);
  });
});

describe('what is sent to be checked', () => {
  const picture = { src: 'data:image/png;base64,Q0FOQVJZ', alt: 'A ward' };
  const deck = {
    title: 'T',
    language: 'en',
    slides: [{ ...contentSlide('a', 'A'), picture }],
  };

  it('has a picture once, and then a small one in its place with the same words', () => {
    expect(withoutApproved(deck, new Set()).slides).toEqual(deck.slides);
    const [slide] = withoutApproved(deck, new Set([picture.src])).slides;
    expect(slide).toMatchObject({ picture: { alt: 'A ward' } });
    expect(JSON.stringify(slide)).not.toContain('Q0FOQVJZ');
  });

  it('is not sent when a room could not take it', () => {
    expect(tooLarge('x'.repeat(4_194_304))).toBeNull();
    expect(tooLarge('é'.repeat(2_097_153))).toContain('4.2 MB');
  });
});

it('an address names a deck, a room or the first page', () => {
  expect(readPlace('#deck/ab2c')).toEqual({ name: 'deck', id: 'ab2c' });
  expect(readPlace('#room/K7MPX4QA')).toEqual({ name: 'room', id: 'K7MPX4QA' });
  for (const hash of ['', '#', '#deck/', '#other/x', '#deck/../x'])
    expect(readPlace(hash)).toEqual({ name: 'home' });
});
