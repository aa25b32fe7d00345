// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { zipSync, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { toFile } from '../../src/deck/deck-file';
import { leftOfOutline, outlineText } from '../../src/deck/export/outline';
import { decodeText } from '../../src/deck/import/decode';
import { readFile } from '../../src/deck/import/read-file';
import { readText } from '../../src/deck/import/read-text';
import { readSpreadsheet } from '../../src/deck/import/spreadsheet';
import { readTable } from '../../src/deck/import/table';
import { isUnreadable, readDeck, type Imported, type Unreadable } from '../../src/deck/read-deck';
import { templates } from '../../src/deck/templates';

function taken(result: Imported | Unreadable): Imported {
  if (isUnreadable(result)) throw new Error(result.unreadable);
  return result;
}
const remarksOf = ({ remarks }: Imported) =>
  remarks.map(({ slide, sentence }) => `${slide ?? 'deck'}: ${sentence}`);

describe('every golden conversion', () => {
  const folder = new URL('../../../protocol/golden/conversions/', import.meta.url);
  const names = readdirSync(fileURLToPath(folder)).filter((name) => !name.endsWith('.expected'));
  const write = process.env['WRITE_GOLDEN'] !== undefined;

  it('is one of forty or more', () => expect(names.length).toBeGreaterThanOrEqual(40));

  it.each(names)('%s', async (name) => {
    const bytes = new Uint8Array(readFileSync(new URL(name, folder)));
    // A .txt stands for what somebody pastes.
    const file = {
      name: name.endsWith('.txt') ? '' : name,
      size: bytes.length,
      arrayBuffer: () => Promise.resolve(bytes.slice().buffer),
    };
    const result = await readFile(file, readSpreadsheet, 'Untitled');
    const got = isUnreadable(result)
      ? result
      : { deck: toFile(result.deck), remarks: remarksOf(result) };
    const text = `${JSON.stringify(got, null, 2)}\n`;
    const expected = new URL(`${name}.expected`, folder);
    if (write) (await import('node:fs')).writeFileSync(expected, text);
    expect(text).toBe(readFileSync(expected, 'utf8'));
  });
});

describe('an outline', () => {
  const demo: unknown = JSON.parse(
    readFileSync(new URL('../../../decks/demo.json', import.meta.url), 'utf8'),
  );

  it.each([
    ...templates.map(({ name, deck }) => [name, deck] as const),
    ['the demo', taken(readDeck(demo)).deck] as const,
  ])('written from a deck gives the deck back: %s', (_, deck) => {
    const back = taken(readText(outlineText(deck), 'md'));
    expect(back.remarks).toEqual([]);
    // Ids of statements and options are an outline's price.
    const plain = (text: string) => text.replace(/"id": "[a-z-]+[0-9]*"/g, '');
    const parts = (value: unknown) => plain(JSON.stringify(value, null, 2));
    expect(parts(toFile(back.deck))).toBe(parts(toFile(deck)));
  });
});

describe('what an outline cannot hold', () => {
  it('is said of each slide', () => {
    const { deck } = taken(
      readDeck({
        title: 'T',
        language: 'cy',
        slides: [
          {
            kind: 'content',
            title: 'A\nB',
            markdown: '# Big',
            picture: { src: 'data:,', alt: 'x' },
          },
          { kind: 'content', title: 'C', video: { url: '', title: 'Film' } },
          {
            kind: 'choice',
            prompt: 'P',
            options: [
              { id: 'o1', text: 'Y' },
              { id: 'no', text: 'N' },
            ],
          },
          {
            kind: 'scale',
            prompt: 'S',
            statements: [],
            range: { min: 0, max: 5, min_label: '"{no}"' },
          },
        ],
      }),
    );
    expect(remarksOf({ deck, remarks: leftOfOutline(deck) })).toEqual([
      'deck: The language of an outline is English; this deck’s is “cy”.',
      '1: Its title, question and answers stand in one line each.',
      '1: Its headings are of the third level, as those above begin a slide.',
      '1: Its picture is not in an outline; the words for it are.',
      '2: Its film has no address; its words, “Film”, are left out.',
      '3: The ids “no” are not in an outline: runs of both cannot be compared in these.',
      '4: It has no statement; its question becomes one when the outline is read.',
      '4: Quotation marks and braces in the words at its ends are written as ’.',
    ]);
  });

  it.each(templates.map(({ name, deck }) => [name, deck] as const))(
    'is nothing of the template %s',
    (_, deck) => expect(leftOfOutline(deck)).toEqual([]),
  );
});

