/** A phone, a facilitator's desk and a projector, as people use them: by what is written on them. */
import { eventually, openPage, phoneSize, tabSize } from './chromium.mjs';

export class Phone {
  static async open(browser, name, complaints) {
    const page = await openPage(browser, name, phoneSize, complaints);
    const phone = new Phone(page);
    page.on('websocket', (socket) =>
      socket.on('framesent', ({ payload }) => phone.sent.push(JSON.parse(String(payload)))),
    );
    return phone;
  }

  constructor(page) {
    this.page = page;
    /** Every message that it sent, a hello first. */
    this.sent = [];
  }

  /** Keeps the acks of this phone back until the function that this returns is called. */
  async holdAcks() {
    let held = [];
    let holding = true;
    await this.page.routeWebSocket(/\/ws$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        if (holding && JSON.parse(message).type === 'ack') held.push(() => socket.send(message));
        else socket.send(message);
      });
    });
    return () => {
      holding = false;
      for (const pass of held) pass();
      held = [];
    };
  }

  async typeCode(url, code) {
    await this.page.goto(url);
    await this.page.getByLabel('Room code').fill(code);
    await this.page.getByRole('button', { name: 'Join', exact: true }).click();
  }

  heading(name) {
    return this.page.getByRole('heading', { name, level: 1 }).waitFor();
  }

  says(text) {
    return this.page.getByText(text).first().waitFor();
  }

  press(name) {
    return this.page.getByRole('button', { name, exact: true }).click();
  }

  counts() {
    return this.page.getByText('Your answer counts').waitFor();
  }

  async choose(...options) {
    for (const option of options) await this.page.getByLabel(option, { exact: true }).check();
  }

  async write(...texts) {
    for (const [i, text] of texts.entries()) await this.page.locator(`#part-${i}`).fill(text);
  }

  /** A value for each statement in order; null is "Not applicable to me". */
  async rate(...values) {
    for (const [i, value] of values.entries()) {
      const statement = this.page.getByRole('group').nth(i);
      const label = value === null ? 'Not applicable to me' : String(value);
      await statement.locator('label', { hasText: new RegExp(`^${label}$`) }).click();
    }
  }

  async answer(fill) {
    await fill(this);
    await this.press('Send');
    await this.counts();
  }
}

export class Desk {
  static async open(browser, name, complaints, link) {
    const page = await openPage(browser, name, tabSize, complaints);
    await page.goto(link);
    return new Desk(page);
  }

  constructor(page) {
    this.page = page;
  }

  /** Presses the clicker once the large button says what it is to do, and has rested. */
  async next(label) {
    await this.rested(label);
    await this.page.keyboard.press('ArrowRight');
  }

  /** Right after a change the desk ignores presses. */
  rested(label = '') {
    return this.page.locator('.controls .next:not([aria-disabled])', { hasText: label }).waitFor();
  }

  /** Closes what nobody can open again: two presses, and no wait for the ten seconds. */
  async closeForGood() {
    await this.next('final');
    const now = this.page.getByRole('button', { name: 'Close it now' });
    // A press that comes too soon after the first counts for nothing.
    await eventually('the close is held back', async () => {
      if ((await now.count()) > 0) return true;
      await this.page.keyboard.press('ArrowRight');
      return (await now.count()) > 0;
    });
    await now.click();
  }

  key(key) {
    return this.page.keyboard.press(key);
  }

  /** What this facilitator sees of the room. */
  async view() {
    const stage = await this.page.locator('.current').innerText();
    const slides = await this.page.locator('.slide-list').innerText();
    return `${slides}\n${stage}`;
  }
}

export class Projection {
  static async open(browser, name, complaints, link) {
    const page = await openPage(browser, name, tabSize, complaints);
    await page.goto(link);
    return new Projection(page);
  }

  constructor(page) {
    this.page = page;
  }

  says(text) {
    return this.page.getByText(text).first().waitFor();
  }

  /** A word of the cloud, as drawn. */
  word(text) {
    return this.page.locator('.cloud-word', { hasText: text });
  }
}
