/**
 * `npm run picture`: makes docs/images/candour.png from the running program. Made-up people answer, and a projector is
 * set beside a phone, both as Chromium shows them.
 */
import { spawn } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { launch, openPage, phoneSize, tabSize } from './chromium.mjs';
import { Phone } from './roles.mjs';
import { binary, demoDeck, openRoom, startServer } from './server.mjs';
import { wires } from './wire.mjs';

const people = 30;
const question = 'month';
/** An address such as people see, in place of this machine's own. */
const host = 'candour.example';
const folder = fileURLToPath(new URL('../../docs/images/', import.meta.url));

const server = await startServer();
const room = await openRoom(server, demoDeck);
const closing = [() => server.stop()];
try {
  const facilitator = await wires(
    { after: (act) => closing.unshift(act) },
    server,
    room,
  ).facilitator();
  await facilitator.control('go_to', { slide: question });
  await facilitator.control('open', { question });

  const browser = await launch(`--host-resolver-rules=MAP ${host} ${new URL(server.url).host}`);
  closing.unshift(() => browser.close());
  const complaints = [];
  const at = (link) => link.replace(server.url, `http://${host}`);
  const projector = await openPage(browser, 'projector', tabSize, complaints);
  await projector.goto(at(room.links.projector));
  const phone = await Phone.open(browser, 'phone', complaints);
  await phone.page.goto(at(room.links.join));
  await phone.heading(demoDeck.slides.find(({ id }) => id === question).prompt);
  await phone.answer(() => phone.write('stretched', 'safe-space'));

  const crowd = spawn(
    binary,
    ['people', room.links.join, '--count', String(people), '--seed', '4', '--pace', 'fast'],
    { stdio: 'inherit' },
  );
  closing.unshift(() => crowd.kill());
  await facilitator.sees(({ tally }) => tally?.people >= people * 0.8);
  await projector.getByText(/About [1-9]\d people here/).waitFor();
  await phone.page.evaluate(() => globalThis.scrollTo(0, 0));

  const shot = async (page) => (await page.screenshot()).toString('base64');
  const board = await openPage(browser, 'board', { width: 1600, height: 900 }, complaints);
  await board.setContent(layout(await shot(projector), await shot(phone.page)));
  await board
    .locator('img')
    .nth(1)
    .evaluate((image) => image.decode());
  await mkdir(folder, { recursive: true });
  await board.screenshot({ path: `${folder}candour.png` });
  console.log(`${(await stat(`${folder}candour.png`)).size} bytes`, complaints);
} finally {
  for (const close of closing) await close();
}

function layout(wall, phone) {
  const image = (data) => `<img src="data:image/png;base64,${data}" alt="">`;
  return `<style>
    body { margin: 0; width: 1600px; height: 900px; position: relative; background: #dfe6e3 }
    img { display: block; width: 100% }
    div { position: absolute; overflow: hidden; background: #1c2426 }
    .wall { left: 56px; top: 100px; width: 1120px; border-radius: 12px; box-shadow: 0 24px 60px #1c242640 }
    .phone { right: 56px; bottom: 64px; width: ${phoneSize.width - 20}px; border: 10px solid #1c2426;
      border-radius: 40px; box-shadow: 0 24px 60px #1c242666 }
  </style><div class="wall">${image(wall)}</div><div class="phone">${image(phone)}</div>`;
}
