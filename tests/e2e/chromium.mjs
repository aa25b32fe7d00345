/** Debian's Chromium, the pages in it, and everything that they complain of. */
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import axe from 'axe-core';
import { chromium } from 'playwright-core';

/** How long a page may take on a machine that has other things to do. */
const patience = 20_000;

const shots = fileURLToPath(new URL('screenshots/', import.meta.url));
mkdirSync(shots, { recursive: true });

export const phoneSize = { width: 360, height: 740 };
export const tabSize = { width: 1280, height: 720 };

export function launch(...more) {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      // Chromium's sandbox refuses to run as root, which is who runs tests in a container.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--no-first-run',
      ...more,
    ],
  });
}

/** A page of its own browser profile. What its console and its policy complain of is put into `complaints`. */
export async function openPage(browser, name, viewport, complaints) {
  const context = await browser.newContext({
    viewport,
    reducedMotion: 'reduce',
    colorScheme: 'light',
    locale: 'en-GB',
    isMobile: viewport === phoneSize,
    hasTouch: viewport === phoneSize,
  });
  context.setDefaultTimeout(patience);
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(`${name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error' || /content security policy/i.test(message.text()))
      complaints.push(`${name}: ${message.text()}`);
  });
  return page;
}

export const screenshot = (page, name) => page.screenshot({ path: `${shots}${name}.png` });

/** What axe-core finds that is serious or critical, in light and in dark, one line each. */
export async function accessibilityFaults(page, name) {
  const faults = [];
  await page.evaluate(`${axe.source};0`);
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme });
    const violations = await page.evaluate(async () => {
      const found = await globalThis.axe.run(document, { resultTypes: ['violations'] });
      return found.violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact,
        help,
        where: nodes.map(({ target }) => target.join(' ')),
      }));
    });
    for (const { id, impact, help, where } of violations)
      if (impact === 'serious' || impact === 'critical')
        faults.push(`${name}, ${colorScheme}: ${id}: ${help}: ${where.join(', ')}`);
  }
  return faults;
}

/** Resolves as soon as `check` gives something true. */
export async function eventually(what, check) {
  const end = Date.now() + patience;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
