/**
 * What a hall's screen has no room for: the projector's page in windows that are taller (half a screen, a tablet, a
 * phone), and texts beyond those that it and the desk are sent.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openPage } from './chromium.mjs';
import { setUp } from './event.mjs';
import { Desk } from './roles.mjs';
import { openRoom } from './server.mjs';
import { newId, wires } from './wire.mjs';

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

test('of 700 texts the desk turns to the last, brings it up on the wall, and hides it', async (t) => {
  const { server, browser, complaints } = world;
  const slide = { kind: 'free_text', id: 'more', prompt: 'What should we know?', answers: 10 };
  const slides = [{ ...slide, level: 'open', max_length: 100 }];
  const room = await openRoom(server, { format: 'candour.deck/1', title: 'A ward', slides });
  const line = wires(t, server, room);
  const lead = await line.facilitator();
  await lead.control('go_to', { slide: slide.id });
  await lead.control('open', { question: slide.id });
  const said = (person, i) => `text ${i} of person ${person}`;
  for (let person = 0; person < 70; person += 1) {
    const phone = await line.participant();
    const texts = Array.from({ length: 10 }, (_, i) => said(person, i));
    const response = { kind: 'free_text', texts };
    const to = { question: slide.id, round: 1 };
    const answer = await phone.ask({ type: 'submit', id: newId(), ...to, response });
    assert.equal(answer.type, 'ack', JSON.stringify(answer));
  }
  const first = await lead.sees(({ tally }) => tally?.texts.length + tally?.more === 700);
  const known = new Set(first.tally.texts.map(({ text }) => text));

  const desk = await Desk.open(browser, 'desk', complaints, room.links.facilitator);
  const wall = await openPage(browser, 'texts', { width: 1_280, height: 720 }, complaints);
  await wall.goto(room.links.projector);
  const rows = desk.page.locator('.moderation-text');
  const next = desk.page.getByRole('button', { name: 'Further texts' });
  for (const shown of ['1 to 300', '301 to 400', '401 to 500', '501 to 600', '601 to 700']) {
    await desk.page.getByText(`${shown} of 700`, { exact: true }).waitFor();
    const texts = await rows.allInnerTexts();
    if (known.size > 300)
      assert.ok(
        texts.every((text) => !known.has(text)),
        shown,
      );
    for (const text of texts) known.add(text);
    if (!shown.endsWith('700')) await next.click();
  }
  assert.equal(known.size, 700);
  assert.ok(await next.isDisabled());
  const last = await rows.last().innerText();
  const row = desk.page.locator('.moderation-item').last();
  await row.getByRole('button', { name: 'On the projector' }).click();
  await wall.locator('.one-text', { hasText: last }).waitFor();
  await row.getByRole('button', { name: 'Hide' }).click();
  await wall.locator('.one-text').waitFor({ state: 'detached' });
  await row.getByRole('button', { name: 'Show again' }).waitFor();

  // It is the facilitators' alone, and no text of anybody's can be asked for by another role.
  const ask = { type: 'texts', question: slide.id, from: 600 };
  for (const other of [await line.participant(), await line.projector()])
    assert.equal((await other.ask({ ...ask, id: newId() })).code, 'not_allowed');
});

test('the page complains of nothing', () => assert.deepEqual(world.complaints, []));
