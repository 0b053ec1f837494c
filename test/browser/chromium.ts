/**
 * A browser for tests: Debian's Chromium, or the one that SKERRY_CHROMIUM names. Where there is
 * none the tests fail and say so; they never pass for want of a browser.
 */

import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PATH = process.env['SKERRY_CHROMIUM'] ?? '/usr/bin/chromium';

/** Starts it. @throws Error when there is none. */
export async function startBrowser(): Promise<Browser> {
  if (!existsSync(PATH)) {
    throw new Error(
      `there is no Chromium at ${PATH}: install it (apt-get install chromium), ` +
        'or name one by SKERRY_CHROMIUM',
    );
  }
  return chromium.launch({
    executablePath: PATH,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}
