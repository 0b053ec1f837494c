/**
 * How HTML reports are tested in a real browser: as the other tests run, but by a command of its
 * own, because it needs Chromium and the bundled code.
 */

import { defineConfig } from 'vitest/config';
import tests from './vitest.config.js';

export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: ['test/browser/**/*.test.ts'],
    exclude: [],
    // One browser at a time, so that the time to the first paint means something.
    fileParallelism: false,
    testTimeout: 60_000,
  },
});
