/** Charts as the room sees them, measured: jsdom has no layout. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eventually, openPage, screenshot, tabSize } from './chromium.mjs';
import { golden, openFrame, openWall, show, setUp } from './site.mjs';

const world = setUp();

const long =
  'When the night shift was asked what it needs it said more hands and fewer forms and '.repeat(3);
const scale = (statements, max) => ({
  ...{ kind: 'scale', id: 'outcomes', prompt: 'How far do you agree?', not_applicable: true },
  ...{ level: 'open', results: 'live', statements },
  range: { min: 0, max, min_label: 'not at all', max_label: 'completely' },
});
const statements = (texts) => texts.map((text, i) => ({ id: `s${i}`, text }));
const answered = { phase: 'closed', answered: true };

/** Each row's plot and, at this place on it, the mean's figure and its mark. */
const meansAt = (frame, at) =>
  frame.evaluate((place) => {
    document.head
      .appendChild(document.createElement('style'))
      .append('.scale-mean { transition: none !important }');
    return [...document.querySelectorAll('.scale-plot')]
      .filter((plot) => plot.getBoundingClientRect().height > 0)
      .map((plot) => {
        const mean = plot.querySelector('.scale-mean');
        mean.style.setProperty('--at', place);
        const { left, right, width } = plot.getBoundingClientRect();
        const figure = mean.getBoundingClientRect();
        const { insetInlineStart } = getComputedStyle(mean, '::before');
        const mark = figure.left + Number.parseFloat(insetInlineStart);
        const text = document.createRange();
        text.selectNodeContents(mean);
        const lines = text.getClientRects().length;
        return { left, right, wanted: left + place * width, figure, mark, lines };
      });
  }, at);

for (const [name, texts] of [
  ['short', ['I feel heard', 'I would speak up', 'I know whom to ask']],
  ['long', [long.slice(0, 200), 'I feel heard', long.slice(0, 120)]],
])
  test(`the mean is read at both ends and its mark stands where it should, ${name} statements`, async () => {
    const page = await openPage(world.browser, name, tabSize, world.complaints);
    const frame = await openFrame(page, world.site, 'projector');
    await show(page, scale(statements(texts), 100), answered);
    await frame.locator('.scale-mean').first().waitFor();
    for (const at of [0, 0.005, 0.3, 0.995, 1]) {
      const means = await meansAt(frame, at);
      assert.equal(means.length, 3);
      for (const { left, right, wanted, figure, mark, lines } of means) {
        assert.equal(lines, 1, `at ${at} its figures stand beside each other`);
        assert.ok(
          figure.left >= left - 1 && figure.right <= right + 1,
          `at ${at} it is in its plot`,
        );
        assert.ok(Math.abs(mark - wanted) < 1.5, `at ${at} the mark is at ${mark}, not ${wanted}`);
      }
      if (at === 1) await screenshot(page, `scale-means-${name}`);
    }
    await page.context().close();
  });

test('all rows of a scale have plots of one height on one axis below them, whatever the length of their statement', async () => {
  const page = await openPage(world.browser, 'rows', tabSize, world.complaints);
  const frame = await openFrame(page, world.site, 'projector');
  const texts = [long.slice(0, 200), 'I feel heard', long.slice(0, 90), 'Yes'];
  await show(page, scale(statements(texts), 10), answered);
  await frame.locator('.scale-plot').first().waitFor();
  const plots = await frame.evaluate(() =>
    [...document.querySelectorAll('.scale-plot')].map((plot) => {
      const { left, width, height } = plot.getBoundingClientRect();
      return [left, width, height].map(Math.round).join(' ');
    }),
  );
  assert.equal(plots.length, 4);
  assert.equal(new Set(plots).size, 1, plots.join(', '));

  // In hundredths of the height: the axis follows the last plot, and is followed by what the slide has room for.
  for (const [count, of] of [
    [1, 'Yes'],
    [10, 'Yes'],
    [10, long.slice(0, 200)],
  ]) {
    await show(page, scale(statements(Array.from({ length: count }, () => of)), 10), answered);
    await frame.waitForFunction(
      (wanted) => document.querySelectorAll('.scale-plot').length === wanted,
      count,
    );
    const seen = await frame.evaluate(() => {
      const u = window.innerHeight / 100;
      const all = [...document.querySelectorAll('.scale-plot')].map((plot) =>
        plot.getBoundingClientRect(),
      );
      const ticks = document.querySelector('.scale-ticks').getBoundingClientRect();
      const place = document.querySelector('.scale-place');
      return {
        shapes: new Set(
          all.map(({ left, width, height }) => [left, width, height].map(Math.round).join(' ')),
        ).size,
        below: (ticks.top - all.at(-1).bottom) / u,
        left: (place.getBoundingClientRect().bottom - ticks.bottom) / u,
        pages: place.dataset.pages,
      };
    });
    const name = `${count} statements of ${of.length} letters`;
    assert.equal(seen.shapes, 1, name);
    assert.equal(seen.pages, '1', name);
    assert.ok(
      seen.below > 0 && seen.below < 5,
      `${name}: the axis is ${seen.below} below the plot`,
    );
    assert.ok(seen.left >= -0.2, `${name}: the axis is cut off`);
    await screenshot(page, `scale-axis-${count}-${of.length}`);
  }
  await page.context().close();
});

