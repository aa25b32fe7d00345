/** Somebody without a terminal: from the start page to a room, by mouse and by keyboard. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessibilityFaults, launch, openPage, screenshot, tabSize } from './chromium.mjs';
import { Phone } from './roles.mjs';
import { startServer } from './server.mjs';

let server;
let browser;
const complaints = [];

before(async () => {
  server = await startServer();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server?.stop();
});

const openStudio = async (name, size = tabSize) => {
  const page = await openPage(browser, name, size, complaints);
  await page.goto(`${server.url}/studio`);
  return page;
};
const button = (page, name) => page.getByRole('button', { name, exact: true });
const slideTitles = (page) => page.locator('.studio-slide-title').allInnerTexts();
const saved = (page) => page.getByText('Saved in this browser').waitFor();

test('a server without a deck says where a session is held', () => {
  assert.match(server.said(), /^To hold a session, open http:\/\/\S+\/studio\n/);
});

test('three clicks lead from the start page to a room with its links, its code and its QR code', async () => {
  const page = await openPage(browser, 'three clicks', tabSize, complaints);
  await page.goto(server.url);
  await page.getByLabel('Room code').waitFor();
  const began = Date.now();
  let clicks = 0;
  const click = async (what) => {
    await what.click();
    clicks += 1;
  };
  await click(page.getByRole('link', { name: 'Hold a session' }));
  await click(page.getByRole('button', { name: /^Opening round/ }));
  await click(button(page, 'Open a room'));
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  assert.equal(clicks, 3);
  console.log(`# from / to a room: ${clicks} clicks, ${Date.now() - began} ms`);
  for (const who of [
    'For everybody who takes part',
    'For you and those who lead with you',
    'For the screen that everybody sees',
  ])
    await page.getByRole('heading', { name: who }).waitFor();
  await page.getByRole('img', { name: 'QR code that opens this room on a phone' }).waitFor();
  const code = await page.locator('.room-opened-code').innerText();
  assert.match(code, /^[2-9A-Z]{4}-[2-9A-Z]{4}$/);

  const phone = await Phone.open(browser, 'phone', complaints);
  await phone.typeCode(server.url, code);
  await phone.heading('You are in');
  const desk = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Go to the desk' }).click();
  await (await desk).getByRole('heading', { name: 'Opening round', level: 1 }).first().waitFor();
  assert.deepEqual(await accessibilityFaults(page, 'the room is open'), []);
  await screenshot(page, 'studio-room');

  // No link is lost: the studio's first page has it.
  await page.reload();
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  await button(page, 'All decks').click();
  await page.getByRole('link', { name: 'Opening round' }).first().waitFor();
  await page.getByText(code).waitFor();
});

test('slides are added, moved by mouse and by keyboard, deleted, and every step is undone', async () => {
  const page = await openStudio('editing');
  await button(page, 'An empty deck').click();
  await page.getByLabel('Title', { exact: true }).fill('First');
  for (const [kind, words] of [
    [/^Word cloud/, 'Second'],
    [/^Open answers/, 'Third'],
  ]) {
    await page.getByText('Add a slide', { exact: true }).click();
    await page.getByRole('button', { name: kind }).click();
    await page.getByLabel('Question', { exact: true }).fill(words);
  }
  assert.deepEqual(await slideTitles(page), ['First', 'Second', 'Third']);

  await page.locator('.studio-slide', { hasText: 'Third' }).press('Alt+ArrowUp');
  assert.deepEqual(await slideTitles(page), ['First', 'Third', 'Second']);
  await page
    .locator('.studio-slide', { hasText: 'Second' })
    .dragTo(page.locator('.studio-slide', { hasText: 'First' }), {
      targetPosition: { x: 40, y: 2 },
    });
  assert.deepEqual(await slideTitles(page), ['Second', 'First', 'Third']);
  await page.locator('.studio-slide', { hasText: 'First' }).press('Delete');
  assert.deepEqual(await slideTitles(page), ['Second', 'Third']);
  await button(page, 'Undo').click();
  assert.deepEqual(await slideTitles(page), ['Second', 'First', 'Third']);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  assert.deepEqual(await slideTitles(page), ['First', 'Second', 'Third']);
  await page.keyboard.press('Control+Shift+z');
  assert.deepEqual(await slideTitles(page), ['First', 'Third', 'Second']);

  // A field's own letters are undone with everything else.
  await page.locator('.studio-slide', { hasText: 'Third' }).click();
  await page.getByLabel('Question', { exact: true }).fill('Another');
  await page.keyboard.press('Control+z');
  assert.equal(await page.getByLabel('Question', { exact: true }).inputValue(), 'Third');

  // The list of kinds keeps the focus, as an arrow key goes through all of them; what is looked at so is not lost.
  await page.getByLabel('Notes for whoever leads').fill('Slowly');
  const kinds = page.getByLabel('Kind of slide');
  for (const kind of ['scale', 'content', 'free_text']) {
    await kinds.focus();
    await kinds.selectOption(kind);
    assert.ok(await kinds.evaluate((list) => list === document.activeElement), kind);
  }
  assert.deepEqual(await slideTitles(page), ['First', 'Third', 'Second']);
  assert.equal(await page.getByLabel('Notes for whoever leads').inputValue(), 'Slowly');
  assert.deepEqual(await accessibilityFaults(page, 'the editor'), []);
  await screenshot(page, 'studio-editor');
});

test('what was built is there after a reload and after the tab has crashed', async () => {
  const page = await openStudio('reload');
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await page.getByLabel('Question', { exact: true }).fill('How are you, honestly?');
  await saved(page);
  await page.reload();
  assert.equal(
    await page.getByLabel('Question', { exact: true }).inputValue(),
    'How are you, honestly?',
  );
  const address = page.url();
  // The renderer is gone at once: nothing of the page gets to run.
  await page.goto('chrome://crash').catch(() => undefined);
  const again = await page.context().newPage();
  await again.goto(address);
  assert.equal(
    await again.getByLabel('Question', { exact: true }).inputValue(),
    'How are you, honestly?',
  );
});

test('a deck that was just begun is found as it was left, and goes on as itself', async () => {
  const page = await openStudio('and back');
  await page.getByRole('button', { name: /^Check-in/ }).click();
  await page.getByLabel('Question', { exact: true }).fill('How are you, honestly?');
  await saved(page);
  const address = page.url();
  await button(page, 'All decks').click();
  await page.getByRole('link', { name: 'Check-in', exact: true }).click();
  const question = page.getByLabel('Question', { exact: true });
  assert.equal(await question.inputValue(), 'How are you, honestly?');
  await question.fill('And now?');
  await saved(page);
  assert.equal(page.url(), address);
});

test('two tabs that edit one deck lose nothing: the second goes on as a copy', async () => {
  const first = await openStudio('two tabs');
  await first.getByRole('button', { name: /^Check-in/ }).click();
  await saved(first);
  const second = await first.context().newPage();
  await second.goto(first.url());
  await first.getByLabel('Question', { exact: true }).fill('From the first tab');
  await saved(first);
  await second.getByLabel('Question', { exact: true }).fill('From the second tab');
  await second.getByText('This deck was changed in another tab').waitFor();
  await second.reload();
  assert.equal(
    await second.getByLabel('Question', { exact: true }).inputValue(),
    'From the second tab',
  );
  await first.reload();
  assert.equal(
    await first.getByLabel('Question', { exact: true }).inputValue(),
    'From the first tab',
  );
  assert.notEqual(first.url(), second.url());
});

test('files become decks: a faulty deck file, an outline, a CSV; a bad spreadsheet says what to do', async () => {
  const page = await openStudio('import');
  const choose = (name, text) =>
    page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer: Buffer.from(text),
      });
  await choose('list.xlsx', 'this is no spreadsheet');
  await page.getByText('This is no XLSX spreadsheet that can be read').waitFor();
  await choose('slides.pptx', 'x');
  await page.getByText('Slides and documents of this kind cannot be read').waitFor();
  await choose('outline.md', '# A day\n\n## Where?\n\n- [ ] Ward\n- [ ] Office\n');
  await page.getByRole('heading', { name: 'A day', level: 1 }).waitFor();
  assert.deepEqual(await slideTitles(page), ['Where?']);
  await page.getByText('Everything is in order.').waitFor();

  await button(page, 'All decks').click();
  await choose(
    'faulty.json',
    '{"format":"candour.deck/1","title":"T","slides":[{"kind":"word_cloud","id":"a","prompt":"P","entries":99,"timer":3}]}',
  );
  await page.getByText('There is no field “timer” here; it said 3.').waitFor();
  // The server's own words stand beside the field.
  await page
    .locator('.form-field', { hasText: 'Words from each person' })
    .getByText('A whole number from 1 to 10')
    .waitFor();
  await button(page, 'Open a room').click();
  await page.getByText('1 thing is to be put right before a room can be opened.').first().waitFor();
  assert.deepEqual(await accessibilityFaults(page, 'faults and remarks'), []);
});

test('a pasted list becomes a deck, and what cannot be read stays typed', async () => {
  const page = await openStudio('paste');
  await button(page, 'A list that you paste').click();
  await page.getByLabel('Your list').fill('{"title": }');
  await button(page, 'Make a deck of it').click();
  await page.getByText('This is no JSON').waitFor();
  assert.equal(await page.getByLabel('Your list').inputValue(), '{"title": }');
  await page.getByLabel('Your list').fill('Where?\n- Ward\n- Office\n\nWhat next?');
  await button(page, 'Make a deck of it').click();
  await page.locator('.studio-slide-title').first().waitFor();
  assert.deepEqual(await slideTitles(page), ['Where?', 'What next?']);
});

test('a picture is drawn anew and asks for its words; one that lies and an SVG are refused in words', async () => {
  const page = await openStudio('picture');
  await button(page, 'An empty deck').click();
  const choose = (name, buffer) =>
    page
      .locator('.picture-field input[type=file]')
      .setInputFiles({ name, mimeType: 'image/png', buffer });
  await choose(
    'a.svg',
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'),
  );
  await page.getByText('This is an SVG, which can carry a program').waitFor();
  // A JPEG whose head says 65,535 by 65,535 points.
  await choose('b.jpg', Buffer.from('ffd8ffc0001108ffffffff03011100021100031100', 'hex'));
  await page.getByText('it is 65535 by 65535 points large').waitFor();
  const dot = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    canvas.width = 4_000;
    canvas.height = 10;
    canvas.getContext('2d').fillRect(0, 0, 4_000, 10);
    return canvas.toDataURL('image/png').split(',')[1];
  });
  await choose('c.png', Buffer.from(dot, 'base64'));
  await page.getByLabel('What the picture shows').waitFor();
  await page.getByText('There is no text here').first().waitFor();
  await page.getByLabel('What the picture shows').fill('A black line');
  const width = await page.locator('.picture-shown').evaluate((image) => image.naturalWidth);
  assert.equal(width, 1_600);
  assert.match(
    await page.locator('.picture-shown').getAttribute('src'),
    /^data:image\/jpeg;base64,/,
  );
});

test('the preview leaves the focus to whoever is typing', async () => {
  const page = await openStudio('focus');
  await page.getByRole('button', { name: /^Course evaluation/ }).click();
  const phone = page.frameLocator('iframe[title="The slide on a phone"]');
  const slides = page.locator('.studio-slide');
  await phone.getByRole('heading', { level: 1 }).waitFor();
  for (const at of [2, 3, 4]) {
    await slides.nth(at).click();
    const field = page.locator('.slide-form [data-at]').first();
    await field.focus();
    const shown = await field.inputValue();
    await phone.getByRole('heading', { level: 1, name: shown }).waitFor();
    await page.keyboard.press('End');
    await page.keyboard.insertText(', then');
    assert.equal(await field.inputValue(), `${shown}, then`);
  }
});

test('the pages complain of nothing', async () => {
  // A check that finds faults is an answer like another; browsers note it all the same.
  const others = complaints.filter((each) => !each.includes('status of 422'));
  assert.deepEqual(others, []);
});
