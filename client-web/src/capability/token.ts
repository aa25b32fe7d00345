/**
 * What a facilitator's page says in hello. The link's capability stays in the browser (rule A10): a token that follows
 * from it is said, from which nobody gets back to it. server/app/keys/facilitator_capability.hpp derives the same.
 */
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { isOfToday } from './address';
import { fromBase64url, toBase64url } from './base64url';

/** Links of before have 22 characters, which servers have always been told. */
export function tokenOf(capability: string): string {
  if (!isOfToday(capability)) return capability;
  return toBase64url(derive(fromBase64url(capability), 'candour facilitator token', 16));
}

/** HKDF-SHA-256 (RFC 5869) without a salt, as a capability is random already. */
export function derive(secret: Uint8Array, purpose: string, bytes: number): Uint8Array {
  return hkdf(sha256, secret, undefined, new TextEncoder().encode(purpose), bytes);
}
