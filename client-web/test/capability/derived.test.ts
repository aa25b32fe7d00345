// @vitest-environment node
// The same file that C++ is held against; a program of another make has written it.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { capabilityIn } from '../../src/capability/address';
import { capabilitiesOf, freshCapabilities } from '../../src/capability/room-capabilities';
import { tokenOf } from '../../src/capability/token';

interface Example {
  capability: string;
  token: string;
  projector: string;
  locks: { facilitator: string; projector: string; results: string };
}
const file = new URL('../../../protocol/golden/capability/derived.json', import.meta.url);
const examples = JSON.parse(readFileSync(file, 'utf8')) as Example[];

it('token, projector’s capability and locks follow from the capability, here as on the server', () => {
  expect(examples).toHaveLength(3);
  for (const { capability, token, projector, locks } of examples) {
    expect(tokenOf(capability)).toBe(token);
    expect(capabilitiesOf(capability)).toEqual({ facilitator: capability, projector, locks });
  }
});

it('a link of before is said as it is', () => {
  const before = 'OKW-ka951-W6mAm_ODxpmw';
  expect(capabilityIn(`#${before}`)).toBe(before);
  expect(tokenOf(before)).toBe(before);
});

it('a fragment that was cut or mangled is no capability', () => {
  const whole = examples[1]?.capability ?? '';
  expect(capabilityIn(`#${whole}`)).toBe(whole);
  for (const hash of ['', '#', `#${whole.slice(1)}`, `#${whole}A`, `#${whole.slice(0, 42)}!`]) {
    expect(capabilityIn(hash)).toBeUndefined();
  }
});

it('each room has capabilities of its own', () => {
  const [one, other] = [freshCapabilities(), freshCapabilities()];
  expect(one.facilitator).toHaveLength(43);
  expect(one.facilitator).not.toBe(other.facilitator);
  expect(JSON.stringify(one.locks)).not.toContain(one.facilitator);
});
