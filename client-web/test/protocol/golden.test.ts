// @vitest-environment node
// The same golden files that C++ round-trips, held against the schemas that our types are made of.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type {
  ClientMessage,
  DeckFile,
  HttpAnswer,
  RoomRequest,
  ServerMessage,
} from '@protocol/messages';

type Golden = ClientMessage | ServerMessage | HttpAnswer | DeckFile | RoomRequest;

const repository = new URL('../../../', import.meta.url);
const protocol = new URL('protocol/', repository);
const text = (path: string) => readFileSync(new URL(path, repository), 'utf8');
const filesIn = (folder: string) =>
  readdirSync(new URL(folder, protocol))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => `protocol/${folder}${name}`);

const ajv = new Ajv2020({ strict: true, allErrors: true, allowUnionTypes: true });
const folders = ['client/', 'server/', 'http/'];
for (const folder of ['', ...folders]) {
  for (const path of filesIn(`schema/${folder}`)) ajv.addSchema(JSON.parse(text(path)) as object);
}

/** What is wrong with a value by one of our schemas; an empty list when it fits. */
function faults(schema: string, value: unknown) {
  const validate = ajv.getSchema(`https://candour.invalid/v1/${schema}.json`);
  if (validate === undefined) return [`there is no schema ${schema}`];
  return validate(value) === true ? [] : (validate.errors ?? ['it does not fit']);
}

/** Each folder of examples, and the folder of schemas that their types are looked up in. */
const examples: Record<string, (golden: Golden) => string> = {
  client: (golden) => `client/${typeOf(golden)}`,
  server: (golden) => `server/${typeOf(golden)}`,
  refusal: () => 'server/refusal',
  http: (golden) => `http/${typeOf(golden)}`,
  deck: () => 'deck',
  room_request: () => 'room_request',
};

function typeOf(golden: Golden): string {
  return 'type' in golden ? golden.type : 'deck';
}

/** One field that no schema knows, at each object in turn. */
function* withOneFieldTooMany(value: unknown): Generator<unknown> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield { ...value, surprise: 1 };
  for (const [key, part] of Object.entries(value) as [string, unknown][]) {
    for (const changed of withOneFieldTooMany(part)) {
      const copy = structuredClone(value) as Record<string, unknown>;
      copy[key] = changed;
      yield copy;
    }
  }
}

for (const [folder, schemaOf] of Object.entries(examples)) {
  describe(`golden/${folder}`, () => {
    for (const path of filesIn(`golden/${folder}/`)) {
      const golden = JSON.parse(text(path)) as Golden;

      it(`${path} fits its schema`, () => {
        expect(faults(schemaOf(golden), golden)).toEqual([]);
        expect(JSON.parse(JSON.stringify(golden))).toEqual(golden);
      });

      it(`${path} has no room for an unknown field`, () => {
        for (const changed of withOneFieldTooMany(golden)) {
          expect(faults(schemaOf(golden), changed)).not.toEqual([]);
        }
      });
    }
  });
}

describe('the contract hangs together', () => {
  it('every message has an example', () => {
    for (const folder of ['client', 'server', 'http']) {
      const seen = filesIn(`golden/${folder}/`).map((path) =>
        typeOf(JSON.parse(text(path)) as Golden),
      );
      // Refusals have a folder of their own.
      seen.push(...(folder === 'server' ? ['refusal'] : []));
      const known = filesIn(`schema/${folder}/`).map((path) => path.replace(/.*\/|\.json/g, ''));
      expect([...new Set(seen)].sort()).toEqual(known);
    }
  });

  it('every refusal code has an example, and the other way round', () => {
    const common = JSON.parse(text('protocol/schema/common.json')) as {
      $defs: { refusalCode: { enum: string[] } };
    };
    const shown = filesIn('golden/refusal/').map((path) => path.replace(/.*\/|\.json/g, ''));
    expect(shown).toEqual([...common.$defs.refusalCode.enum].sort());
    for (const code of shown) {
      expect(JSON.parse(text(`protocol/golden/refusal/${code}.json`))).toMatchObject({ code });
    }
  });

  it('the demo deck fits the schema', () => {
    expect(faults('deck', JSON.parse(text('decks/demo.json')))).toEqual([]);
  });

  it('protocol/ts/messages.ts is what the schemas give', () => {
    const script = fileURLToPath(new URL('ts/generate.mjs', protocol));
    const here = fileURLToPath(new URL('client-web/', repository));
    execFileSync(process.execPath, [script, '--check'], { cwd: here });
  }, 30_000);
});
