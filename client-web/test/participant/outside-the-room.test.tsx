/** Never joined, put off, ended, gone: what a phone says where there is no question to answer. */
import { describe, expect, it } from 'vitest';
import type { Refusal, Snapshot, Welcome } from '@protocol/messages';
import type { EndReason } from '../../src/connection/close-codes';
import { keepingFor } from '../../src/participant/keeping';
import { browserStorages } from '../../src/participant/storages';
import { emptyView, type Own, type View } from '../../src/store/view';
import { lookAt, read } from './drawn-states';
import { code, lobby, settle, setUp, welcome } from './page-bench';
import { choice, snapshotOf } from './slides';

setUp();

describe('outside of the room', () => {
  const refusal = (refused: Refusal['code']): Refusal => ({
    type: 'refusal',
    code: refused,
    message: `The server says: ${refused}.`,
    allowed: '',
  });
  const reasons: EndReason[] = [
    'done',
    'room_ended',
    'refused_too_often',
    'room_gone',
    'hello_refused',
  ];
  const counts: Own = {
    state: 'counts',
    response: { kind: 'choice', picks: '100' },
    released: false,
    company: { announcement: 0, joined: 14 },
  };
  const sending: Own = { ...counts, state: 'sending', id: 'x', before: null };
  const snapshots: [string, Snapshot | null][] = [
    ['never joined', null],
    ['in the lobby', lobby],
    ['at a question', snapshotOf(choice)],
    ['at the end', { ...lobby, phase: 'ended' }],
  ];
  const lines: [string, Pick<View, 'line' | 'turnedAway'>][] = [
    ['connecting', { line: { name: 'connecting' }, turnedAway: null }],
    ['broken', { line: { name: 'broken' }, turnedAway: null }],
    ['put off', { line: { name: 'put_off' }, turnedAway: refusal('room_full') }],
    ...reasons.map((reason): [string, Pick<View, 'line' | 'turnedAway'>] => [
      `ended: ${reason}`,
      {
        line: { name: 'ended', reason },
        turnedAway: reason === 'hello_refused' ? refusal('wrong_secret') : null,
      },
    ]),
  ];
  const cases = lines.flatMap(([line, state]) =>
    snapshots.flatMap(([where, snapshot]) =>
      [
        ['no answer', undefined] as const,
        ['an answer', counts] as const,
        ['one on its way', sending] as const,
      ].map(([answer, own]) => ({ line, state, where, snapshot, answer, own })),
    ),
  );

  it.each(cases)('$line, $where, $answer', async ({ state, snapshot, own, line }) => {
    lookAt({
      ...emptyView,
      ...state,
      welcome: snapshot === null ? null : (welcome as Welcome),
      snapshot,
      own: own === undefined ? {} : { 'where#1': own },
    });
    const keeping = keepingFor(code, browserStorages());
    // Who has given an answer was here, although this page may not have been.
    if (own !== undefined) keeping.setTicket('t'.repeat(43));
    const { text, hasForm } = await read([], keeping);
    await settle();
    const over = line.startsWith('ended') || snapshot?.phase === 'ended';
    const joined = snapshot !== null || own !== undefined;
    expect(text).not.toMatch(/undefined|null|NaN/);
    // Who was never in the room has nothing to be thanked for, and nothing that could be forgotten.
    if (!joined) expect(text).not.toMatch(/Thank you|has forgotten|You are in/);
    if (over) {
      expect(hasForm).toBe(false);
      expect(text).not.toMatch(/is down|Sending|waiting for|appears here by itself|tries again/);
      expect(text).not.toMatch(/answer counts/);
    }
    if (over && own?.state === 'sending' && joined) expect(text).toMatch(/may not have arrived/);
    if (own?.state !== 'sending') expect(text).not.toMatch(/may not have arrived/);
    // There is always a way on: by itself, or by a button.
    if (!over && snapshot === null) expect(text).toMatch(/Finding the room|tries again by itself/);
    if (over && !joined && line !== 'ended: refused_too_often')
      expect(text).toMatch(/Type another code/);
  });
});
