import { describe, expect, it, vi } from 'vitest';
import { join, lobby, openPanel, press, see, seeNo, setUp } from './page-bench';

setUp();
vi.mock('../../src/participant/anonymity-panel', () => {
  throw new Error('The line is down.');
});
vi.mock('../../src/participant/stored-panel', () => {
  throw new Error('The line is down.');
});

describe('a panel', () => {
  it('that cannot be fetched says so', async () => {
    await join(lobby);
    await openPanel('How your answer stays anonymous');
    see('This could not be fetched');
    seeNo('Nobody asks who you are.');
    seeNo('Forget me on this device');
    expect(document.querySelector('dialog')?.open).toBe(true);
  });

  it('about what is stored lets a phone be forgotten without a line, too', async () => {
    await join(lobby);
    await openPanel('What is stored about me?');
    see('This could not be fetched');
    await press('Forget me on this device');
    see('Forget me on this device?');
  });
});
