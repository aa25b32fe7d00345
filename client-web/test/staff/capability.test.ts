import { expect, it } from 'vitest';
import { passCapability } from '../../src/staff/capability';

const code = 'K7MPX4QA';
const secret = 'K7gNU3sdo-OL0wNhqoVWhg';

it('keeps the capability for the tab, and finds it when the address has lost it', () => {
  sessionStorage.clear();
  expect(passCapability({ code }, sessionStorage)).toBeNull();
  expect(passCapability({ code, secret }, sessionStorage)).toBe(secret);
  expect(passCapability({ code }, sessionStorage)).toBe(secret);
  expect(passCapability({ code: 'ABCDEFGH' }, sessionStorage)).toBeNull();
  expect(localStorage.length).toBe(0);
});
