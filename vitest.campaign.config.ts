/**
 * How a campaign runs: as the tests do, but without a limit on its time, and printing what it
 * found.
 */

import { defineConfig } from 'vitest/config';
import tests from './vitest.config.js';

export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: ['test/campaign/**/*.campaign.ts'],
    testTimeout: 0,
    disableConsoleIntercept: true,
  },
});
