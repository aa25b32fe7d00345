/**
 * Windows' high contrast and its like take every ground away. What is told by a ground alone (a bar, a chosen value, a
 * dark screen) has to be told all the same: on the phone, the wall and the desk, in light and in dark.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { launch, openPage, phoneSize, screenshot, tabSize } from './chromium.mjs';
import { openFrame, show, startSite } from './site.mjs';

let site;
let browser;
const complaints = [];
before(async () => {
  site = await startSite();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const about = { level: 'open', results: 'live' };
const scale = {
  ...about,
  ...{ kind: 'scale', id: 'outcomes', prompt: 'How far do you agree?', not_applicable: true },
  statements: [{ id: 'heard', text: 'I feel heard' }],
  range: { min: 0, max: 10, min_label: 'not at all', max_label: 'completely' },
};
const choice = {
  ...about,
  ...{ kind: 'choice', id: 'where', prompt: 'Where do you work?', select: 'one' },
  options: ['On a ward', 'At home'].map((text, i) => ({ id: `o${i}`, text })),
};
const answered = { phase: 'closed', answered: true };

/** The ground of the first of these that has a size, and the ground around it, as the browser paints them. */
const grounds = (frame, selector, pseudo = null) =>
  frame.evaluate(
    ([of, part]) => {
      const ground = (element, which) => getComputedStyle(element, which).backgroundColor;
      const isClear = (colour) => colour === 'transparent' || /^rgba\(.*, 0\)$/.test(colour);
      const all = [...document.querySelectorAll(of)];
      const found = all.find((each) => part !== null || each.getBoundingClientRect().height > 1);
      if (found === undefined) return null;
      let around = part === null ? found.parentElement : found;
      while (around.parentElement && isClear(ground(around))) around = around.parentElement;
      const canvas = document.body.appendChild(document.createElement('i'));
      canvas.style.backgroundColor = 'Canvas';
      const paper = isClear(ground(around)) ? ground(canvas) : ground(around);
      canvas.remove();
      return { own: ground(found, part), paper };
    },
    [selector, pseudo],
  );

async function standsOut(frame, selector, pseudo) {
  const found = await grounds(frame, selector, pseudo);
  assert.ok(found, `${selector} is drawn`);
  assert.notEqual(found.own, found.paper, `${selector} is not lost in its ground`);
  assert.doesNotMatch(found.own, /^rgba\(.*, 0\)$|transparent/, `${selector} has a ground at all`);
}

for (const colorScheme of ['light', 'dark']) {
  const open = async (name, size) => {
    const page = await openPage(browser, `${name} ${colorScheme}`, size, complaints);
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const frame = await openFrame(page, site, name);
    const look = (what) => screenshot(page, `forced-${colorScheme}-${name}-${what}`);
    return { page, frame, look, done: () => page.context().close() };
  };

  test(`on a phone a chosen value and its focus are seen, ${colorScheme}`, async () => {
    const { page, frame, look, done } = await open('phone', phoneSize);
    await show(page, scale);
    await frame.getByLabel('7', { exact: true }).check({ force: true });
    // By the keyboard, whose focus is shown.
    await page.keyboard.press('ArrowRight');
    await standsOut(frame, '.pill :checked + span');
    const outline = await frame.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(
        document.querySelector('.pill :checked + span'),
      );
      return `${outlineStyle} ${outlineWidth}`;
    });
    assert.match(outline, /^solid [1-9]/);
    await look('scale');
    await done();
  });

  test(`on a phone the bars of results are seen, ${colorScheme}`, async () => {
    const { page, frame, look, done } = await open('phone', phoneSize);
    await show(page, scale, answered);
    await frame.locator('.spread').waitFor();
    await standsOut(frame, '.spread i');
    await look('results-scale');
    await show(page, choice, answered);
    await frame.locator('.bars').waitFor();
    await standsOut(frame, '.bars tbody th', '::after');
    await look('results-choice');
    await done();
  });

  for (const [name, size] of [
    ['projector', tabSize],
    ['desk', tabSize],
  ])
    test(`on the ${name} bars, means and the QR code are seen, ${colorScheme}`, async () => {
      const { page, frame, look, done } = await open(name, size);
      await show(page, scale, answered);
      await frame.locator('.scale-plot').first().waitFor();
      await standsOut(frame, '.scale-bar');
      await standsOut(frame, '.scale-mean', '::before');
      await look('scale');
      await show(page, choice, answered);
      await frame.locator('.choice-track').first().waitFor();
      await standsOut(frame, '.choice-bar');
      await look('choice');
      const fills = await frame.evaluate(() => {
        const [ground, modules] = document.querySelectorAll('.qr rect, .qr path');
        return [getComputedStyle(ground).fill, getComputedStyle(modules).fill];
      });
      // A camera reads dark on light alone.
      assert.deepEqual(fills, ['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
      await done();
    });

  test(`a dark screen is dark, ${colorScheme}`, async () => {
    const { page, frame, done } = await open('projector', tabSize);
    await show(page, choice);
    await frame.locator('.stage-slide').waitFor();
    await page.locator('iframe').focus();
    await frame.locator('body').press('b');
    await frame.locator('.stage.dark').waitFor();
    const found = await grounds(frame, '.stage.dark');
    assert.equal(found.own, 'rgb(0, 0, 0)');
    await done();
  });
}

test('no page complained', () => assert.deepEqual(complaints, []));
