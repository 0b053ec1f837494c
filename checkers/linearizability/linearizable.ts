/**
 * Linearizability: every operation seems to take effect at one instant between its call and its
 * return (Herlihy & Wing 1990). The pipeline: prepare, partition by key, compile to columns,
 * search, and a certificate either way; docs/linearizability.md describes each step and proves the
 * reductions.
 */

import type { History } from '../../src/history/operation.js';
import type { Checker, CheckOptions } from '../checker.js';
import type { Model } from '../model.js';
import type { Effort, Verdict } from '../verdict.js';
import { Allowance } from './allowance.js';
import { judge, type Judgement } from './dovetail.js';
import { certifyExhaustion } from './exhaustion.js';
import { explain } from './explain.js';
import { failureReason } from './failure-reason.js';
import { partition, type Part } from './partition.js';
import { prepare, type FailureReader } from './prepare.js';
import { ALL_REDUCTIONS, type Reductions } from './reductions.js';
import { describeProgress, describeReason } from './unfinished.js';

const NAME = 'linearizable';

const ALGORITHM = 'just-in-time search';

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
  /** For tests: searches without some reductions. @internal */
  readonly reductions?: Reductions;
}

/**
 * A checker of linearizability to `model`. Takes strict histories. Exact when it answers; the time
 * is linear in the length of the history and exponential in the operations in flight at once and
 * the crashed ones, so that a hard history ends as `unknown` by the budget (2,000,000
 * configurations, 256 MiB).
 *
 * `check` throws ModelError when an operation has a function or arguments the model does not know.
 */
export function linearizable(model: Model, options: LinearizableOptions = {}): Checker {
  const readFailure =
    options.failures === 'observe' ? (options.failureReason ?? failureReason) : undefined;
  const reductions = options.reductions ?? ALL_REDUCTIONS;
  return {
    name: NAME,
    check(history: History, checkOptions?: CheckOptions): Verdict {
      const parts = partition(prepare(history, model, readFailure), model);
      const allowance = new Allowance(checkOptions);
      const judgement = judge(parts, model, reductions, allowance);
      const effort = {
        judged: history.operations.length,
        configurations: allowance.configurations,
      };
      return verdictOf(judgement, parts, effort, allowance, model);
    },
  };
}

function verdictOf(
  judgement: Judgement,
  parts: readonly Part[],
  effort: Effort,
  allowance: Allowance,
  model: Model,
): Verdict {
  const judged = { checker: NAME, algorithm: ALGORITHM, effort };
  if (judgement.kind === 'unknown') {
    return {
      ...judged,
      kind: 'unknown',
      reason: describeReason(judgement, allowance),
      progress: describeProgress(judgement, parts.length),
    };
  }
  if (judgement.kind === 'illegal') {
    const { search, part } = judgement;
    return {
      ...judged,
      kind: 'illegal',
      anomalies: [explain(search, part, model)],
      certificate: certifyExhaustion(search, part),
    };
  }
  const ordered = parts.map((part, index) => ({
    ...(part.key === undefined ? {} : { key: part.key }),
    order: judgement.orders[index]!,
  }));
  return { ...judged, kind: 'legal', certificate: { kind: 'linearization', parts: ordered } };
}
