import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { LinksSection } from '../../../src/studio/workspace/links-section';
import type { Opened, Workspace } from '../../../src/studio/workspace/workspace';
import { Workspaces } from '../../../src/studio/workspace/workspaces-section';
import { stubLayout } from '../../layout-stubs';

// No test is about speed.
configure({ asyncUtilTimeout: 50_000 });
beforeEach(stubLayout);
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const opened = (name: string) =>
  ({
    link: 'mine',
    wire: [{ id: 'mine', right: 'edit' }],
    keys: { about: { name }, names: { links: [{ id: 'mine', name: 'Mine' }] } },
  }) as unknown as Opened;
const valueOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label).value;
const type = (label: string, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const send = (label: string) =>
  fireEvent.submit(screen.getByLabelText(label).closest('form') as HTMLFormElement);

it('for whom a link is and a new name stay typed until the link is added and the name is taken', async () => {
  let answer: object = { type: 'no_line' };
  const asked = () => Promise.resolve(answer);
  const workspace = { addLink: asked, rename: asked, link: { id: 'w' } } as unknown as Workspace;
  const refresh = vi.fn(() => Promise.resolve());
  const page = (name: string) => (
    <LinksSection workspace={workspace} opened={opened(name)} refresh={refresh} />
  );
  const { rerender } = render(page('W'));
  type('For whom', 'The night shift');
  send('For whom');
  await screen.findByText(/cannot be reached/);
  expect(valueOf('For whom')).toBe('The night shift');
  type('Name of the workspace', 'A better name');
  rerender(page('Somebody else’s name'));
  expect(valueOf('Name of the workspace')).toBe('A better name');
  answer = { type: 'answered', value: { id: 'x', capability: 'c' } };
  send('For whom');
  await waitFor(() => expect(valueOf('For whom')).toBe(''));
  send('Name of the workspace');
  rerender(page('A better name'));
  rerender(page('A third one'));
  await waitFor(() => expect(valueOf('Name of the workspace')).toBe('A third one'));
});

it('a pass stays typed until the server has said something about it', async () => {
  const refusal = { type: 'refusal', code: 'pass_needed', message: 'Ask Aisha.', allowed: '.' };
  const refuse = () => Promise.resolve(new Response(JSON.stringify(refusal), { status: 401 }));
  vi.stubGlobal('fetch', refuse);
  render(<Workspaces />);
  type('Name of the workspace', 'W');
  send('Name of the workspace');
  await screen.findByLabelText('Your pass');
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('no line')));
  type('Your pass', 'a pass');
  send('Your pass');
  await screen.findByText(/cannot be reached, so no workspace was made/);
  expect(valueOf('Your pass')).toBe('a pass');
});
