/** `node studio_pictures.mjs`: makes the pictures of docs/facilitators.md from the running program. */
import { fileURLToPath } from 'node:url';
import { launch, openPage } from './chromium.mjs';
import { startServer } from './server.mjs';

const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));
/** An address such as people see, in place of this machine's own. */
const host = 'candour.example';

// It answers to its own names alone.
const server = await startServer('--allow-host', host);
const closing = [() => server.stop()];
try {
  const browser = await launch(`--host-resolver-rules=MAP ${host} ${new URL(server.url).host}`);
  closing.unshift(() => browser.close());
  const complaints = [];
  const page = await openPage(browser, 'studio', { width: 1280, height: 800 }, complaints);
  const shot = (name) => page.screenshot({ path: `${folder}studio-${name}.png` });
  await page.goto(`http://${host}/studio`);
  await page.getByRole('button', { name: /^Course evaluation/ }).waitFor();
  await shot('home');
  await page.getByRole('button', { name: /^Course evaluation/ }).click();
  await page.getByText('Everything is in order.').waitFor();
  await page.frameLocator('.preview iframe').getByText('I learned something').waitFor();
  await shot('editor');
  await page.getByRole('button', { name: 'Open a room' }).click();
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  await shot('room');
  await page.goto(`http://${host}/studio`);
  await page.getByLabel('Name of the workspace').fill('Maternity team');
  await page.getByRole('button', { name: 'Make a workspace' }).click();
  await page.getByRole('heading', { name: 'Maternity team' }).waitFor();
  const home = page.url();
  for (const template of [/^Listening event/, /^Course evaluation/]) {
    await page.goto(home);
    await page.getByRole('button', { name: template }).click();
    await page.getByText('Saved in the workspace').waitFor();
    await page.getByText('Everything is in order.').waitFor();
    await page.getByRole('button', { name: 'Open a room' }).click();
    await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  }
  await page.goto('about:blank');
  await page.goto(home);
  await page.getByText('· open').nth(1).waitFor();
  await shot('workspace');
  console.log(complaints);
} finally {
  for (const close of closing) await close();
}
