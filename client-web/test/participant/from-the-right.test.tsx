import { act, screen } from '@testing-library/preact';
import { describe, expect, it } from 'vitest';
import { FakeSocket } from './fake-socket';
import {
  ack,
  code,
  expectAccessible,
  openAt,
  pick,
  press,
  say,
  setUp,
  welcome,
} from './page-bench';
import { choice, scale, snapshotOf } from './slides';

setUp();

const inArabic = {
  ...choice,
  prompt: 'NHS: أين تعمل؟',
  options: [
    { id: 'ward', text: 'في جناح' },
    { id: 'home', text: 'في المجتمع' },
  ],
};

async function joinInArabic() {
  await openAt(`/j/${code}`);
  await act(() => FakeSocket.last.open());
  await say(
    { ...welcome, room: { code, title: 'الإصغاء', language: 'ar' } } as typeof welcome,
    snapshotOf(inArabic),
  );
}
/** The nearest language and direction that are said. */
const of = (element: Element) => [
  element.closest('[lang]')?.getAttribute('lang'),
  element.closest('[dir]')?.getAttribute('dir'),
];

describe('a deck in Arabic', () => {
  it('makes the document Arabic, and from the right', async () => {
    await joinInArabic();
    expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['ar', 'rtl']);
    await expectAccessible();
  });

  it('has its words in its language and direction, and ours in English', async () => {
    await joinInArabic();
    expect(of(screen.getByRole('heading', { name: inArabic.prompt }))).toEqual(['ar', 'rtl']);
    expect(of(screen.getByText('في جناح'))).toEqual(['ar', 'rtl']);
    expect(of(screen.getByText('الإصغاء'))).toEqual(['ar', 'rtl']);
    await pick('في جناح');
    await press('Send');
    await ack();
    expect(of(screen.getByText('في جناح'))).toEqual(['ar', 'rtl']);
    const tally = { kind: 'choice' as const, people: 3, options: [1, 2] };
    await say({ ...snapshotOf(inArabic, { phase: 'closed' }), tally });
    expect(of(screen.getByRole('rowheader', { name: 'في المجتمع' }))).toEqual(['ar', 'rtl']);
    await say(snapshotOf({ ...scale, statements: [{ id: 'a', text: 'أشعر' }] }));
    expect(of(screen.getByText('أشعر'))).toEqual(['ar', 'rtl']);
    expect(of(screen.getByText('10 completely'))).toEqual(['ar', 'rtl']);
  });

  it.each(['index', 'projector'])('stands in %s.html in a place that is English', async (name) => {
    const { readFileSync } = await import('node:fs');
    const page = new DOMParser().parseFromString(readFileSync(`${name}.html`, 'utf8'), 'text/html');
    expect(page.getElementById('app')?.lang).toBe('en');
  });

  it('is left behind with its room', async () => {
    await joinInArabic();
    await openAt('/');
    await act(() => void window.dispatchEvent(new PopStateEvent('popstate')));
    expect(document.documentElement.dir).toBe('ltr');
  });
});
