/**
 * Windows' high contrast and its like take every ground away. What is told by a ground alone (a bar, a chosen value, a
 * dark screen) has to be told all the same: on the phone, the wall and the desk, in light and in dark.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, phoneSize, screenshot, tabSize } from './chromium.mjs';
import { openFrame, openReport, show, setUp } from './site.mjs';

const world = setUp();

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
const cloud = { kind: 'word_cloud', id: 'word', prompt: 'How are you?', entries: 3 };
const texts = {
  kind: 'free_text',
  id: 'text',
  prompt: 'What helped?',
  answers: 1,
  max_length: 500,
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

/** How the browser paints the ink, the edge and the outline of the first of these, and the system's paper, text and disabled text. */
const painted = (frame, selector, pseudo = null) =>
  frame.evaluate(
    ([of, part]) => {
      const found = getComputedStyle(document.querySelector(of), part);
      const sample = document.body.appendChild(document.createElement('i'));
      const system = (name) => {
        sample.style.color = name;
        return getComputedStyle(sample).color;
      };
      const [paper, text, disabled] = ['Canvas', 'CanvasText', 'GrayText'].map(system);
      sample.remove();
      const { color: ink, fill, borderTopColor, borderTopWidth, content } = found;
      const outline = [found.outlineStyle, found.outlineWidth, found.outlineColor].join(' ');
      const edge = Number.parseFloat(borderTopWidth) > 0 ? borderTopColor : null;
      return { ink, fill, edge, outline, content, paper, text, disabled };
    },
    [selector, pseudo],
  );

/** What has the focus shows it by an outline; a chooser of files, which is unseen, by that of its button. */
async function focusIsSeen(page) {
  const found = await page.evaluate(() => {
    const focused = document.activeElement;
    if (focused === null || focused === document.body) return null;
    const shows = focused.matches('.unseen') ? focused.nextElementSibling : focused;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(shows);
    const canvas = document.body.appendChild(document.createElement('i'));
    canvas.style.color = 'Canvas';
    const paper = getComputedStyle(canvas).color;
    canvas.remove();
    const isSeen = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
    return { name: shows.outerHTML.slice(0, 80), isSeen: isSeen && outlineColor !== paper };
  });
  if (found !== null) assert.ok(found.isSeen, `the focus on ${found.name} is seen`);
  return found !== null;
}

async function standsOut(frame, selector, pseudo) {
  const found = await grounds(frame, selector, pseudo);
  assert.ok(found, `${selector} is drawn`);
  assert.notEqual(found.own, found.paper, `${selector} is not lost in its ground`);
  assert.doesNotMatch(found.own, /^rgba\(.*, 0\)$|transparent/, `${selector} has a ground at all`);
}

