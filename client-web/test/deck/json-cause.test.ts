// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { jsonCause } from '../../src/deck/import/json-cause';

interface Case {
  text: string;
  cause: string;
}
const repository = new URL('../../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, repository), 'utf8');
const cases = JSON.parse(read('protocol/golden/json_causes.json')) as Case[];

describe('a fault of JSON', () => {
  it.each(cases)('is said with its cause and its line: $cause', ({ text, cause }) => {
    expect(() => JSON.parse(text) as unknown).toThrow();
    expect(jsonCause(text)).toBe(cause);
  });

  it('is found in no text that has none', () => {
    const deck = read('decks/demo.json');
    expect(jsonCause(deck)).toBeNull();
    expect(jsonCause(`\ufeff${JSON.stringify(JSON.parse(deck))}`)).toBeNull();
  });
});
