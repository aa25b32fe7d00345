/**
 * A workspace's keys, and what follows from a link's capability (docs/decisions/0012-workspaces.md). By noble's
 * libraries, as browsers give no WebCrypto to pages that came by plain HTTP.
 */
import { xchacha20poly1305 } from '@noble/ciphers/chacha';
import { ed25519, x25519 } from '@noble/curves/ed25519';
import { hkdf } from '@noble/hashes/hkdf';
import { sha256 } from '@noble/hashes/sha2';
import type { Dice } from '../../deck/ids';
import { concat, fromText, numberBytes, readNumber } from './bytes';

/** What one link's browser makes of the capability. The capability itself is sent to nobody. */
export interface LinkKeys {
  /** Shown to the server, which keeps its hash. */
  token: Uint8Array;
  /** Opens the keyring that was sealed to the link. */
  secret: Uint8Array;
  public: Uint8Array;
}

/** What everybody with a link has. Each revoked link begins another generation of keys. */
export interface ReadKeys {
  generation: number;
  read: Uint8Array;
  /** Whatever was written by somebody who may edit is signed for this key. */
  verify: Uint8Array;
}

export interface EditKeys {
  /** Seals what nobody shall see who may only look: desk links, the names of links. */
  seal: Uint8Array;
  sign: Uint8Array;
}

export interface Keyring extends ReadKeys {
  /** Null for a link that may only look. */
  edit: EditKeys | null;
}

const size = 32;
const format = Uint8Array.of(1);
const noNonce = new Uint8Array(24);

export const linkKeys = (capability: Uint8Array, workspace: Uint8Array): LinkKeys => {
  const derive = (what: string) =>
    hkdf(sha256, capability, workspace, fromText(`candour workspace 1 ${what}`), size);
  const secret = derive('link key');
  return { token: derive('token'), secret, public: x25519.getPublicKey(secret) };
};

export const hashOfToken = (token: Uint8Array): Uint8Array => sha256(token);

export function newKeyring(generation: number, dice: Dice): Keyring & { edit: EditKeys } {
  const sign = dice(size);
  return {
    generation,
    read: dice(size),
    verify: ed25519.getPublicKey(sign),
    edit: { seal: dice(size), sign },
  };
}

/** The keyring for whoever has the link's secret. One that may only look gets no keys to edit by. */
export function sealKeyring(
  keyring: Keyring,
  to: Uint8Array,
  workspace: Uint8Array,
  dice: Dice,
): Uint8Array {
  const edit = keyring.edit ?? { seal: new Uint8Array(size), sign: new Uint8Array(size) };
  const plain = concat(
    numberBytes(keyring.generation, 4),
    keyring.read,
    keyring.verify,
    edit.seal,
    edit.sign,
  );
  const once = dice(size);
  const from = x25519.getPublicKey(once);
  const key = sharedKey(x25519.getSharedSecret(once, to), workspace, from, to);
  // The key is used once, so its nonce may be nothing.
  return concat(format, from, xchacha20poly1305(key, noNonce, format).encrypt(plain));
}

/** Null when it was sealed to another link, or is broken. */
export function openKeyring(
  sealed: Uint8Array,
  link: LinkKeys,
  workspace: Uint8Array,
): Keyring | null {
  try {
    const from = sealed.subarray(1, 1 + size);
    const shared = x25519.getSharedSecret(link.secret, from);
    const key = sharedKey(shared, workspace, from, link.public);
    const cipher = xchacha20poly1305(key, noNonce, sealed.subarray(0, 1));
    const plain = cipher.decrypt(sealed.subarray(1 + size));
    const part = (i: number) => plain.slice(4 + size * i, 4 + size * (i + 1));
    const edit = { seal: part(2), sign: part(3) };
    const may = edit.seal.some((byte) => byte !== 0);
    return {
      generation: readNumber(plain, 0),
      read: part(0),
      verify: part(1),
      edit: may ? edit : null,
    };
  } catch {
    return null;
  }
}

function sharedKey(
  shared: Uint8Array,
  workspace: Uint8Array,
  from: Uint8Array,
  to: Uint8Array,
): Uint8Array {
  const info = concat(fromText('candour workspace 1 keyring'), from, to);
  return hkdf(sha256, shared, workspace, info, size);
}
