/**
 * How the tests run: once each, with fixed seeds, in processes of their own. The package's public
 * names point to its sources here, so that documentation examples are tested as a user would write
 * them.
 */

import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

export default defineConfig({
  resolve: {
    alias: [
      { find: /^skerry$/, replacement: source('src/index.ts') },
      { find: /^skerry\/checkers$/, replacement: source('checkers/index.ts') },
      { find: /^skerry\/workloads$/, replacement: source('workloads/index.ts') },
      { find: /^skerry\/vitest$/, replacement: source('src/vitest/index.ts') },
      { find: /^skerry\/jest$/, replacement: source('src/jest/index.ts') },
    ],
  },
  test: {
    environment: 'node',
    pool: 'forks',
    // Vitest leaves one core to itself, which has next to nothing to do: of two that is half.
    maxWorkers: '100%',
    include: ['test/**/*.test.{ts,tsx}'],
    // The consumer's own tests run in the consumer's project, against the packed package.
    // What needs a browser has a command of its own, test:browser.
    exclude: ['test/consumer/project/**', 'test/browser/**', 'test/languages/**'],
    retry: 0,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // A test that leaves globals behind must not help or harm the next file.
    isolate: true,
    unstubGlobals: true,
    unstubEnvs: true,
    restoreMocks: true,
  },
});
