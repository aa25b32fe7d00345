/**
 * A browser that translates a page takes its text nodes out and puts `<font>` elements there. Each page plays a whole
 * question twice, once left alone and once with every text node wrapped after each step; both must say the same.
 */
import { act, cleanup, fireEvent, render } from '@testing-library/preact';
import type { VNode } from 'preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type {
  FacilitatorWelcome,
  ServerMessage,
  Snapshot,
  WordCloudTally,
} from '@protocol/messages';
import { FacilitatorPage } from '../../src/facilitator/page';
import { App } from '../../src/participant/app';
import { browserStorages } from '../../src/participant/storages';
import { ProjectorPage } from '../../src/projector/page';
import { surviveTranslation } from '../../src/shared/translated';
import { FakeSocket } from '../participant/fake-socket';
import { code, lobby, secret, setUp, wait, welcome } from '../participant/page-bench';
import { choice, cloud, scale, snapshotOf, text } from '../participant/slides';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

surviveTranslation();
setUp();
beforeEach(() => {
  stubLayout();
});
afterEach(cleanup);

/** As Chrome does it: two elements around the translated text, and the page's own node is gone. */
function translate(root: Node) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  for (const node of found) {
    const parent = node.parentElement;
    if (node.data.trim() === '' || parent?.closest('font, textarea, style, [translate="no"]'))
      continue;
    const font = document.createElement('font');
    font.append(document.createElement('font'));
    font.firstElementChild?.append(node.data);
    node.replaceWith(font);
  }
}

type Step = [name: string, take: () => void | Promise<void>];

/** What the page says after each step, and what has the focus. */
async function played(page: () => VNode, steps: Step[], translated: boolean): Promise<string[]> {
  cleanup();
  FakeSocket.all = [];
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', `/j/${code}#${secret}`);
  render(page());
  const seen: string[] = [];
  for (const [name, take] of steps) {
    await act(take);
    await wait(100);
    await act(() => vi.dynamicImportSettled());
    await wait(100);
    const focus = document.activeElement;
    seen.push(
      `${name}: ${document.body.textContent} [focus: ${focus?.tagName} ${focus?.textContent}]`,
    );
    if (translated) translate(document.body);
  }
  return seen;
}

async function expectTheSame(page: () => VNode, steps: Step[]) {
  const alone = await played(page, steps, false);
  const translated = await played(page, steps, true);
  expect(translated).toEqual(alone);
  return alone.join('\n');
}

const open: Step = ['open', () => FakeSocket.last.open()];
const say = (name: string, ...messages: ServerMessage[]): Step => [
  name,
  () => messages.forEach((message) => FakeSocket.last.say(message)),
];
const named = (name: string, role: string) =>
  [...document.querySelectorAll(role)].find(
    (element) => (element.getAttribute('aria-label') ?? element.textContent)?.trim() === name,
  );
const press = (name: string): Step => [
  `press ${name}`,
  () => {
    const button = named(name, 'button');
    if (!(button instanceof HTMLElement)) throw new Error(`There is no button ${name}.`);
    button.focus();
    fireEvent.click(button);
  },
];
const write = (value: string): Step => [
  `write ${value}`,
  () => void fireEvent.input(document.getElementById('part-0') as Element, { target: { value } }),
];
const pick = (index: number): Step => [
  `pick ${index}`,
  () => void fireEvent.click(document.querySelectorAll('input')[index] as Element),
];
const ack = (type: 'submit' | 'withdraw'): Step => [
  'ack',
  () => FakeSocket.last.say({ type: 'ack', id: FakeSocket.last.heard(type).id }),
];

