/**
 * Linearizability: every operation seems to take effect at one instant between its call and its
 * return (Herlihy & Wing 1990). The pipeline: partition by key, judge each part by the monitor for
 * its kind of object, search what monitors decline, and a certificate either way;
 * docs/linearizability.md describes each step and proves the reductions.
 */

import { sizeOf } from '../../src/history/columns/columnar-history.js';
import type { History } from '../../src/history/operation.js';
import type { Checker, CheckOptions } from '../checker.js';
import type { Model } from '../model.js';
import { watched } from '../models/guard.js';
import { failureReason } from './failure-reason.js';
import type { Verdict } from '../verdict.js';
import type { Part } from './part.js';
import { partialOrderOf } from './partial-order.js';
import { partition, type FailureReader } from './partition.js';
import { LINEARIZABLE, PartsCheck } from './parts-check.js';
import type { Reductions } from './reductions.js';

/** How histories are read. */
export interface LinearizableOptions {
  /**
   * `ignore` (default): a failed operation did not happen, and says nothing. `observe`: where its
   * failure has a reason, such as a compare that failed, it saw the state at some instant between
   * its call and its return.
   */
  readonly failures?: 'ignore' | 'observe';
  /**
   * Reads the reason of a failure; default: Maelstrom's codes 22 and 20 and their names in `error`.
   */
  readonly failureReason?: FailureReader;
  /** For tests: `false` leaves everything to the search. @internal */
  readonly monitors?: boolean;
  /** For tests: searches without some reductions. @internal */
  readonly reductions?: Reductions;
}

/**
 * A checker of linearizability to `model`. Takes strict histories. Exact when it answers. Histories
 * that a monitor understands take log-linear time; others are searched, in time linear in the
 * length of the history and exponential in the operations in flight at once and the crashed ones,
 * so that a hard history ends as `unknown` by the budget (2,000,000 configurations, 256 MiB).
 *
 * `check` throws ModelError when an operation has a function or arguments the model does not know,
 * and when a model without an `object` turns out to be no function.
 */
export function linearizable(given: Model, options: LinearizableOptions = {}): Checker {
  const model = given.object === undefined ? watched(given) : given;
  return {
    name: LINEARIZABLE,
    check(history: History, checkOptions?: CheckOptions): Verdict {
      const parts = partsOf(history, model, options);
      const check = new PartsCheck(parts, sizeOf(history), model, options, checkOptions);
      check.search(check.monitor());
      return check.verdict();
    },
    partialOrder(history, { operations }) {
      const involved = new Set(operations);
      const part = partsOf(history, model, options).find(({ place }) =>
        place.some((id) => involved.has(id)),
      );
      return part === undefined ? undefined : partialOrderOf(part, model);
    },
  };
}

/** The parts of `history` as the options say that it is read. */
export function partsOf(history: History, model: Model, options: LinearizableOptions): Part[] {
  const readFailure =
    options.failures === 'observe' ? (options.failureReason ?? failureReason) : undefined;
  return partition(history, model, readFailure);
}
