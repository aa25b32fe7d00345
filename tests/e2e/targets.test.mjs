/** What is pressed is large enough for any thumb and any hand: 44 by 44 CSS pixels (WCAG 2.5.5), measured. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, phoneSize, tabSize } from './chromium.mjs';
import { openDesk, openFrame, openReport, show, setUp } from './site.mjs';
import { smallOnes } from './small_targets.mjs';

const world = setUp();

const about = { level: 'open', results: 'live' };
const parts = (...texts) => texts.map((text, i) => ({ id: `p${i}`, text }));
const range = { min: 0, max: 10, min_label: 'not at all', max_label: 'completely' };
const slides = {
  cloud: { ...about, kind: 'word_cloud', id: 'cloud', entries: 3 },
  scale: {
    ...{ ...about, kind: 'scale', id: 'scale', not_applicable: true, range },
    statements: parts('I feel heard', 'I know whom to ask'),
  },
  'scale to 100': {
    ...{ ...about, kind: 'scale', id: 'per-cent', not_applicable: true },
    ...{ statements: parts('I feel heard'), range: { ...range, max: 100 } },
  },
  text: { ...about, kind: 'free_text', id: 'text', answers: 2, max_length: 500 },
  choice: { ...about, kind: 'choice', id: 'one', select: 'one', options: parts('A', 'B') },
  choices: { ...about, kind: 'choice', id: 'more', select: 'several', options: parts('A', 'B') },
  content: {
    ...{ kind: 'content', id: 'film', markdown: 'Some *words*.' },
    video: { url: 'https://film.example/1', title: 'A night on the ward' },
  },
  warned: { kind: 'content', id: 'warned', markdown: '', warning: 'It is sad.' },
};

/** With words of its own for each phase, so that it is seen which one stands there. */
const named = (slide, text) =>
  slide.kind === 'content'
    ? { ...slide, title: text, ...('warning' in slide && { warning: `${text}: it is sad.` }) }
    : { ...slide, prompt: text };

for (const [name, sizes] of [
  ['phone', [phoneSize, { width: 768, height: 1024 }]],
  ['projector', [tabSize, { width: 1920, height: 1080 }]],
  ['desk', [tabSize, { width: 768, height: 1024 }]],
])
  test(`all that is pressed on the ${name} is 44 px wide and high`, async () => {
    let seen = 0;
    for (const size of sizes) {
      const page = await openPage(world.browser, name, size, world.complaints);
      const frame = await openFrame(page, world.site, name);
      for (const [kind, slide] of Object.entries(slides))
        for (const phase of ['waiting', 'open', 'closed']) {
          const text = `Of ${kind}, ${phase}`;
          await show(page, named(slide, text), { phase, answered: phase === 'closed' });
          await frame.locator(`:text("${text}"):visible`).first().waitFor();
          const { count, small } = await smallOnes(frame);
          assert.deepEqual(small, [], `${kind}, ${phase}, ${size.width} px`);
          seen += count;
        }
      await page.context().close();
    }
    assert.ok(seen > 40, `${seen} were seen`);
  });

/** Figures that stand on two lines, a code that does not fit its field, and what reaches beyond the window. */
const brokenOnes = (frame) =>
  frame.evaluate(() => {
    const broken = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode())
      for (const { 0: word, index } of text.data.matchAll(/\S*\d\S*/g)) {
        const range = document.createRange();
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(word);
      }
    for (const field of document.querySelectorAll('input.code, input.figures'))
      if (field.scrollWidth > field.clientWidth) broken.push(`the field ${field.id}`);
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) broken.push(`the page: ${scrollWidth} px`);
    return broken;
  });
/** As a reader has it who has set type of 32 px, and nothing else. */
const enlarge = (frame) =>
  frame.evaluate(() => void (document.documentElement.style.fontSize = '200%'));
const narrow = [phoneSize, { ...phoneSize, width: 320 }];

test('in type of twice the size no figure and no code on a phone is broken', async () => {
  const scaleOf = (min, max) => ({ ...slides.scale, range: { ...range, min, max } });
  const asked = { ...slides, 'scale of 5': scaleOf(1, 5), 'scale of 3 figures': scaleOf(90, 100) };
  for (const size of narrow) {
    const page = await openPage(world.browser, 'large type', size, world.complaints);
    const frame = await openFrame(page, world.site, 'phone');
    await enlarge(frame);
    for (const [kind, slide] of Object.entries(asked))
      for (const phase of ['open', 'closed']) {
        const text = `Of ${kind}, ${phase}`;
        await show(page, named(slide, text), { phase, answered: phase === 'closed' });
        await frame.locator(`:text("${text}"):visible`).first().waitFor();
        if (kind === 'cloud' && phase === 'open') {
          // How many letters are left is said as the end comes near.
          await frame.locator('#part-0').fill('x'.repeat(58));
          await frame.getByText('2 characters left').waitFor();
        }
        assert.deepEqual(await brokenOnes(frame), [], `${kind}, ${phase}, ${size.width} px`);
      }
    await page.context().close();
  }
});

test('and a code that is typed is seen whole in its field', async () => {
  for (const size of narrow) {
    const page = await openPage(world.browser, 'large code', size, []);
    await page.goto(`${world.site.url}/index.html`);
    await page.locator('#code').fill('WMWM-WMWM');
    for (const large of [false, true]) {
      if (large) await enlarge(page);
      assert.deepEqual(await brokenOnes(page), [], `${size.width} px, ${large}`);
    }
    await page.context().close();
  }
});

for (const [name, file] of [
  ['entry', 'index.html'],
  ['studio', 'studio.html'],
])
  test(`and on the ${name} page`, async () => {
    for (const size of [phoneSize, tabSize]) {
      // There is no server here to answer it: what it complains of is that.
      const page = await openPage(world.browser, name, size, []);
      await page.goto(`${world.site.url}/${file}`);
      await page.locator('h1').first().waitFor();
      const { count, small } = await smallOnes(page);
      assert.deepEqual(small, [], `${size.width} px`);
      assert.ok(count > 0, 'there is something to press');
      await page.context().close();
    }
  });

for (const [name, open] of [
  ['desk with a projector’s link', openDesk],
  ['report', openReport],
])
  test(`and on the ${name}`, async () => {
    const page = await openPage(world.browser, name, tabSize, []); // the example's picture is not there
    await open(page, world.site);
    for (const size of [tabSize, { width: 768, height: 1024 }, phoneSize]) {
      await page.setViewportSize(size);
      const { count, small } = await smallOnes(page);
      assert.deepEqual(small, [], `${size.width} px`);
      assert.ok(count > 2, `${count} were seen`);
    }
    await page.context().close();
  });

test('no page complained', () => assert.deepEqual(world.complaints, []));
