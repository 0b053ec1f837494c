/**
 * `import 'skerry/vitest'`: the matchers for Vitest. They are registered where this module is
 * imported, in a test file or in a setup file.
 *
 * @module skerry/vitest
 */

import { expect } from 'vitest';
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

declare global {
  // Vitest 4 and 5 disagree on the type parameters of their `Matchers`; both build on Chai's.
  namespace Chai {
    interface Assertion extends SkerryMatchers<void> {}
  }
}

expect.extend(matchers);
