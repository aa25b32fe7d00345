/** The report on paper: nothing is printed over anything, and nothing beside the page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openPage, tabSize } from './chromium.mjs';
import { golden, openReport, setUp } from './site.mjs';

const world = setUp();

/** What people wrote at a long event: pages of it. */
function longReport() {
  const texts = Array.from({ length: 60 }, (_, i) => ({
    id: `t${i}`,
    text: `${i}. ${'Nobody came when we rang, and it was a long night. '.repeat(1 + (i % 8))}`,
  }));
  const words = Array.from({ length: 80 }, (_, i) => ({
    key: `word ${i}`,
    text: `word ${i}`,
    people: 1 + (i % 4),
  }));
  const report = golden('report');
  for (const question of report.questions) {
    if (question.tally?.kind === 'word_cloud') question.tally.words = words;
    if (question.id !== 'next') continue;
    question.withheld = null;
    question.tally = { kind: 'free_text', people: 60, texts, more: 0 };
  }
  return report;
}

// Between margins of 12 mm at 96 dots an inch.
const papers = {
  A4: { width: 703, height: 1032 },
  'A5, lying': { width: 703, height: 469 },
  A5: { width: 469, height: 703 },
};

for (const [name, paper] of Object.entries(papers))
  test(`a report of several pages of ${name} has no box that does not go on over them`, async () => {
    const page = await openPage(world.browser, name, tabSize, world.complaints);
    await openReport(page, world.site, longReport());
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(paper);
    const found = await page.evaluate((height) => {
      const boxes = [...document.querySelectorAll('.report, .report *')];
      const called = (box) => `${box.tagName.toLowerCase()}.${box.className}`;
      const tall = boxes.filter((box) => box.getBoundingClientRect().height > height / 2);
      const { scrollWidth, clientWidth } = document.documentElement;
      return {
        tall: tall.map(called),
        // Chromium prints what follows such a box over its second page.
        unbroken: tall.filter((box) => /flex|grid/.test(getComputedStyle(box).display)).map(called),
        cut: boxes
          .filter((box) => box.clientHeight > 1 && box.scrollHeight > box.clientHeight + 1)
          .filter((box) => getComputedStyle(box).overflowY !== 'visible')
          .map(called),
        beside: scrollWidth - clientWidth,
      };
    }, paper.height);
    assert.ok(
      found.tall.some((each) => each.includes('report-table')),
      'the texts are pages',
    );
    assert.deepEqual(found.unbroken, []);
    assert.deepEqual(found.cut, []);
    assert.equal(found.beside, 0);
    await page.context().close();
  });

test('the pages complain of nothing', () => {
  assert.deepEqual(world.complaints, []);
});
