/**
 * `import 'skerry/vitest'`: matchers for Vitest. They are registered where this module is imported,
 * in a test file or in a setup file.
 */

import { expect } from 'vitest';
import type { Checker } from '../../checkers/checker.js';
import { toConformTo } from './conform.js';
import type { ConformOptions } from './conform.js';
import { toSurvive } from './survive.js';
import type { SurviveOptions } from './survive.js';

export { toConformTo } from './conform.js';
export type { ConformOptions, RecordedHistory } from './conform.js';
export type { Judgement, MatcherContext } from './judgement.js';
export { toSurvive } from './survive.js';
export type { SurviveOptions } from './survive.js';
export type { UserCluster } from '../run/user-system.js';

declare global {
  // Vitest 4 and 5 disagree on the type parameters of their `Matchers`; both build on Chai's.
  namespace Chai {
    interface Assertion {
      /**
       * A recorded history (strict, events, or the text of a file) conforms to what the checker
       * demands. `unknown`, and a history in which nothing succeeded, fail unless `allowUnknown`.
       */
      toConformTo(checker: Checker, options?: ConformOptions): void;
      /**
       * A cluster keeps its promises under random client programs and faults. Await it. What is
       * found is shrunk, explained in the message, and saved under `.skerry`.
       */
      toSurvive(options: SurviveOptions): Promise<void>;
    }
  }
}

expect.extend({ toConformTo, toSurvive });
