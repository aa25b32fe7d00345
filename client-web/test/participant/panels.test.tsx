import { describe, expect, it, vi } from 'vitest';
import { join, lobby, openPanel, see, seeNo, setUp } from './page-bench';

setUp();
vi.mock('../../src/participant/anonymity-panel', () => {
  throw new Error('The line is down.');
});

describe('a panel', () => {
  it('that cannot be fetched says so', async () => {
    await join(lobby);
    await openPanel('How your answer stays anonymous');
    see('This could not be fetched');
    seeNo('Nobody asks who you are.');
    expect(document.querySelector('dialog')?.open).toBe(true);
  });
});
