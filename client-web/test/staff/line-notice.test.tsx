import type { Refusal } from '@protocol/messages';
import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LineNotice, Unopened } from '../../src/staff/line-notice';
import { ProjectorPage } from '../../src/projector/page';
import { emptyView, type View } from '../../src/store/view';
import { golden } from '../golden';
import { stubLayout } from '../layout-stubs';

const unread: Refusal = {
  type: 'refusal',
  code: 'not_kept',
  message: 'The server cannot read what it has kept, so it does not know this room yet.',
  allowed: 'The same message again after a short wait.',
};

let view: View;
vi.mock('../../src/store/use-room', () => ({ useRoom: () => ({ room: null, view }) }));
beforeEach(stubLayout);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

describe('the line’s notice', () => {
  it('on the projector’s page has the server’s word on why it is put off', () => {
    view = {
      ...emptyView,
      line: { name: 'put_off' },
      welcome: golden('welcome_projector'),
      snapshot: golden('snapshot_join_screen'),
      turnedAway: unread,
    };
    render(<ProjectorPage code="WARD7K2M" capability="x" />);
    const notice = screen.getByText(/cannot read what it has kept.* What you see is from before/);
    expect(notice.getAttribute('role')).toBe('status');
    expect(screen.queryByText(/No line to the server/)).toBeNull();
  });

  it('does not repeat an old word when there is no line at all', () => {
    render(<LineNotice view={{ ...emptyView, line: { name: 'broken' }, turnedAway: unread }} />);
    expect(screen.getByText(/No line to the server/)).toBeTruthy();
    expect(screen.queryByText(/cannot read/)).toBeNull();
  });

  it('has the server’s word on why it is over', () => {
    const line = { name: 'ended', reason: 'hello_refused' } as const;
    const turnedAway = { ...unread, message: 'This link does not open this room.' };
    render(<LineNotice view={{ ...emptyView, line, turnedAway }} />);
    expect(screen.getByText('This link does not open this room.')).toBeTruthy();
  });

  it('is empty while the line lives', () => {
    render(<LineNotice view={{ ...emptyView, line: { name: 'live' }, turnedAway: unread }} />);
    expect(screen.getByRole('status').textContent).toBe('');
  });
});

describe('a page that is not open yet', () => {
  it('says when nothing but the live connection is missing', () => {
    const open = (line: View['line']) => {
      cleanup();
      render(<Unopened view={{ ...emptyView, line }} onRetry={() => undefined} />);
      return screen.getByRole('status').textContent;
    };
    expect(open({ name: 'broken', never: true })).toMatch(
      /may not let such connections \(WebSockets\) through: try another network/,
    );
    expect(open({ name: 'broken' })).toMatch(/does not answer yet/);
  });

  it('says why it is put off, and not what is for a program to read', () => {
    render(
      <Unopened
        view={{ ...emptyView, line: { name: 'put_off' }, turnedAway: unread }}
        onRetry={() => undefined}
      />,
    );
    expect(screen.getByRole('status').textContent.trim()).toBe(unread.message);
  });

  it('says that the server does not answer once it does not', () => {
    render(
      <Unopened
        view={{ ...emptyView, line: { name: 'broken' }, turnedAway: unread }}
        onRetry={() => undefined}
      />,
    );
    expect(screen.getByText(/does not answer yet/)).toBeTruthy();
  });
});
