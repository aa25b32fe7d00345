/** Room codes: 8 characters that cannot be mistaken for one another (protocol/README.md, "HTTP"). */

export const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 8;

const isCode = new RegExp(`^[${alphabet}]{${codeLength}}$`);
const isSecret = /^[A-Za-z0-9_-]{22}$/;

export interface Entry {
  code: string;
  /** What the QR code carries besides the code; a typed code has none. */
  secret?: string;
}

/** The code in what somebody typed or pasted (a code or a whole join link); null when there is none. */
export function readEntry(typed: string): Entry | null {
  const link = /\/j\/([^/?#\s]+)(?:#(\S+))?/i.exec(typed);
  const code = plainCode(link?.[1] ?? typed);
  if (!isCode.test(code)) return null;
  const secret = link?.[2];
  return secret !== undefined && isSecret.test(secret) ? { code, secret } : { code };
}

/** Upper case, without hyphens, dashes and spaces. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}._]/gu, '');
}

/** Two groups of four, as they are read out: "ABCD-EFGH". */
export function spokenCode(code: string): string {
  const plain = plainCode(code).slice(0, codeLength);
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
}

/** The characters of `typed` that no code ever has, each once: "0", "O", "1", "I". */
export function strangeCharacters(typed: string): string[] {
  return [...new Set(plainCode(typed))].filter((character) => !alphabet.includes(character));
}

/** `/j/CODE#SECRET` and its sisters, as the address bar has them. */
export function readAddress(location: { pathname: string; hash: string }): Entry | null {
  const path = /^\/[jfp]\/([^/]+)\/?$/.exec(location.pathname);
  if (path?.[1] === undefined) return null;
  const code = plainCode(path[1]);
  if (!isCode.test(code)) return null;
  const secret = location.hash.slice(1);
  return isSecret.test(secret) ? { code, secret } : { code };
}
