/**
 * The whole demo deck in real Chromium: two facilitators, a projector and five phones, from the join screen to the
 * report. Each step is a test; after one has failed the rest make no sense and are skipped.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { accessibilityFaults, eventually, launch, screenshot } from './chromium.mjs';
import { Desk, Phone, Projection } from './roles.mjs';
import { demoDeck, openRoom, startServer } from './server.mjs';

const slide = (id) => demoDeck.slides.find((each) => each.id === id);
const option = (id, index) => slide(id).options[index].text;

test('the demo deck, from the join screen to the report', async (t) => {
  const server = await startServer();
  t.after(() => server.stop());
  const room = await openRoom(server, demoDeck);
  const browser = await launch();
  t.after(() => browser.close());

  const complaints = [];
  const desk = await Desk.open(browser, 'facilitator', complaints, room.links.facilitator);
  const second = await Desk.open(browser, 'second facilitator', complaints, room.links.facilitator);
  const wall = await Projection.open(browser, 'projector', complaints, room.links.projector);
  const phones = [];
  for (const name of ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'])
    phones.push(await Phone.open(browser, name, complaints));
  const [ada, ben, cleo, dan, eve] = phones;

  let failed = false;
  const step = (name, act) =>
    t.test(name, { skip: failed }, async () => {
      try {
        await act();
      } catch (error) {
        failed = true;
        await shoot('failed');
        throw error;
      }
    });
  const shoot = async (name) => {
    await screenshot(ada.page, `${name}-phone`);
    await screenshot(wall.page, `${name}-projector`);
    await screenshot(desk.page, `${name}-facilitator`);
  };
  const accessible = async () => {
    const faults = [
      ...(await accessibilityFaults(ada.page, 'phone')),
      ...(await accessibilityFaults(wall.page, 'projector')),
      ...(await accessibilityFaults(desk.page, 'facilitator')),
    ];
    assert.deepEqual(faults, []);
  };
  const all = (act) => Promise.all(phones.map(act));
  const inTurn = async (act) => {
    for (const [i, phone] of phones.entries()) await act(phone, i);
  };
  const bothFacilitatorsSeeTheSame = () =>
    eventually('both facilitators see the same', async () => {
      const [mine, theirs] = await Promise.all([desk.view(), second.view()]);
      return mine === theirs;
    });

  await step('the projector shows how to join', async () => {
    await wall.says(`${room.code.slice(0, 4)}-${room.code.slice(4)}`);
    await wall.page.getByRole('img', { name: /QR code/ }).waitFor();
    await screenshot(wall.page, '00-join-projector');
  });

  await step('the facilitator’s page leads to the projector', async () => {
    const link = desk.page.getByRole('link', { name: 'Open the projector' });
    assert.equal(await link.evaluate(({ href }) => href), room.links.projector);
  });

  let releaseAcks;
  await step('people join by typed code, by link, and by the QR code with its secret', async () => {
    releaseAcks = await ada.holdAcks();
    await ada.page.goto(server.url);
    await screenshot(ada.page, '00-entry-phone');
    assert.deepEqual(await accessibilityFaults(ada.page, 'entry page'), []);
    await ada.typeCode(server.url, `${room.code.slice(0, 4)}-${room.code.slice(4)}`.toLowerCase());
    await ben.typeCode(server.url, room.code);
    await cleo.page.goto(`${server.url}/j/${room.code}`);
    await dan.page.goto(room.links.join);
    await eve.page.goto(room.links.join);
    await all((phone) => phone.heading('You are in'));
    assert.equal(cleo.sent[0].secret, undefined);
    assert.equal(dan.sent[0].secret, room.secret);
    assert.doesNotMatch(dan.page.url(), /#./, 'the secret leaves the address bar');
    await shoot('01-joined');
  });

  await step('the facilitator leads through the first pages by clicker', async () => {
    await desk.next('Show the first slide');
    await all((phone) => phone.heading(slide('agreement').title));
    await wall.says(slide('agreement').title);
    await shoot('02-agreement');
    await desk.next('Next slide');
    await all((phone) => phone.heading(slide('words').title));
    await desk.next(slide('where').prompt);
    await all((phone) => phone.says('This question is not open yet'));
    await shoot('03-where-waiting');
  });

  await step('"Your answer counts" only after the server has said so', async () => {
    await desk.next('Open the question');
    await all((phone) => phone.page.getByRole('button', { name: 'Send' }).waitFor());
    await ada.choose(option('where', 0));
    await shoot('04-where-form');
    await accessible();
    await ada.press('Send');
    await ada.says('Sending');
    await wall.says('Answers from 1 person');
    assert.equal(await ada.page.getByText('Your answer counts').count(), 0);
    releaseAcks();
    await ada.counts();
  });

  await step(
    'one changes the answer, one takes it back, one reloads and finds it again',
    async () => {
      await ben.answer((phone) => phone.choose(option('where', 1)));
      await cleo.answer((phone) => phone.choose(option('where', 2)));
      await dan.answer((phone) => phone.choose(option('where', 3)));
      await eve.answer((phone) => phone.choose(option('where', 3)));
      await wall.says('Answers from 5 people');

      await ben.press('Change my answer');
      await ben.choose(option('where', 0));
      await ben.press('Send the change');
      await ben.counts();

      await cleo.press('Take it back');
      await cleo.says('You took your answer back');
      await wall.says('Answers from 4 people');

      await dan.page.reload();
      await dan.counts();
      await dan.page.getByRole('heading', { name: 'Your answer' }).waitFor();
      await dan.says(option('where', 3));
      await shoot('05-where-results');
      await bothFacilitatorsSeeTheSame();
      await desk.next('Close the question');
      await cleo.says('This question has closed.');
    },
  );

  await step('an answer given offline is kept, and arrives when the line is back', async () => {
    await desk.next('Next slide');
    await desk.next('Open the question');
    await all((phone) => phone.page.getByRole('button', { name: 'Send' }).waitFor());
    const before = complaints.length;
    await eve.page.context().setOffline(true);
    await eve.says('The line is down.');
    await eve.write('Safe-space', 'tired');
    await eve.press('Send');
    await eve.says('Saved on this phone, waiting for the line');
    await screenshot(eve.page, '06-offline-phone');
    await eve.page.context().setOffline(false);
    await eve.counts();
    // That a socket cannot be opened without a line is the one thing a browser may complain of.
    const during = complaints.splice(before);
    assert.deepEqual(
      during.filter((each) => !/^Eve: .*WebSocket/.test(each)),
      [],
    );
    await wall.word('Safe-space').waitFor();
  });

  await step('a word cloud grows; spellings are one word', async () => {
    await ada.write('safe space', 'thought-provoking');
    await shoot('07-month-form');
    await ada.press('Send');
    await ada.counts();
    await ben.answer((phone) => phone.write('safe  space!', 'busy'));
    await cleo.answer((phone) => phone.write('tired', 'hopeful', 'Safe space'));
    await dan.answer((phone) => phone.write('awfulword', 'proud'));
    await wall.says('Answers from 5 people');
    await wall.word('thought-provoking').waitFor();
    await eventually('one safe space', async () => (await wall.word(/safe.space/i).count()) === 1);
    await ada.says('From 5 people.');
    await shoot('08-month-results');
    await accessible();
  });

  await step('a hidden word leaves projector and phones, and comes back', async () => {
    await desk.page.getByRole('button', { name: 'Hide: awfulword' }).click();
    await wall.word('awfulword').waitFor({ state: 'detached' });
    const onPhone = ada.page.locator('.words').getByText('awfulword');
    await onPhone.waitFor({ state: 'detached' });
    await second.page.getByRole('button', { name: 'Show again: awfulword' }).waitFor();
    await shoot('09-month-hidden');
    await second.page.getByRole('button', { name: 'Show again: awfulword' }).click();
    await wall.word('awfulword').waitFor();
    await onPhone.waitFor();
  });

  await step('results are hidden and shown by one key', async () => {
    await desk.key('r');
    await wall.says('when the facilitator brings them up');
    await ada.says(
      'The results show when the facilitator brings them up. Until then nobody but the facilitator can see them.',
    );
    await desk.page.getByText('Only facilitators see these results.').waitFor();
    await shoot('10-month-concealed');
    await desk.rested();
    await desk.key('r');
    await wall.word('awfulword').waitFor();
    await bothFacilitatorsSeeTheSame();
    await desk.next('Close the question');
  });

  await step('four outcomes are rated, one "not applicable"', async () => {
    await desk.next(slide('outcomes').prompt);
    await desk.next('Open the question');
    await all((phone) => phone.page.getByRole('button', { name: 'Send' }).waitFor());
    await ada.rate(7, null, 9, 3);
    await shoot('11-outcomes-form');
    await accessible();
    await ada.press('Send');
    await ada.counts();
    await ben.answer((phone) => phone.rate(8, 6, 10, 5));
    await cleo.answer((phone) => phone.rate(4, 5, 6, 0));
    await dan.answer((phone) => phone.rate(10, 9, 7, 4));
    await eve.answer((phone) => phone.rate(6, 7, 8, 8));
    await wall.says('Answers from 5 people');
    await wall.says(/not applicable: 1/i);
    await wall.says('7.0');
    await shoot('12-outcomes-results');
    await accessible();
    await desk.next('Close the question');
  });

  await step('the account is behind a warning, which one may sit out', async () => {
    await desk.next(slide('night').title);
    await all((phone) => phone.heading('Before you look'));
    await wall.says('Before we go on');
    await wall.says(slide('night').warning);
    assert.equal(await wall.page.getByText(slide('night').title).count(), 0);
    await wall.page.getByRole('img', { name: /QR code/ }).waitFor();
    await shoot('13-warning');
    await accessible();
    await ben.press('Sit this one out');
    await ben.heading('You are sitting this one out');
    await ada.press('Show it');
    await ada.heading(slide('night').title);
    // The room's screen waits for the facilitator, whatever people choose on their own phones.
    assert.equal(await wall.page.getByText(slide('night').title).count(), 0);
    await desk.next('Show the slide');
    await wall.page.getByRole('heading', { name: slide('night').title }).waitFor();
    assert.equal(await wall.page.getByText(slide('night').warning).count(), 0);
    await bothFacilitatorsSeeTheSame();
    await shoot('14-night');
  });

  await step(
    'a protected word cloud says why it shows nothing, until it shows all at once',
    async () => {
      await desk.next(slide('stays').prompt);
      await desk.next('Open the question');
      await inTurn((phone, i) =>
        phone.answer(() =>
          phone.write(['her bell', 'silence', 'Her bell', 'alone', 'her bell'][i]),
        ),
      );
      for (const says of [
        wall.says('Results show when the question closes'),
        ada.says('Results show when the question closes'),
        desk.page.locator('.current').getByText('Results show when the question closes').waitFor(),
      ])
        await says;
      await desk.page
        .getByText('Most of those who had joined at the opening have answered.')
        .waitFor();
      await shoot('15-stays-withheld');
      await desk.closeForGood();
      await wall.says('Answers from 5 people');
      await wall.word(/her bell/i).waitFor();
      await ada.says('From 5 people.');
      await shoot('16-stays-results');
    },
  );

  await step('a choice waits for the facilitator to show it', async () => {
    await desk.next(slide('helps').prompt);
    await desk.next('Open the question');
    await inTurn((phone, i) =>
      phone.answer(() => phone.choose(option('helps', i), option('helps', (i + 2) % 5))),
    );
    await desk.closeForGood();
    await ada.says('This question has closed.');
    await wall.says('when the facilitator brings them up');
    await shoot('17-helps-closed');
    await desk.next('Show the results');
    await wall.says('Answers from 5 people');
    await ada.says('From 5 people.');
    await shoot('18-helps-results');
    await bothFacilitatorsSeeTheSame();
  });

  await step('free texts are cards, which can be hidden and shown again', async () => {
    await desk.next(slide('next').prompt);
    await wall.says(slide('next').warning);
    assert.equal(await wall.page.getByText(slide('next').prompt).count(), 0);
    await desk.next('Open the question');
    const texts = [
      'Ask the person at the bedside before the numbers.',
      'Somebody should have rung us the next morning. Not to blame, just to ask.',
      'More hands at night.',
      'I would like to know what was changed because of it, even if it is small.',
      'Thank you for asking.',
    ];
    await inTurn(async (phone, i) => {
      await phone.press('Show it');
      await phone.write(texts[i]);
      if (phone === ada) await shoot('19-next-form');
      await phone.press('Send');
      await phone.counts();
    });
    await desk.closeForGood();
    for (const text of texts) await wall.says(text);
    await shoot('20-next-results');
    await accessible();
    await desk.page.getByRole('button', { name: 'Hide: More hands at night.' }).click();
    await wall.page.getByText('More hands at night.').waitFor({ state: 'detached' });
    await ada.page.getByText('More hands at night.').waitFor({ state: 'detached' });
    await desk.page.getByRole('button', { name: 'Show again: More hands at night.' }).click();
    await wall.says('More hands at night.');
  });

  await step('a phone shows the literal records of its own answers', async () => {
    await dan.press('What is stored about me?');
    const records = dan.page.locator('dialog .stored');
    await records.first().waitFor();
    assert.equal(await records.count(), 6);
    const ticket = dan.sent.find(({ type, ticket }) => type === 'hello' && ticket)?.ticket;
    assert.ok(ticket, 'after its reload the phone said its ticket');
    assert.doesNotMatch((await records.allInnerTexts()).join(), new RegExp(ticket));
    await screenshot(dan.page, '21-stored-phone');
    await dan.press('Close');
  });

  await step(
    'a clicker does not end the room; the facilitator does, and has the report',
    async () => {
      await desk.next(slide('thanks').title);
      await all((phone) => phone.heading(slide('thanks').title));
      await shoot('22-thanks');
      await desk.next('End the room');
      await desk.page.locator('.controls .next').click();
      await desk.page.getByRole('dialog').getByText('The room is sealed').waitFor();
      await screenshot(desk.page, '23-end-facilitator');
      await desk.page.getByRole('dialog').getByRole('button', { name: 'End the room' }).click();
      await all((phone) => phone.heading('This room has ended'));
      await wall.says('This room has ended.');
      for (const each of [desk, second]) await each.page.getByText('Download CSV').waitFor();
      await shoot('24-ended');
      await accessible();
      const downloading = desk.page.waitForEvent('download');
      await desk.page.getByRole('button', { name: 'Download CSV' }).click();
      const csv = await readFile(await (await downloading).path(), 'utf8');
      assert.match(csv, /Thank you for asking\./);
      assert.equal(await dan.page.evaluate(() => Object.keys(localStorage).length), 0);
    },
  );

  await step('no page complained', () => assert.deepEqual(complaints, []));
});
