/** Closed boxes: sealed by a key of the workspace, signed by somebody who may edit, of a length that tells little. */
import { xchacha20poly1305 } from '@noble/ciphers/chacha';
import { ed25519 } from '@noble/curves/ed25519';
import { sha256 } from '@noble/hashes/sha2';
import type { Dice } from '../../deck/ids';
import { concat, fromText, numberBytes, readNumber } from './bytes';
import type { EditKeys } from './keys';

/** What a box is and where it stands. Bound to what is in it: the server cannot put one box in another's place. */
export interface Place {
  kind: 'about' | 'names' | 'label' | 'content' | 'desk';
  workspace: Uint8Array;
  /** The box; zeros for what belongs to the workspace as a whole. */
  box: Uint8Array;
  revision: number;
}

export interface SealedBy {
  generation: number;
  key: Uint8Array;
  edit: EditKeys;
}

export interface OpenedBy {
  key: Uint8Array;
  verify: Uint8Array;
}

const format = 1;
const nonceSize = 24;
const signatureSize = 64;
const head = 1 + 4 + nonceSize;
/** What a sealed box is longer by than what is in it, padding apart. */
export const sealedBy_bytes = head + 16 + signatureSize;
export const noBox = new Uint8Array(16);

/** Steps of 16 kB, and of an eighth at the most for what is large: the server learns how large about. */
export function paddedSize(bytes: number): number {
  const step = Math.max(16_384, 2 ** (Math.floor(Math.log2(Math.max(bytes, 1))) - 3));
  return Math.ceil(bytes / step) * step;
}

/** `size` is that of the padded text, its length of four bytes included. */
export function seal(
  plain: Uint8Array,
  size: number,
  place: Place,
  by: SealedBy,
  dice: Dice,
): Uint8Array {
  const padded = new Uint8Array(size);
  padded.set(numberBytes(plain.length, 4));
  padded.set(plain, 4);
  const nonce = dice(nonceSize);
  const bound = boundTo(place, by.generation);
  const sealed = xchacha20poly1305(by.key, nonce, bound).encrypt(padded);
  const signature = ed25519.sign(signed(bound, nonce, sealed), by.edit.sign);
  return concat(Uint8Array.of(format), numberBytes(by.generation, 4), nonce, sealed, signature);
}

/** The generation of keys that a box was sealed by; null when it is none of ours. */
export const generationOf = (sealed: Uint8Array): number | null =>
  sealed.length < sealedBy_bytes || sealed[0] !== format ? null : readNumber(sealed, 1);

/** Null when it was not sealed by these keys, for this place, by somebody who may edit. */
export function open(sealed: Uint8Array, place: Place, by: OpenedBy): Uint8Array | null {
  const generation = generationOf(sealed);
  if (generation === null) return null;
  const nonce = sealed.subarray(5, head);
  const body = sealed.subarray(head, sealed.length - signatureSize);
  const bound = boundTo(place, generation);
  try {
    const signature = sealed.subarray(sealed.length - signatureSize);
    if (!ed25519.verify(signature, signed(bound, nonce, body), by.verify)) return null;
    const padded = xchacha20poly1305(by.key, nonce, bound).decrypt(body);
    return padded.slice(4, 4 + readNumber(padded, 0));
  } catch {
    return null;
  }
}

const boundTo = (place: Place, generation: number): Uint8Array =>
  concat(
    fromText(`candour workspace 1 ${place.kind}\0`),
    place.workspace,
    place.box,
    numberBytes(place.revision, 8),
    numberBytes(generation, 4),
  );

const signed = (bound: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Uint8Array =>
  concat(fromText('candour workspace 1 signed\0'), bound, nonce, sha256(sealed));
