// @vitest-environment node
import { describe, expect, it } from 'vitest';
import { browserDice } from '../../../src/deck/ids';
import {
  fromBase64url,
  fromText,
  numberBytes,
  toBase64url,
  toText,
} from '../../../src/studio/workspace/bytes';
import {
  noBox,
  open,
  paddedSize,
  seal,
  sealedBy_bytes,
  type Place,
} from '../../../src/studio/workspace/box';
import {
  hashOfToken,
  linkKeys,
  newKeyring,
  openKeyring,
  sealKeyring,
} from '../../../src/studio/workspace/keys';

const workspace = new Uint8Array(16).fill(1);
const capability = new Uint8Array(32).fill(2);
/** Made by Python's hmac from the definition in protocol/README.md. */
const expectedToken = 'jICNy3TZ9G4twCoukH4bl8IPrJwsDThuLRnp-WY8sUY';

describe('a link’s keys', () => {
  it('follow from the capability and the workspace alone, as HKDF of RFC 5869 says', () => {
    const keys = linkKeys(capability, workspace);
    expect(toBase64url(keys.token)).toBe(expectedToken);
    expect(linkKeys(capability, workspace)).toEqual(keys);
    expect(linkKeys(capability, new Uint8Array(16)).token).not.toEqual(keys.token);
    expect(hashOfToken(keys.token)).toHaveLength(32);
  });

  it('open the keyring that was sealed to the link, and no other', () => {
    const ring = newKeyring(3, browserDice);
    const mine = linkKeys(capability, workspace);
    const other = linkKeys(new Uint8Array(32).fill(9), workspace);
    const sealed = sealKeyring(ring, mine.public, workspace, browserDice);
    expect(openKeyring(sealed, mine, workspace)).toEqual(ring);
    expect(openKeyring(sealed, other, workspace)).toBeNull();
    expect(openKeyring(sealed, mine, noBox)).toBeNull();
    const looking = sealKeyring({ ...ring, edit: null }, mine.public, workspace, browserDice);
    expect(openKeyring(looking, mine, workspace)).toEqual({ ...ring, edit: null });
    // Neither is told from the other by its length.
    expect(looking).toHaveLength(sealed.length);
  });
});

describe('a box', () => {
  const ring = newKeyring(1, browserDice);
  const place: Place = { kind: 'content', workspace, box: new Uint8Array(16).fill(7), revision: 5 };
  const by = { generation: 1, key: ring.read, edit: ring.edit };
  const plain = fromText('Wie geht es Ihnen?');
  const sealed = seal(plain, 16_384, place, by, browserDice);
  const opening = { key: ring.read, verify: ring.verify };

  it('gives back what was put in, and shows nothing of it', () => {
    expect(toText(open(sealed, place, opening) ?? noBox)).toBe('Wie geht es Ihnen?');
    expect(sealed).toHaveLength(16_384 + sealedBy_bytes);
    expect(Buffer.from(sealed).includes('geht')).toBe(false);
  });

  it('opens nowhere but in its place', () => {
    for (const elsewhere of [
      { ...place, kind: 'label' as const },
      { ...place, box: noBox },
      { ...place, workspace: noBox },
      { ...place, revision: 6 },
    ])
      expect(open(sealed, elsewhere, opening)).toBeNull();
  });

  it('does not open when anything of it was changed, or who may only look has made it', () => {
    for (const at of [0, 1, 10, 100, sealed.length - 1]) {
      const changed = sealed.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(open(changed, place, opening)).toBeNull();
    }
    // Whoever may look has the key that it is sealed by, but not the one that it is signed by.
    const forged = newKeyring(1, browserDice);
    const made = seal(plain, 16_384, place, { ...by, edit: forged.edit }, browserDice);
    expect(open(made, place, opening)).toBeNull();
    expect(open(new Uint8Array(3), place, opening)).toBeNull();
  });

  it('has a length of few steps', () => {
    expect(paddedSize(0)).toBe(0);
    expect(paddedSize(1)).toBe(16_384);
    expect(paddedSize(16_385)).toBe(32_768);
    for (const bytes of [200_000, 1_000_000, 4_194_400]) {
      expect(paddedSize(bytes)).toBeGreaterThanOrEqual(bytes);
      expect(paddedSize(bytes) / bytes).toBeLessThan(1.13);
    }
    // A deck of the largest size, its label and what seals them, is within what the server takes.
    expect(paddedSize(4_194_304 + 200) + sealedBy_bytes + 1_536).toBeLessThan(4_750_000);
  });
});

describe('bytes', () => {
  it('become text and come back', () => {
    const bytes = Uint8Array.from({ length: 70_001 }, (_, i) => i % 251);
    expect(fromBase64url(toBase64url(bytes))).toEqual(bytes);
    for (const text of ['a', 'ab=', 'a b', 'ä']) expect(fromBase64url(text)).toBeNull();
    expect([...numberBytes(2 ** 40 + 3, 8)]).toEqual([0, 0, 1, 0, 0, 0, 0, 3]);
  });
});
