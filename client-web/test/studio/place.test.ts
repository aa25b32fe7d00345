// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { addressOf, readPlace } from '../../src/studio/place';

const capability = 'c'.repeat(43);
const box = 'b-_'.repeat(7) + 'A';

describe('where in the studio somebody is', () => {
  it('stands in the address, in the browser’s own studio and in a workspace', () => {
    for (const before of ['', `${capability}/`]) {
      expect(readPlace(`#${before}deck/${box}`)).toEqual({ name: 'deck', id: box });
      expect(readPlace(`#${before}room/ABCDEFGH`)).toEqual({ name: 'room', id: 'ABCDEFGH' });
      expect(readPlace(`#${before}versions/${box}`)).toEqual({ name: 'versions', id: box });
    }
    for (const hash of ['', '#', `#${capability}`, `#${capability}/elsewhere/x`, '#deck/<x>'])
      expect(readPlace(hash)).toEqual({ name: 'home' });
  });

  it('keeps the capability of a workspace, and none where there is none', () => {
    const studio = { pathname: '/studio', hash: '#deck/abc' };
    expect(addressOf({ name: 'home' }, studio)).toBe('/studio');
    expect(addressOf({ name: 'room', id: 'X' }, studio)).toBe('/studio#room/X');
    const workspace = { pathname: '/w/id', hash: `#${capability}/deck/abc` };
    expect(addressOf({ name: 'home' }, workspace)).toBe(`/w/id#${capability}`);
    expect(addressOf({ name: 'deck', id: box }, workspace)).toBe(`/w/id#${capability}/deck/${box}`);
  });
});