/** Where each word of the cloud stands, and the cloud itself. */
const placesOf = (page) =>
  page.evaluate(() => {
    const { x, y, width, height } = document.querySelector('.cloud').getBoundingClientRect();
    const words = [...document.querySelectorAll('.cloud-word')].map(
      (word) => `${word.textContent} ${word.style.transform}`,
    );
    return { box: { x, y, width, height }, words };
  });

/** The notice itself, whether all of its letters are in it, and whether it is above all that the slide says. */
const noticeOf = (page) =>
  page.evaluate(() => {
    const notice = document.querySelector('.margin-notice');
    const text = notice.firstElementChild;
    const { bottom } = notice.getBoundingClientRect();
    return {
      said: text.textContent,
      whole: text.scrollHeight <= notice.clientHeight + 1 && text.scrollWidth <= notice.clientWidth,
      above: bottom <= document.querySelector('h1').getBoundingClientRect().top + 1,
    };
  });

/** A hall, a desk's screen, an old beamer, half a screen, a tablet, a phone. */
const walls = [
  [1_920, 1_080],
  [1_280, 720],
  [1_024, 768],
  [800, 801],
  [768, 1_024],
  [360, 740],
];

test('no word moves because of what a wall says for a moment, and it covers nothing that is to be read', async () => {
  const page = await openPage(world.browser, 'wall', tabSize, []); // it complains of the line that breaks
  const snapshot = golden('snapshot_word_cloud');
  const few = { ...snapshot, present: 0, question: { ...snapshot.question, revealed: true } };
  const wall = await openWall(page, world.site, few);
  await page.locator('.cloud-word').first().waitFor();
  const before = new Map();
  const eachSize = async (name, check) => {
    for (const [width, height] of walls) {
      await page.setViewportSize({ width, height });
      const size = `${name} at ${width}x${height}`;
      let seen;
      await eventually(size, async () => {
        seen = await check(`${width}x${height}`);
        return seen === true;
      }).catch((error) => {
        throw new Error(`${error.message}: ${JSON.stringify(seen)}`);
      });
    }
  };
  const asBefore = async (size) => {
    const [now, then] = [await placesOf(page), before.get(size)];
    return JSON.stringify(now) === JSON.stringify(then) ? true : { now, then };
  };
  const said = (pattern) => async (size) => {
    const notice = await noticeOf(page);
    const isWell = pattern.test(notice.said) && notice.whole && notice.above;
    return isWell ? asBefore(size) : notice;
  };

  // Words that have settled in this size: twice the same.
  await eachSize('the cloud', async (size) => {
    const [first, last] = [before.get(size), await placesOf(page)];
    before.set(size, last);
    return JSON.stringify(first) === JSON.stringify(last);
  });
  wall.say({ type: 'presence', present: 12_345 });
  await page.getByText('About 12345 people here').waitFor();
  await eachSize('a full room', asBefore);

  wall.say(golden('log_fails'));
  await eachSize('a full disk', said(/cannot write to its disk/));
  await screenshot(page, 'notice-360');
  wall.say(golden('log_keeps'));
  await wall.breakOff();
  await eachSize('a broken line', said(/No line to the server/));
  await page.setViewportSize({ width: 1_280, height: 720 });
  await screenshot(page, 'notice-1280');
  const hint = said(/on the facilitator’s desk/);
  await eachSize('a hint', async (size) => {
    await page.keyboard.press('PageDown'); // it goes by itself, so it is asked for at each look
    return hint(size);
  });
  await screenshot(page, 'hint-360');
  await page.context().close();
});

test('no page complained', () => assert.deepEqual(world.complaints, []));
