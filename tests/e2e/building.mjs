/** How somebody builds a deck in the studio: by mouse, or by keyboard alone; each thing that is done is counted. */

/** Clicks; words are typed all the same. */
export class Mouse {
  steps = 0;

  constructor(page) {
    this.page = page;
  }

  async press(what) {
    this.steps += 1;
    await what.click();
  }

  async write(what, text) {
    await this.press(what);
    await what.fill(text);
  }

  async choose(what) {
    this.steps += 1;
    await what.check();
  }
}

/** Never touches a mouse: Tab to where it is, Enter, arrows. */
export class Keys {
  steps = 0;

  constructor(page) {
    this.page = page;
  }

  async press(what) {
    await this.#reach(what);
    this.steps += 1;
    await this.page.keyboard.press('Enter');
  }

  async write(what, text) {
    await this.#reach(what);
    this.steps += 1;
    await this.page.keyboard.press('Control+a');
    await this.page.keyboard.insertText(text);
  }

  /** One of a group of radio buttons: Tab leads to the group, the arrows through it. */
  async choose(what) {
    const name = await what.getAttribute('name');
    await this.#reach(this.page.locator(`input[name="${name}"]:checked`));
    for (let i = 0; !(await what.isChecked()); i += 1) {
      if (i > 10) throw new Error('the arrows do not lead there');
      this.steps += 1;
      await this.page.keyboard.press('ArrowUp');
    }
  }

  async #reach(what) {
    await what.waitFor();
    for (let i = 0; i < 300; i += 1) {
      const where = await what.evaluate((element) => {
        const now = document.activeElement;
        if (now === element) return 'here';
        const before = now?.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING;
        return now !== document.body && before ? 'before' : 'after';
      });
      if (where === 'here') return;
      this.steps += 1;
      await this.page.keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`no Tab leads to ${what}`);
  }
}

/** The day that shared the first idea of Candour: agreement, glossary, film, warning, and what people were asked. */
export const courseDay = {
  title: 'Race and maternity care: one day',
  slides: [
    {
      add: /^Text and picture/,
      Title: 'What we agree on',
      Text: '- What is said here stays here.\n- Nobody has to answer.',
    },
    {
      add: /^Text and picture/,
      Title: 'Words that we share',
      Text: '**Equity**: what each person needs.',
    },
    {
      add: /^Choice/,
      Question: 'Where do you work?',
      'Option 1': 'On a ward',
      'Option 2': 'In the community',
      level: /^Shows each answer at once/,
    },
    {
      add: /^Text and picture/,
      Title: 'A film',
      Address: 'https://films.example.org/birth',
      'Words of the link': 'Watch it: 12 minutes',
    },
    {
      add: /^Text and picture/,
      Title: 'Mary’s story',
      Text: 'A mother tells of the night on which she was not heard.',
      'Content warning': 'The next page tells of a death.',
    },
    { add: /^Word cloud/, Question: 'In a word or two: how is this for you?' },
    {
      add: /^Scale/,
      Question: 'How far do you agree, now?',
      'Statement 1': 'I know the words',
      'Statement 2': 'I can speak up',
      'Statement 3': 'I can listen',
      'Statement 4': 'I know what to do next',
    },
    { add: /^Open answers/, Question: 'What will you do differently?' },
    { add: /^Open answers/, Question: 'What do you need for that?' },
    { add: /^Open answers/, Question: 'What should we change about this day?' },
  ],
};

const button = (page, name) => page.getByRole('button', { name, exact: true });

/** From the studio's first page, or a workspace's, to a whole deck, with the hand that is given. */
export async function build(hand, { title, slides }) {
  const { page } = hand;
  await hand.press(button(page, 'An empty deck'));
  await hand.press(button(page, 'Title and language'));
  await hand.write(page.getByLabel('Title of the deck', { exact: true }), title);
  // An empty deck begins with one slide, a text.
  await hand.press(page.locator('.studio-slide').nth(1));
  for (const [i, { add, level, ...fields }] of slides.entries()) {
    if (i > 0) {
      await hand.press(page.locator('summary', { hasText: 'Add a slide' }));
      await hand.press(page.getByRole('button', { name: add }));
    }
    for (const [label, text] of Object.entries(fields)) {
      const field = page.getByLabel(label, { exact: true });
      const part = /^(Statement|Option) /.exec(label);
      if (part !== null && (await field.count()) === 0)
        await hand.press(button(page, `Add ${part[1] === 'Option' ? 'an option' : 'a statement'}`));
      await hand.write(field, text);
    }
    if (level !== undefined) await hand.choose(page.getByRole('radio', { name: level }));
  }
  await page.getByText('Everything is in order.').waitFor();
}

/** The room of the deck that is open, and its links. */
export async function openRoomBy(hand) {
  const { page } = hand;
  await hand.press(button(page, 'Open a room'));
  await page.getByRole('heading', { name: 'The room is open' }).waitFor();
  const link = (path) =>
    page.getByRole('link', { name: new RegExp(`/${path}/`) }).evaluate(({ href }) => href);
  return { join: await link('j'), facilitator: await link('f'), projector: await link('p') };
}
