/**
 * How the recorders of other languages are tested: as the tests are, with compilers that `npm test`
 * does without.
 */

import { defineConfig } from 'vitest/config';
import tests from './vitest.config.js';

export default defineConfig({
  ...tests,
  test: {
    ...tests.test,
    include: ['test/languages/**/*.test.ts'],
    exclude: [],
    // The first use of a compiler fills its cache.
    testTimeout: 240_000,
    hookTimeout: 240_000,
  },
});