describe('a page that a browser translates goes on saying what is so', () => {
  it('on the phone', async () => {
    const warned = { ...text, warning: 'This is about loss.' };
    const words = (people: number) => ({
      kind: 'word_cloud' as const,
      people,
      words: [
        { key: 'tired', text: 'tired', people },
        ...(people > 1 ? [{ key: 'calm', text: 'calm', people: 1 }] : []),
      ],
      more: people,
      full: false,
    });
    const statement = (n: number) => ({
      n,
      not_applicable: n - 1,
      mean: 5,
      distribution: [0, 0, 0, 0, 0, n, 0, 0, 0, 0, 0],
    });
    const said = await expectTheSame(
      () => <App storages={browserStorages()} />,
      [
        open,
        say('lobby', welcome, lobby),
        say('more come', { type: 'presence', present: 40 }),
        say('waiting', snapshotOf(cloud, { phase: 'waiting' })),
        say('opened', snapshotOf(cloud)),
        press('Send'),
        write('tired'),
        press('Send'),
        ack('submit'),
        say('a tally', { ...snapshotOf(cloud), tally: words(1) }),
        say('another', { ...snapshotOf(cloud), tally: words(2) }),
        press('Change my answer'),
        press('Leave it as it was'),
        press('Take it back'),
        ack('withdraw'),
        press('See the results so far'),
        ['the line breaks', () => FakeSocket.last.breakOff()],
        ['it is back', () => wait(1_000)],
        open,
        say('back', welcome, snapshotOf(cloud, { joined: 20 })),
        say('closed', { ...snapshotOf(cloud, { phase: 'closed' }), tally: words(2) }),
        say('reset', snapshotOf(cloud, { round: 2 })),
        say('a warning', snapshotOf(warned)),
        press('Sit this one out'),
        press('Show it after all'),
        write('x'.repeat(35)),
        write('x'.repeat(45)),
        press('Send'),
        write('Half a thought'),
        say('a choice', snapshotOf(choice, { joined: 14 })),
        press('All right'),
        say('somebody comes', snapshotOf(choice, { joined: 15 })),
        pick(1),
        press('Send'),
        [
          'too late',
          () =>
            FakeSocket.last.say({
              type: 'refusal',
              id: FakeSocket.last.heard('submit').id,
              code: 'question_closed',
              message: 'Closed.',
              allowed: '',
            }),
        ],
        say('nothing to see', {
          ...snapshotOf({ ...choice, level: 'protected' }, { phase: 'closed' }),
          withheld: 'too_few',
        }),
        say('shown', {
          ...snapshotOf(choice, { phase: 'closed' }),
          tally: { kind: 'choice', people: 3, options: [1, 2, 0] },
        }),
        say('more', {
          ...snapshotOf(choice, { phase: 'closed' }),
          tally: { kind: 'choice', people: 4, options: [1, 2, 1] },
        }),
        say('a scale', {
          ...snapshotOf(scale, { phase: 'closed' }),
          tally: { kind: 'scale', people: 9, statements: [statement(1), statement(2)] },
        }),
        say('a scale', {
          ...snapshotOf(scale, { phase: 'closed' }),
          tally: { kind: 'scale', people: 9, statements: [statement(3), statement(4)] },
        }),
        press('How your answer stays anonymous'),
        say('the end', { ...lobby, phase: 'ended' }),
      ],
    );
    for (const sentence of [
      'Sending',
      'Your answer counts',
      'You took your answer back',
      'The line is down',
      'started this question again',
      'came too late',
      'characters too many',
    ])
      expect(said).toContain(sentence);
  });

  const asked = golden<Snapshot>('snapshot_facilitator');
  const week = (more: Partial<Snapshot['question']>, rest: Partial<Snapshot> = {}): Snapshot => {
    if (asked.question === null) throw new Error('The example has no question.');
    return { ...asked, ...rest, question: { ...asked.question, ...more } };
  };
  const words = (people: number): WordCloudTally => ({
    ...(asked.tally as WordCloudTally),
    people,
    more: people,
  });
  const question: Step[] = [
    say('a warning', {
      ...week({ phase: 'waiting' }, { tally: null, progress: null }),
      slide: { ...asked.slide, warning: 'About loss.' } as Snapshot['slide'],
    }),
    say('waiting', week({ phase: 'waiting' }, { tally: null, progress: null })),
    say('opened', week({ phase: 'open' }, { tally: null, withheld: 'until_enough' })),
    say('more come', { type: 'presence', present: 50 }),
    say('few', week({ phase: 'open' }, { tally: null, withheld: 'until_enough', progress: 'few' })),
    say('most', week({ phase: 'open', joined: 17 }, { tally: null, progress: 'most' })),
    say('a tally', week({ phase: 'open' }, { tally: words(10) })),
    say('closed', week({ phase: 'closed' }, { tally: words(12), progress: null })),
    say('hidden', week({ phase: 'closed', revealed: false }, { tally: words(12) })),
    ['the line breaks', () => FakeSocket.last.breakOff()],
    ['it is back', () => wait(1_000)],
    open,
  ];

  it('on the desk', async () => {
    const greeting = golden<FacilitatorWelcome>('welcome_facilitator');
    const said = await expectTheSame(
      () => <FacilitatorPage code={greeting.room.code} capability="x" />,
      [
        open,
        say('in', greeting, { ...asked, slide: null, question: null, tally: null }),
        ...question,
        say('back', greeting, week({ phase: 'closed' }, { tally: words(12) })),
        press('Hide: safe-space'),
        [
          'refused',
          () =>
            FakeSocket.last.say({
              type: 'refusal',
              id: FakeSocket.last.heard('control').id,
              code: 'room_ended',
              message: 'This room has ended.',
              allowed: '',
            }),
        ],
        press('Dismiss'),
        say('nothing is kept', { type: 'log', keeps: false }),
        say('again', { type: 'log', keeps: true }),
        press('Keys'),
        say('ended', { ...asked, phase: 'ended' }, golden('report')),
      ],
    );
    for (const sentence of ['Close', 'Only facilitators see', 'Not done', 'Download CSV'])
      expect(said).toContain(sentence);
  });

  it('on the projector', async () => {
    const greeting = golden<ServerMessage & { room: { code: string } }>('welcome_projector');
    const said = await expectTheSame(
      () => <ProjectorPage code={greeting.room.code} capability="x" />,
      [
        open,
        say('in', greeting, { ...asked, slide: null, question: null, tally: null }),
        say('more come', { type: 'presence', present: 45 }),
        say('locked', { ...asked, locked: true, slide: null, question: null, tally: null }),
        ...question,
        say('back', greeting, week({ phase: 'closed' }, { tally: words(12) })),
        say('another', snapshotOf(choice, { phase: 'waiting' })),
        say('its tally', {
          ...snapshotOf(choice, { phase: 'closed' }),
          tally: { kind: 'choice', people: 3, options: [1, 2, 0] },
        }),
        say('its next', {
          ...snapshotOf(choice, { phase: 'closed' }),
          tally: { kind: 'choice', people: 4, options: [1, 2, 1] },
        }),
        say('ended', { ...asked, phase: 'ended' }),
      ],
    );
    for (const sentence of ['It takes no answers yet', 'About loss.', 'Thank you'])
      expect(said).toContain(sentence);
  });
});
