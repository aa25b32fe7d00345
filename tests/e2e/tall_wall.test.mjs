/** The projector's page in windows that are taller than a hall's screen: half a screen, a tablet, a phone. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openPage } from './chromium.mjs';
import { setUp } from './event.mjs';
import { openRoom } from './server.mjs';
import { wires } from './wire.mjs';

const options = (count) =>
  Array.from({ length: count }, (_, i) => ({ id: `o${i}`, text: `Somebody to talk to ${i}` }));
const concealed = { kind: 'choice', level: 'protected', results: 'on_reveal', select: 'several' };
const deck = {
  format: 'candour.deck/1',
  title: 'Listening to each other: an hour for our hospital team',
  slides: [
    { ...concealed, id: 'few', prompt: 'What would help most after a night like that?' },
    { ...concealed, id: 'many', prompt: 'What would help most after a night like that?' },
  ],
};
deck.slides[0].options = options(5);
deck.slides[1].options = options(20);
const sizes = [
  [768, 1_024],
  [960, 1_080],
  [800, 801],
  [600, 900],
  [360, 740],
  [320, 640],
];

const world = setUp();

/** What of these stands over another, or beyond the window; empty when each is seen whole. */
const overlaps = (page, selectors) =>
  page.evaluate((all) => {
    const boxes = all.flatMap((selector) =>
      [...document.querySelectorAll(selector)].map((element) => ({
        selector,
        box: element.getBoundingClientRect(),
      })),
    );
    const faults = boxes
      .filter(({ box }) => box.top < -1 || box.bottom > window.innerHeight + 1)
      .map(({ selector }) => `${selector} is cut off`);
    for (const [i, { selector, box }] of boxes.entries())
      for (const other of boxes.slice(i + 1))
        if (box.bottom > other.box.top + 1 && other.box.bottom > box.top + 1)
          if (box.right > other.box.left + 1 && other.box.right > box.left + 1)
            faults.push(`${selector} stands over ${other.selector}`);
    return faults.length === 0 && boxes.length < all.length ? ['something is missing'] : faults;
  }, selectors);

test('the way in and the options of a question are seen whole, and nothing stands over anything', async (t) => {
  const { server, browser, complaints } = world;
  const room = await openRoom(server, deck);
  const desk = await wires(t, server, room).facilitator();
  const page = await openPage(browser, 'wall', { width: 1_280, height: 720 }, complaints);
  await page.goto(room.links.projector);
  const looksWell = async (name, selectors) => {
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      let faults;
      await eventually(`${name} at ${width}x${height}`, async () => {
        faults = await overlaps(page, selectors);
        return faults.length === 0;
      }).catch((error) => {
        throw new Error(`${error.message}: ${faults.join('; ')}`);
      });
    }
  };
  await page.locator('.join-qr').waitFor();
  await looksWell('the join screen', ['.join-title', '.join-code', '.join-promise', '.join-qr']);
  for (const { id } of deck.slides) {
    await desk.control('go_to', { slide: id });
    await desk.control('open', { question: id });
    await page.getByText('Open for answers').waitFor();
    const parts = ['.prompt', '.parts-place', '.waiting-how', '.waiting-sentence', '.strip'];
    await looksWell(`the question with ${id} options`, parts);
  }
});

test('the page complains of nothing', () => assert.deepEqual(world.complaints, []));