describe('a spreadsheet', () => {
  it('that is a bomb is not unpacked, by what it says of itself', async () => {
    const zeros = new Uint8Array(45_000_000);
    const bomb = zipSync({ 'xl/worksheets/sheet1.xml': [zeros, { level: 9 }] });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await readSpreadsheet(bomb)).toEqual({
      unreadable: expect.stringContaining('more than 40 MB') as string,
    });
  });

  it('of more than 5 MB is not even opened', async () => {
    expect(await readSpreadsheet(new Uint8Array(50_000_000))).toEqual({
      unreadable: expect.stringContaining('50 MB') as string,
    });
  });

  it('that is none says what to do', async () => {
    for (const bytes of [strToU8('no zip'), zipSync({ 'a.txt': strToU8('a') })])
      expect(await readSpreadsheet(bytes)).toEqual({
        unreadable: expect.stringContaining('save it as XLSX or CSV') as string,
      });
  });

  it('is read cell by cell', async () => {
    const rows = await readSpreadsheet(
      xlsx([
        ['Question', 'Option 1', 'Option 2'],
        ['Where?', 'Ward', 'Office'],
      ]),
    );
    if ('unreadable' in rows) throw new Error(rows.unreadable);
    expect(taken(readTable(rows.rows)).deck.slides).toMatchObject([
      { kind: 'choice', prompt: 'Where?', options: [{ text: 'Ward' }, { text: 'Office' }] },
    ]);
  });
});

it('a file that is no JSON says what is wrong with it', () => {
  expect(readText('{"title": }', 'json')).toEqual({
    unreadable: expect.stringContaining('a value is missing before the } in line 1') as string,
  });
});

describe('too much of it', () => {
  it('ten thousand pasted lines make 200 slides, and it is said what was left out', () => {
    const lines = Array.from({ length: 10_000 }, (_, i) => `Question ${i + 1}?`).join('\n');
    const { deck, remarks } = taken(readText(lines, ''));
    expect(deck.slides).toHaveLength(200);
    expect(remarks).toEqual([
      { slide: null, sentence: expect.stringContaining('9800 further questions') as string },
    ]);
  });

  it('a Markdown of one megabyte is read in a moment', () => {
    const text = `# T\n\n## A\n\n${'word '.repeat(200_000)}`;
    const { deck } = taken(readText(text, 'md'));
    expect(deck.slides[0]).toMatchObject({ kind: 'content', title: 'A' });
  });

  it.each(['utf-16le', 'utf-16be'])('%s is read with and without its mark', (encoding) => {
    const text = '# Tag\n\n## Wie geht es dir?\n';
    const units = [...text].map((letter) => letter.charCodeAt(0));
    const bytes = (mark: number[]) =>
      Uint8Array.from(
        [...mark, ...units].flatMap((unit) =>
          encoding === 'utf-16le' ? [unit & 255, unit >> 8] : [unit >> 8, unit & 255],
        ),
      );
    for (const mark of [[], [0xfeff]]) expect(decodeText(bytes(mark)).text).toBe(text);
  });

  it('what is no UTF-8 is read as an old Windows file, and said to be a guess', () => {
    expect(decodeText(Uint8Array.from([0x63, 0x61, 0x66, 0xe9]))).toEqual({
      text: 'café',
      guessed: true,
    });
  });
});

/** The smallest workbook that spreadsheet programs would open. */
function xlsx(rows: readonly (readonly string[])[]): Uint8Array {
  const cell = (text: string, row: number, column: number) =>
    `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t>${text}</t></is></c>`;
  const data = rows
    .map((row, i) => `<row r="${i + 1}">${row.map((text, j) => cell(text, i, j)).join('')}</row>`)
    .join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';
  return zipSync({
    '[Content_Types].xml': strToU8('<Types/>'),
    '_rels/.rels': strToU8(
      `<Relationships xmlns="${packages}"><Relationship Id="r" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    'xl/workbook.xml': strToU8(
      `<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    'xl/_rels/workbook.xml.rels': strToU8(
      `<Relationships xmlns="${packages}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    'xl/worksheets/sheet1.xml': strToU8(
      `<worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`,
    ),
  });
}
