import { cleanup, configure, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { contentSlide } from '../../../src/deck/model';
import type { Unsent } from '../../../src/studio/workspace/drafts';
import type { Opened, Workspace } from '../../../src/studio/workspace/workspace';
import { WorkspaceHome } from '../../../src/studio/workspace/workspace-home';
import type { WorkspaceShelf } from '../../../src/studio/workspace/workspace-shelf';
import { stubLayout } from '../../layout-stubs';

// No test is about speed.
configure({ asyncUtilTimeout: 50_000 });
beforeEach(stubLayout);
afterEach(cleanup);

const deckOf = (title: string) => ({ title, language: 'en', slides: [contentSlide('a', title)] });
const opened = () =>
  ({
    right: 'edit',
    wire: [],
    entries: [],
    unreadable: 0,
    keys: { about: { name: 'W' }, names: { links: [] } },
  }) as unknown as Opened;

it('decks with words that the workspace does not have are one press away, until it has them', async () => {
  let unsent: Unsent[] = [
    { id: 'new-one', draft: { deck: deckOf('Begun in a tunnel'), from: 0, typed: 1 } },
    { id: 'known', draft: { deck: deckOf(''), from: 3 } },
  ];
  const shelf = { unsent: () => Promise.resolve(unsent) } as unknown as WorkspaceShelf;
  const workspace = { link: { id: 'w', capability: 'c' } } as unknown as Workspace;
  const page = () => (
    <WorkspaceHome
      workspace={workspace}
      opened={opened()}
      shelf={shelf}
      refresh={() => Promise.resolve()}
      onBegin={() => undefined}
    />
  );
  const { rerender } = render(page());
  await screen.findByText(/^2 decks hold words/);
  expect(screen.getByText('A deck without a title')).toBeTruthy();
  fireEvent.click(screen.getByText('Begun in a tunnel'));
  expect(window.location.hash).toBe('#deck/new-one');
  unsent = [];
  rerender(page());
  await waitFor(() => expect(screen.queryByText(/words of yours/)).toBeNull());
});
