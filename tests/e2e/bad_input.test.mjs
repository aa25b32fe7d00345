/** What people bring to the studio that is too much, or not what it seems: a sentence each, the page stays usable, and nothing typed is lost. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { deflateRawSync } from 'node:zlib';
import { launch, openPage, tabSize } from './chromium.mjs';
import { startServer } from './server.mjs';

let folder;
let server;
let browser;
const complaints = [];

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'candour-input-'));
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const button = (page, name) => page.getByRole('button', { name, exact: true });
const openStudio = async (name) => {
  const page = await openPage(browser, name, tabSize, complaints);
  await page.goto(`${server.url}/studio`);
  return page;
};
const choose = (page, name, buffer) =>
  page
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name, mimeType: 'application/octet-stream', buffer });

/** A JPEG of 40 by 20 points that its camera meant to be turned, with the place where it was taken. */
async function turnedPhoto(page) {
  const plain = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 40;
    canvas.height = 20;
    canvas.getContext('2d').fillRect(0, 0, 20, 20);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  });
  const jpeg = Buffer.from(plain, 'base64');
  // One entry, orientation (0x0112) 6: a quarter to the right. Behind it what must not be passed on.
  const tiff = Buffer.from('4d4d002a00000008000101120003000000010006000000000000', 'hex');
  const exif = Buffer.concat([
    Buffer.from('Exif\0\0'),
    tiff,
    Buffer.from('CANARY 51.5007N 0.1246W'),
  ]);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(exif.length + 2);
  return Buffer.concat([
    jpeg.subarray(0, 2),
    Buffer.from('ffe1', 'hex'),
    length,
    exif,
    jpeg.subarray(2),
  ]);
}

test('a photo is turned as its camera meant, and freed of where it was taken: chosen, dragged or pasted', async () => {
  const page = await openStudio('photo');
  await button(page, 'An empty deck').click();
  const photo = await turnedPhoto(page);
  const shown = page.locator('.picture-shown');
  const check = async () => {
    await shown.waitFor();
    const [width, height, src] = await shown.evaluate(async (image) => {
      await image.decode();
      return [image.naturalWidth, image.naturalHeight, image.src];
    });
    assert.deepEqual([width, height], [20, 40]);
    assert.ok(!Buffer.from(src.split(',')[1], 'base64').includes('CANARY'));
    await button(page, 'Remove the picture').click();
    await shown.waitFor({ state: 'detached' });
  };
  const carry = (kind) =>
    page.locator('.picture-field').evaluate(
      (field, [type, bytes]) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(bytes)], 'photo.jpg', { type: 'image/jpeg' }));
        const about = { bubbles: true, cancelable: true };
        field.dispatchEvent(
          type === 'drop'
            ? new DragEvent('drop', { ...about, dataTransfer: data })
            : new ClipboardEvent('paste', { ...about, clipboardData: data }),
        );
      },
      [kind, [...photo]],
    );
  await page
    .locator('.picture-field input[type=file]')
    .setInputFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo });
  await check();
  await carry('drop');
  await check();
  await carry('paste');
  await check();
});

test('a deck of 200 slides with 200 pictures opens, is edited, and says that it is too heavy for a room', async () => {
  const page = await openStudio('200 pictures');
  const src = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = 80;
    const context = canvas.getContext('2d');
    const image = context.createImageData(80, 80);
    crypto.getRandomValues(image.data);
    context.putImageData(image, 0, 0);
    return canvas.toDataURL('image/png');
  });
  assert.ok(src.length * 200 > 4_300_000, 'the pictures together are over 4 MB');
  const slides = Array.from({ length: 200 }, (_, i) => ({
    ...{ kind: 'content', id: `s${i}`, title: `Slide ${i + 1}` },
    picture: { src, alt: 'Points' },
  }));
  const file = { format: 'candour.deck/1', title: 'Heavy', slides };
  await choose(page, 'heavy.json', Buffer.from(JSON.stringify(file)));
  await page.getByText('Slide 200').first().waitFor();
  await page.getByText('and a room takes 4.1 MB. Leave some pictures out').first().waitFor();
  await page.getByText('Saved in this browser').waitFor();
  await page.getByLabel('Title', { exact: true }).fill('Still usable');
  await page.getByText('Saved in this browser').waitFor();
  await page.reload();
  assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Still usable');
});

test('a list of 10,000 lines, a text in UTF-16 and a spreadsheet of 50 MB', async () => {
  const page = await openStudio('large texts');
  await button(page, 'A list that you paste').click();
  const lines = Array.from({ length: 10_000 }, (_, i) => `Question ${i + 1}?`).join('\n\n');
  // As people paste: typed in, so many lines take a browser half a minute.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate((text) => navigator.clipboard.writeText(text), lines);
  await page.getByLabel('Your list').focus();
  await page.keyboard.press('Control+v');
  await button(page, 'Make a deck of it').click();
  await page.getByText(/could not be taken as/).waitFor();
  assert.equal(await page.locator('.studio-slide-title').count(), 200);
  await page.getByText('Question 200?').first().waitFor();

  await button(page, 'All decks').click();
  const text = Buffer.from('\ufeffWie geht’s?\n- Gut\n- Schlecht\n', 'utf16le');
  await choose(page, 'utf16.txt', text);
  await page.getByText('Wie geht’s?').first().waitFor();

  await button(page, 'All decks').click();
  // A path: a browser is not sent so much.
  const large = join(folder, 'large.xlsx');
  writeFileSync(large, 'PK');
  truncateSync(large, 49_999_999);
  await page.locator('input[type=file]').first().setInputFiles(large);
  await page.getByText('This file has 50 MB. A list of questions has less than 5 MB').waitFor();
  // What was brought before is all there.
  assert.ok((await page.locator('.kept-list li').count()) >= 2);
});

