import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentSlide } from '../../src/deck/model';
import { capabilitiesOf } from '../../src/capability/room-capabilities';
import { keptPass } from '../../src/studio/pass/kept-pass';
import { openRoom } from '../../src/studio/server/server';

const deck = { title: 'T', language: 'en', slides: [contentSlide('a', 'A')] };
const asked = vi.fn<typeof fetch>();
const answers = (status: number, body: unknown) =>
  asked.mockResolvedValueOnce(new Response(JSON.stringify(body), { status }));
const sent = () => asked.mock.calls[0]?.[1];

beforeEach(() => {
  asked.mockReset();
  vi.stubGlobal('fetch', asked);
});
afterEach(() => vi.unstubAllGlobals());

describe('a room that is opened from the studio', () => {
  const join = 'https://polls.example/j/K7MPX4QA#K7gNU3sdo-OL0wNhqoVWhg';
  const opened = { type: 'room_opened', code: 'K7MPX4QA', links: { join } };

  it('has links that were put together here; the server was sent their locks alone', async () => {
    answers(201, opened);
    const result = await openRoom(deck, null);
    if (result.type !== 'opened') throw new Error(result.type);
    const { links } = result.room;
    expect(links.join).toBe(join);
    const facilitator = /^https:\/\/polls\.example\/f\/K7MPX4QA#(.{43})$/.exec(links.facilitator);
    const capability = facilitator?.[1] ?? '';
    const derived = capabilitiesOf(capability);
    expect(links.projector).toBe(`https://polls.example/p/K7MPX4QA#${derived.projector}`);
    const said = JSON.parse(sent()?.body as string) as { deck: unknown; locks: unknown };
    expect(said.locks).toEqual(derived.locks);
    expect(said.deck).toMatchObject({ title: 'T' });
    const everything = JSON.stringify(asked.mock.calls);
    expect(everything).not.toContain(capability);
    expect(everything).not.toContain(derived.projector);
    expect(sent()?.headers).not.toHaveProperty('Authorization');
  });

  it('has capabilities that no other room has', async () => {
    answers(201, opened);
    answers(201, opened);
    expect(await openRoom(deck, null)).not.toEqual(await openRoom(deck, null));
  });

  it('asks with the pass that this browser has', async () => {
    answers(201, opened);
    await openRoom(deck, 'a-pass');
    expect(sent()?.headers).toMatchObject({ Authorization: 'Bearer a-pass' });
  });

  it('needs a pass where the server says so, in the server’s words', async () => {
    const message =
      'Whoever opens a room or a workspace on this server needs a pass. Ask Ada for one.';
    answers(401, { type: 'refusal', code: 'pass_needed', message, allowed: '' });
    expect(await openRoom(deck, null)).toEqual({ type: 'pass_needed', sentence: message });
  });

  it('says so where a sign-in, and not the server, has answered', async () => {
    asked.mockResolvedValueOnce(new Response('<title>Sign in</title>', { status: 200 }));
    const opened = await openRoom(deck, null);
    expect(opened).toMatchObject({ type: 'unknown' });
    expect(JSON.stringify(opened)).toContain('sign in again');
    asked.mockRejectedValueOnce(new TypeError('Failed to fetch'));
    expect(JSON.stringify(await openRoom(deck, null))).toContain('cannot be reached');
  });

  it('shows the faults of its deck where the editor looks for them', async () => {
    const fault = { at: '$.deck.slides[0].title', message: 'm', allowed: 'a' };
    answers(422, { type: 'deck_refused', message: '', errors: [fault] });
    expect(await openRoom(deck, null)).toEqual({
      type: 'faults',
      faults: [{ ...fault, at: '$.slides[0].title' }],
    });
  });
});

describe('a pass', () => {
  it('stays on the device until it is taken back', () => {
    localStorage.clear();
    keptPass(() => localStorage).keep('a-pass');
    const later = keptPass(() => localStorage);
    expect(later.read()).toBe('a-pass');
    later.takeBack();
    expect(keptPass(() => localStorage).read()).toBeNull();
    expect(localStorage).toHaveLength(0);
  });

  it('lives as long as the page where a browser keeps nothing', () => {
    const pass = keptPass(() => {
      throw new DOMException('forbidden', 'SecurityError');
    });
    pass.keep('a-pass');
    expect(pass.read()).toBe('a-pass');
    pass.takeBack();
    expect(pass.read()).toBeNull();
  });
});
