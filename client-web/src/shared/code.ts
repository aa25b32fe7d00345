/** Room codes: 8 characters that cannot be mistaken for one another (protocol/README.md, "HTTP"). */

export const alphabet = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
export const codeLength = 8;

const isCode = new RegExp(`^[${alphabet}]{${codeLength}}$`);
const isSecret = /^[\w-]{22}$/;
/** A facilitator's link may carry 43 characters (README, "Capabilities"). */
const isKey = /^[\w-]{22}([\w-]{21})?$/;
/** A link of any role, wherever it stands in what was pasted. */
const link = /\/([jfp])\/([^/?#\s]+)(?:#([\w-]+))?/i;

export interface Entry {
  code: string;
  /** What the QR code carries besides the code; a typed code has none. */
  secret?: string;
  /** A link for those who lead: whose page it opens. */
  page?: 'f' | 'p';
}

/** The code in what somebody typed or pasted (a code or a whole link); null when there is none. */
export function readEntry(typed: string): Entry | null {
  const [, letter = '', within = typed, secret = ''] = link.exec(typed) ?? [];
  const code = plainCode(within);
  if (!isCode.test(code)) return null;
  const page = letter.toLowerCase();
  const leads = page === 'f' || page === 'p';
  return {
    code,
    ...((leads ? isKey : isSecret).test(secret) && { secret }),
    ...(leads && { page }),
  };
}

export function isLink(typed: string): boolean {
  return link.test(typed);
}

/** Upper case, and only what says something: no spaces, punctuation, signs, marks, and nothing that is invisible. */
export function plainCode(typed: string): string {
  return typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^\p{L}\p{N}\p{So}\p{Sc}]|[\p{DI}\u2800]/gu, '');
}

/** Two groups of four, as they are read out: "ABCD-EFGH". */
export function spokenCode(code: string): string {
  const plain = plainCode(code).slice(0, codeLength);
  return plain.length > 4 ? `${plain.slice(0, 4)}-${plain.slice(4)}` : plain;
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
