import { expect, it } from 'vitest';
import { passCapability } from '../../src/staff/capability';

const code = 'K7MPX4QA';
const secret = 'K7gNU3sdo-OL0wNhqoVWhg';

it('keeps the capability for the tab, and finds it when the address has lost it', () => {
  sessionStorage.clear();
  expect(passCapability(code, undefined, sessionStorage)).toBeNull();
  expect(passCapability(code, secret, sessionStorage)).toBe(secret);
  expect(passCapability(code, undefined, sessionStorage)).toBe(secret);
  expect(passCapability('ABCDEFGH', undefined, sessionStorage)).toBeNull();
  expect(localStorage.length).toBe(0);
});
