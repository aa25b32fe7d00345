/** What the QR codes say, read as a phone's camera would: from the picture. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { after, before, describe, test } from 'node:test';
import jsQR from 'jsqr';
import { eventually, launch, openPage, tabSize } from './chromium.mjs';
import { Desk, Projection } from './roles.mjs';
import { demoDeck, openRoom, startServer } from './server.mjs';
import { wires } from './wire.mjs';

describe('the QR codes of a room open it, with its secret', () => {
  let server, browser, room, reader;
  const complaints = [];
  before(async () => {
    server = await startServer();
    browser = await launch();
    room = await openRoom(server, demoDeck);
    reader = await openReader(browser);
  });
  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  test('the projector, before the first slide, in light and in dark', async () => {
    const { page } = await Projection.open(browser, 'projector', complaints, room.links.projector);
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      assert.equal(await reader.read(await page.screenshot()), room.links.join, colorScheme);
    }
  });

  test('the projector beside a slide, small, and large when asked for', async (t) => {
    const facilitator = await wires(t, server, room).facilitator();
    await facilitator.control('go_to', { slide: demoDeck.slides[0].id });
    const wall = await Projection.open(browser, 'projector', complaints, room.links.projector);
    await wall.says(demoDeck.slides[0].title);
    assert.equal(await reader.read(await wall.page.screenshot()), room.links.join);
    await wall.page.keyboard.press('q');
    await wall.page.getByText(demoDeck.slides[0].title).waitFor({ state: 'detached' });
    assert.equal(await reader.read(await wall.page.screenshot()), room.links.join);
  });

  test('the facilitator’s desk', async () => {
    const { page } = await Desk.open(browser, 'facilitator', complaints, room.links.facilitator);
    const code = page.locator('.room-qr');
    await code.waitFor();
    assert.equal(await reader.read(await code.screenshot()), room.links.join);
  });

  test('no page complained', () => assert.deepEqual(complaints, []));
});

test('the QR code in the terminal is the join link that is printed with it', async (t) => {
  const deck = fileURLToPath(new URL('../../decks/demo.json', import.meta.url));
  const server = await startServer('--deck', deck);
  t.after(() => server.stop());
  const printed = await eventually('the join link is printed', () =>
    /\S+\/j\/\S+#\S+/.exec(server.said()),
  );
  const code = await eventually('a QR code is printed', () => fromTerminal(server.said()));
  assert.equal(jsQR(code.data, code.width, code.height)?.data, printed[0]);
});

/** A page that reads PNGs: Chromium unpacks them, so no other library has to. */
async function openReader(browser) {
  const page = await openPage(browser, 'reader', tabSize, []);
  const source = createRequire(import.meta.url).resolve('jsqr');
  await page.evaluate(`${readFileSync(source, 'utf8')};0`);
  const read = (png) =>
    page.evaluate(async (base64) => {
      const image = new Image();
      image.src = `data:image/png;base64,${base64}`;
      await image.decode();
      const canvas = new OffscreenCanvas(image.width, image.height);
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
      return globalThis.jsQR(data, width, height)?.data ?? 'no QR code was found';
    }, png.toString('base64'));
  return { read };
}

const side = 4; // pixels of a module

/** The code's pixels; two modules stand in each character, and the light ones are drawn. Null while it is not whole. */
function fromTerminal(said) {
  const rows = said
    .split('\n')
    .filter((line) => /^[█▀▄ ]{25,}$/.test(line))
    .flatMap((line) => [
      [...line].map((block) => '█▀'.includes(block)),
      [...line].map((block) => '█▄'.includes(block)),
    ]);
  const width = (rows[0]?.length ?? 0) * side;
  const height = rows.length * side;
  if (width === 0 || height < width) return null;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; ++y)
    for (let x = 0; x < width; ++x) {
      const shade = rows[Math.floor(y / side)][Math.floor(x / side)] ? 255 : 0;
      data.set([shade, shade, shade, 255], 4 * (y * width + x));
    }
  return { data, width, height };
}
