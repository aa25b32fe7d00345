/** From each kind of file to a room that is answered, led to its end, and found again through a workspace. */
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { complainOfNothing, setUp, together } from './event.mjs';

const world = setUp();

test('each kind of file leads to a room that is answered, ended and found again', async (t) => {
  const golden = new URL('../../protocol/golden/conversions/', import.meta.url);
  const files = ['outline.md', 'list.txt', 'table.csv', 'kahoot.csv', 'arsnova.json'];
  await together(t, world, files, async (page, name) => {
    await page
      .locator('input[type=file]')
      .first()
      .setInputFiles({
        name,
        mimeType: 'application/octet-stream',
        buffer: readFileSync(new URL(name, golden)),
      });
    await page.locator('.studio-slide-title').first().waitFor();
    const deck = page.getByRole('button', { name: 'Title and language', exact: true });
    await deck.click();
    const title = page.getByLabel('Title of the deck', { exact: true });
    if ((await title.inputValue()) === '') await title.fill(name);
  });
});

complainOfNothing(world);
