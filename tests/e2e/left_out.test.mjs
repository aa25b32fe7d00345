/** A statement of a scale is left out, in real Chromium: on the phone, on its way, and where results show. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accessibilityFaults, eventually, launch, screenshot } from './chromium.mjs';
import { Desk, Phone, Projection } from './roles.mjs';
import { openRoom, startServer } from './server.mjs';

const scale = {
  ...{ kind: 'scale', id: 'outcomes', prompt: 'How far do you agree?', level: 'open' },
  statements: [
    { id: 'heard', text: 'I feel heard' },
    { id: 'safe', text: 'I feel safe' },
    { id: 'ask', text: 'I know whom to ask' },
  ],
};
const deck = { format: 'candour.deck/1', title: 'Left out', language: 'en', slides: [scale] };

test('a statement is left out, said so before it is sent, and counted nowhere', async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const room = await openRoom(server, deck);
  const browser = await launch();
  t.after(() => browser.close());
  const complaints = [];
  const desk = await Desk.open(browser, 'facilitator', complaints, room.links.facilitator);
  const wall = await Projection.open(browser, 'projector', complaints, room.links.projector);
  const phone = await Phone.open(browser, 'phone', complaints);
  const statement = (text) => phone.page.getByRole('group', { name: text });
  const choose = (text, label) =>
    statement(text)
      .locator('label', { hasText: new RegExp(`^${label}$`) })
      .click();
  const submits = () => phone.sent.filter(({ type }) => type === 'submit');
  const sends = (number, values) =>
    eventually(`answer ${number} is sent as it was given`, async () => {
      const last = submits().at(number - 1)?.response.values;
      if (last !== undefined) assert.deepEqual(last, values);
      return submits().length === number;
    });

  await phone.page.goto(room.links.join);
  await desk.next(scale.prompt);
  await desk.next('Open the question');
  await choose('I feel heard', '7');
  await phone.says('2 statements without an answer will be left out.');
  await choose('I know whom to ask', 'Not applicable to me');
  await phone.says('1 statement without an answer will be left out.');
  await screenshot(phone.page, 'left-out-form');
  assert.deepEqual(await accessibilityFaults(phone.page, 'phone'), []);
  await phone.press('Send');
  await phone.counts();
  await sends(1, ['007', '---', 'n/a']);
  await wall.says('left out: 1');
  await desk.page.getByText('left out: 1').first().waitFor();
  await screenshot(wall.page, 'left-out-projector');

  // The server holds it so, and it can be thought over again.
  await phone.page.reload();
  await phone.page.locator('.own').getByText('left out').waitFor();
  await screenshot(phone.page, 'left-out-own');
  await phone.press('Change my answer');
  await choose('I feel safe', '3');
  await choose('I feel heard', 'Leave this out');
  await choose('I know whom to ask', 'Leave this out');
  await phone.says('2 statements without an answer will be left out.');
  await phone.press('Send the change');
  await sends(2, ['---', '003', '---']);
  await phone.page.getByRole('button', { name: 'Change my answer' }).waitFor();

  // Not all of it.
  await phone.press('Change my answer');
  await choose('I feel safe', 'Leave this out');
  await phone.press('Send the change');
  await phone.says('There is nothing to send yet.');
  assert.equal(submits().length, 2);
  assert.deepEqual(complaints, []);
});