for (const colorScheme of ['light', 'dark']) {
  const open = async (name, size) => {
    const page = await openPage(world.browser, `${name} ${colorScheme}`, size, world.complaints);
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const frame = await openFrame(page, world.site, name);
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

  test(`on a phone a picked option is told from the others, ${colorScheme}`, async () => {
    const { page, frame, look, done } = await open('phone', phoneSize);
    await show(page, choice);
    await frame.getByLabel('On a ward').focus();
    // By the keyboard, whose focus is shown.
    await page.keyboard.press('Space');
    const picked = await painted(frame, '.option :checked + span', '::after');
    assert.ok(picked.edge !== null && picked.edge !== picked.paper, 'it has an edge of its own');
    await focusIsSeen(frame);
    const other = await painted(frame, '.option :not(:checked) + span', '::after');
    assert.equal(other.content, 'none', 'the other has none');
    await look('choice');
    await done();
  });

  test(`words and texts are seen on their ground, ${colorScheme}`, async () => {
    for (const [name, size, word, text] of [
      ['phone', phoneSize, '.words li', '.texts li'],
      ['projector', tabSize, '.cloud-word text', '.text-card'],
    ]) {
      const { page, frame, look, done } = await open(name, size);
      await show(page, { ...about, ...cloud }, answered);
      await frame.locator(word).first().waitFor();
      const seen = await painted(frame, word);
      assert.equal(
        name === 'phone' ? seen.ink : seen.fill,
        seen.text,
        'a word has the ink of text',
      );
      await look('cloud');
      await show(page, { ...about, ...texts }, answered);
      await frame.locator(text).first().waitFor();
      const card = await painted(frame, text);
      assert.equal(card.ink, card.text);
      await look('texts');
      await done();
    }
  });

  test(`on the desk what is pressed and what does nothing now are told, ${colorScheme}`, async () => {
    const { page, frame, look, done } = await open('desk', tabSize);
    await show(page, choice);
    await frame.locator('[aria-pressed=false]').first().waitFor();
    const off = await painted(frame, '.button[aria-pressed=false]');
    assert.match(off.outline, /^none/);
    await frame.evaluate(() => {
      document.querySelector('.button[aria-pressed=false]').setAttribute('aria-pressed', 'true');
      document.querySelector('.button.primary').setAttribute('aria-disabled', 'true');
    });
    const on = await painted(frame, '.button[aria-pressed=true]');
    assert.match(on.outline, /^solid [1-9]/);
    assert.ok(!on.outline.endsWith(on.paper), 'what is pressed has a ring that is seen');
    const idle = await painted(frame, '.button[aria-disabled=true]');
    assert.equal(idle.ink, idle.disabled);
    assert.equal(idle.edge, idle.disabled);
    await look('buttons');
    await done();
  });

  for (const [name, file, size] of [
    ['entry', 'index.html', phoneSize],
    ['studio', 'studio.html', tabSize],
    ['refused-desk', 'facilitator.html', tabSize],
    ['refused-projector', 'projector.html', tabSize],
  ])
    test(`on the ${name} page buttons have edges and the focus is seen, ${colorScheme}`, async () => {
      // There is no server here to answer it: what it complains of is that.
      const page = await openPage(world.browser, name, size, []);
      await page.emulateMedia({ forcedColors: 'active', colorScheme });
      await page.goto(`${world.site.url}/${file}`);
      await page.locator('h1').first().waitFor();
      for (let i = 0; i < 8; i += 1) {
        await page.keyboard.press('Tab');
        if (!(await focusIsSeen(page))) break;
      }
      if ((await page.locator('.button:visible').count()) > 0) {
        const button = await painted(page, '.button');
        assert.ok(button.edge !== null && button.edge !== button.paper, 'a button has an edge');
      }
      await screenshot(page, `forced-${colorScheme}-${name}`);
      await page.context().close();
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

  test(`in the report bars, means, words and what it asks are seen, ${colorScheme}`, async () => {
    const page = await openPage(world.browser, `report ${colorScheme}`, tabSize, world.complaints);
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    await openReport(page, world.site);
    await standsOut(page, '.report-chart .scale-bar');
    await standsOut(page, '.report-chart .scale-mean', '::before');
    await standsOut(page, '.report-chart .choice-bar');
    const word = await painted(page, '.report-chart .cloud-word text');
    assert.equal(word.fill, word.text, 'a word has the ink of text');
    const line = await painted(page, '.report-table td');
    assert.equal(line.ink, line.text);
    for (let i = 0; i < 4; i += 1) {
      await page.keyboard.press('Tab');
      assert.ok(await focusIsSeen(page), `there is a ${i + 1}. thing to focus`);
    }
    await screenshot(page, `forced-${colorScheme}-report`);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    const dialog = await painted(page, 'dialog');
    assert.ok(dialog.edge !== null && dialog.edge !== dialog.paper, 'the dialog has an edge');
    await screenshot(page, `forced-${colorScheme}-report-dialog`);
    await page.context().close();
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

test('no page complained', () => assert.deepEqual(world.complaints, []));
