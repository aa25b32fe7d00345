/** The capabilities of a room that is about to be opened: made in this browser, and told to no server. */
import { x25519 } from '@noble/curves/ed25519.js';
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { RoomLocks } from '@protocol/messages';
import { fromBase64url, toBase64url } from './base64url';
import { derive, tokenOf } from './token';

export interface RoomCapabilities {
  facilitator: string;
  projector: string;
  /** All that the server gets of them. */
  locks: RoomLocks;
}

export function freshCapabilities(
  fill: (bytes: Uint8Array<ArrayBuffer>) => Uint8Array = (bytes) => crypto.getRandomValues(bytes),
): RoomCapabilities {
  return capabilitiesOf(toBase64url(fill(new Uint8Array(32))));
}

/** What follows from a facilitator's capability. */
export function capabilitiesOf(facilitator: string): RoomCapabilities {
  const token = tokenOf(facilitator);
  const projector = toBase64url(
    hmac(sha256, ascii(token), ascii('candour projector capability')).subarray(0, 16),
  );
  const results = x25519.getPublicKey(
    derive(fromBase64url(facilitator), 'candour results key', 32),
  );
  const hashed = (text: string) => toBase64url(sha256(ascii(text)));
  return {
    facilitator,
    projector,
    locks: {
      facilitator: hashed(token),
      projector: hashed(projector),
      results: toBase64url(results),
    },
  };
}

const ascii = (text: string) => new TextEncoder().encode(text);
