// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readFrame } from '../../src/connection/frames';

const golden = new URL('../../../protocol/golden/', import.meta.url);
const examples = (folder: string) =>
  readdirSync(new URL(`${folder}/`, golden)).map((name) => ({
    name: `${folder}/${name}`,
    text: readFileSync(new URL(`${folder}/${name}`, golden), 'utf8'),
  }));

describe('the contract’s examples', () => {
  it.each([...examples('server'), ...examples('refusal')])('$name is read, whole', ({ text }) => {
    const example: unknown = JSON.parse(text);
    expect(readFrame(text)).toEqual(example);
  });
});

describe('what is no message', () => {
  it.each([
    '',
    'not JSON',
    'null',
    '7',
    '[]',
    '{}',
    '{"type":7}',
    '{"type":"constructor"}',
    '{"type":"__proto__"}',
    '{"type":"applause"}',
    '{"type":"ack"}',
    '{"type":"tally","revision":"7","question":"mood","round":1,"tally":null}',
    '{"type":"snapshot","revision":1,"phase":"live","slide":[],"question":null,"tally":null}',
  ])('%s is dropped', (text) => {
    expect(readFrame(text)).toBeNull();
  });

  it('a binary frame is dropped', () => {
    expect(readFrame(new ArrayBuffer(3))).toBeNull();
  });
});