test('Markdown of 1 MB, whatever it is made of, opens with its faults, and the page goes on', async () => {
  const page = await openStudio('large outlines');
  const shapes = {
    'one long line': `# T\n\n## One\n\n${'word '.repeat(200_000)}`,
    paragraphs: `# T\n\n## One\n\n${'A line that stands for itself.\n\n'.repeat(30_000)}`,
    boxes: `# T\n\n## One?\n\n${'- [ ] something to choose\n'.repeat(40_000)}`,
    'a long heading': `# ${'ab '.repeat(330_000)}\n\n## One\n\nText`,
    spaces: `# T\n\n## One${' '.repeat(1_000_000)}.\n\nText`,
  };
  for (const [name, text] of Object.entries(shapes)) {
    await choose(page, `${name}.md`, Buffer.from(text));
    await page.locator('.studio-slide-title', { hasText: /^One/ }).waitFor();
    await page.getByText(/to be put right before a room can be opened/).waitFor();
    const notes = page.getByLabel('Notes', { exact: false }).last();
    await notes.fill(`Still usable: ${name}`);
    await page.getByText('Saved in this browser').waitFor();
    await page.reload();
    await page.getByText('Saved in this browser').waitFor();
    assert.equal(await notes.inputValue(), `Still usable: ${name}`);
    await button(page, 'All decks').click();
  }
});

/** A zip archive of one file, which says of itself that it unpacks to so many bytes (APPNOTE 4.3). */
function zipOf(name, content, said = content.length) {
  const packed = deflateRawSync(content);
  const about = Buffer.alloc(26);
  about.writeUInt16LE(20, 0); // version, flags, method
  about.writeUInt16LE(8, 4);
  about.writeUInt32LE(crc32(content), 10);
  about.writeUInt32LE(packed.length, 14);
  about.writeUInt32LE(said, 18);
  about.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04'), about, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00'),
    about,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

/** Nothing looks at it before the sizes; Node 18 has no CRC-32 of its own. */
const crc32 = () => 0;

test('spreadsheets that are bombs, whether they say so or lie about it', async () => {
  const page = await openStudio('bombs');
  const zeros = Buffer.alloc(45_000_000);
  const sheet = 'xl/worksheets/sheet1.xml';
  const bomb = zipOf(sheet, zeros);
  assert.ok(bomb.length < 100_000, `${bomb.length} bytes`);
  await choose(page, 'bomb.xlsx', bomb);
  await page.getByText('Unpacked this spreadsheet would have more than 40 MB').waitFor();
  await choose(page, 'liar.xlsx', zipOf(sheet, zeros, 500));
  await page.getByText('This is no XLSX spreadsheet that can be read.').waitFor();
  // The page goes on as if nothing had been.
  await choose(page, 'list.txt', Buffer.from('Which?\n- A\n- B\n'));
  await page.getByText('Which?').first().waitFor();
});

test('an SVG with a script, a JPEG that lies about its size and what is no picture are refused in words, and what was typed stays', async () => {
  const page = await openStudio('pictures that are none');
  await button(page, 'An empty deck').click();
  await page.getByLabel('Title', { exact: true }).fill('Typed before');
  const field = page.locator('.picture-field');
  const take = async (name, mimeType, buffer, sentence) => {
    await field.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
    await field.getByText(sentence).waitFor();
    assert.equal(await page.locator('.picture-shown').count(), 0, name);
  };
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" onload="window.canary=1"><script>canary=1</script></svg>';
  const refusesSvg = 'This is an SVG, which can carry a program.';
  await take('a.svg', 'image/svg+xml', Buffer.from(svg), refusesSvg);
  // What a file calls itself changes nothing.
  await take('b.png', 'image/png', Buffer.from(svg), refusesSvg);
  const photo = await turnedPhoto(page);
  const frame = photo.indexOf(Buffer.from('ffc0', 'hex'));
  assert.ok(frame > 0, 'the JPEG has a frame');
  const lie = Buffer.from(photo);
  lie.writeUInt16BE(65_500, frame + 5);
  lie.writeUInt16BE(65_500, frame + 7);
  const large = 'This picture says that it is 65500 by 65500 points large';
  await take('c.jpg', 'image/jpeg', lie, large);
  const cut = photo.subarray(0, frame + 12);
  await take(
    'd.jpg',
    'image/jpeg',
    cut,
    'This picture cannot be unpacked; its file may be damaged.',
  );
  await take(
    'e.jpg',
    'image/jpeg',
    Buffer.from('no picture'),
    'This is no picture that can be used.',
  );
  assert.equal(await page.evaluate(() => window.canary), undefined);
  assert.equal(await page.getByLabel('Title', { exact: true }).inputValue(), 'Typed before');
  await field
    .locator('input[type=file]')
    .setInputFiles({ name: 'f.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.locator('.picture-shown').waitFor();
});

test('the pages complain of nothing', () => {
  const others = complaints.filter((each) => !each.includes('status of 422'));
  assert.deepEqual(others, []);
});
