/**
 * The matchers, once for all test frameworks: what is registered, and what the types say of it.
 */

import type { Checker } from '../../checkers/checker.js';
import type { Model } from '../../checkers/model.js';
import { toConformTo } from './conform.js';
import type { ConformOptions } from './conform.js';
import { toBeLinearizable } from './linearizable.js';
import type { BeLinearizableOptions } from './linearizable.js';
import { toSurvive } from './survive.js';
import type { SurviveOptions } from './survive.js';

/** What `expect.extend` takes, in Vitest and in Jest. */
export const matchers: {
  readonly toBeLinearizable: typeof toBeLinearizable;
  readonly toConformTo: typeof toConformTo;
  readonly toSurvive: typeof toSurvive;
} = { toBeLinearizable, toConformTo, toSurvive };

/** What `expect(...)` has once they are registered; `Result` is what its other matchers answer. */
export interface SkerryMatchers<Result> {
  /**
   * A recorded history (strict, events, or the text of a file) is linearizable to the model, given
   * as a value or by name; without one, to the model whose functions the history uses. `unknown`,
   * and a history in which nothing succeeded, fail unless `allowUnknown`.
   */
  toBeLinearizable(model?: Model | string, options?: BeLinearizableOptions): Result;
  /**
   * A recorded history (strict, events, or the text of a file) conforms to what the checker
   * demands. `unknown`, and a history in which nothing succeeded, fail unless `allowUnknown`.
   */
  toConformTo(checker: Checker, options?: ConformOptions): Result;
  /**
   * A cluster keeps its promises under random client programs and faults. Await it. What is found
   * is shrunk, explained in the message, and saved under `.skerry`.
   */
  toSurvive(options: SurviveOptions): Promise<void>;
}
