/**
 * `import 'skerry/jest'`: the matchers for Jest, for its global `expect` and for the one of
 * `@jest/globals`. They are registered where this module is imported, in a test file or in a file
 * of `setupFilesAfterEnv`. Skerry is ESM: Jest needs `NODE_OPTIONS=--experimental-vm-modules`.
 *
 * @module skerry/jest
 */

// Jest itself answers this import; the package need not be installed.
import { expect } from '@jest/globals';
import { matchers } from '../matchers/matchers.js';
import type { SkerryMatchers } from '../matchers/matchers.js';

export { toConformTo } from '../matchers/conform.js';
export type { ConformOptions } from '../matchers/conform.js';
export type { Judgement, MatcherContext } from '../matchers/judgement.js';
export { toBeLinearizable } from '../matchers/linearizable.js';
export type { BeLinearizableOptions } from '../matchers/linearizable.js';
export type { SkerryMatchers } from '../matchers/matchers.js';
export type { RecordedHistory } from '../matchers/recorded-history.js';
export { toSurvive } from '../matchers/survive.js';
export type { SurviveOptions } from '../matchers/survive.js';
export type { UserCluster } from '../run/user-system.js';

declare module 'expect' {
  // `expect` of `@jest/globals`.
  interface Matchers<R extends void | Promise<void>, T = unknown> extends SkerryMatchers<R> {}
}

declare global {
  // The global `expect` of `@types/jest`.
  namespace jest {
    interface Matchers<R, T> extends SkerryMatchers<R> {}
  }
}

expect.extend({ ...matchers });
