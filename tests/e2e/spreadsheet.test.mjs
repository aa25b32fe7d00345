/**
 * The report's CSV in a real spreadsheet, split in each way that one may split it: nothing that somebody wrote, on a
 * phone or into a deck, is a formula there.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { launch } from './chromium.mjs';
import { programOf } from './proxies.mjs';
import { Desk } from './roles.mjs';
import { openRoom, startServer } from './server.mjs';
import { newId, wires } from './wire.mjs';

const skip =
  programOf('soffice') === undefined &&
  process.env.CANDOUR_SKIP !== 'never' &&
  'SKIPPED: LibreOffice is not installed (./dev test e2e does that)';

const begins = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '＝1+1', '=HYPERLINK("http://example.org")'];
const before = ['', ' ', '"', "'", 'ok;', 'ok; ', 'ok;"', 'ok,', 'ok",', 'ok\t', 'ok\n', '""\n'];
const formulas = before.flatMap((start) => begins.map((begin) => `${start}${begin};rest`));

/** The codes of the separators, and of the quotes if they are heeded: `soffice --infilter=CSV:…`. */
const ways = ['44,34', '59,34', '9,34', '44/59/9,34', '44,', '59,', '9,'];
const utf8 = 76;

const deck = {
  format: 'candour.deck/1',
  title: '=1+1',
  slides: [
    { id: 'texts', kind: 'free_text', prompt: '=1+2;=1+3', level: 'open', max_length: 200 },
    {
      id: 'scale',
      kind: 'scale',
      prompt: '@SUM(A1)',
      level: 'open',
      range: { min: 1, max: 3, min_label: '=2+1', max_label: 'ok;=2+2' },
      statements: [{ id: 's0', text: '-2+3' }],
    },
    {
      id: 'choice',
      kind: 'choice',
      prompt: 'ok;@SUM(A1)',
      level: 'open',
      options: [
        { id: 'o0', text: '+3+1' },
        { id: 'o1', text: '; =3+2' },
      ],
    },
  ],
};

/** The formulas that LibreOffice finds in this file when it splits it this way. */
function formulasIn(file, folder, way) {
  const copy = join(folder, 'opened.csv');
  copyFileSync(file, copy);
  const options = [
    `-env:UserInstallation=file://${folder}/profile`,
    '--headless',
    `--infilter=CSV:${way},${utf8},1`,
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    copy,
  ];
  execFileSync('soffice', options, { stdio: 'pipe' });
  const sheet = readFileSync(join(folder, 'opened.fods'), 'utf8');
  assert.match(sheet, /<table:table-cell/);
  return sheet.match(/table:formula="[^"]*"/g) ?? [];
}

/** A room in which each of these texts is somebody's answer, ended; the CSV that its desk gives. */
async function reportOf(t, texts) {
  const server = await startServer();
  t.after(() => server.stop());
  const room = await openRoom(server, deck);
  const people = wires(t, server, room);
  const desk = await people.facilitator();
  for (const { id } of deck.slides) {
    await desk.control('go_to', { slide: id });
    await desk.control('open', { question: id });
    if (id !== 'texts') continue;
    for (const text of texts) {
      const phone = await people.participant({ secret: room.secret });
      const answer = await phone.ask({
        type: 'submit',
        id: newId(),
        question: id,
        round: 1,
        response: { kind: 'free_text', texts: [text] },
      });
      assert.equal(answer.type, 'ack', JSON.stringify(answer));
    }
  }
  await desk.control('end');
  const browser = await launch();
  t.after(() => browser.close());
  const { page } = await Desk.open(browser, 'facilitator', [], room.links.facilitator);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  return (await downloading).path();
}

test(
  'no cell of a report is a formula, whatever a spreadsheet splits it at',
  { skip },
  async (t) => {
    const folder = mkdtempSync(join(tmpdir(), 'candour-spreadsheet-'));
    t.after(() => rmSync(folder, { recursive: true }));
    const report = await reportOf(t, formulas);
    const said = readFileSync(report, 'utf8');
    for (const begin of begins) assert.ok(said.includes(begin.replaceAll('"', '""')), begin);

    // That the spreadsheet would work them out: the same texts, as they were written.
    const unguarded = join(folder, 'unguarded.csv');
    writeFileSync(
      unguarded,
      formulas.map((text) => `"${text.replaceAll('"', '""')}"\r\n`).join(''),
    );
    for (const way of ways) {
      await t.test(`split by ${way}`, () => {
        assert.notDeepEqual(formulasIn(unguarded, folder, way), []);
        assert.deepEqual(formulasIn(report, folder, way), []);
      });
    }
  },
);
