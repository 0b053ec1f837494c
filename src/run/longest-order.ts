/**
 * How far the operations of a recorded history can be ordered, for its report: tried on the part of
 * the anomaly, or, where that is long, on the few operations that shrinking leaves of it.
 */

import type { CheckOptions } from '../../checkers/checker.js';
import { linearizable } from '../../checkers/linearizability/linearizable.js';
import type { LinearizableOptions } from '../../checkers/linearizability/linearizable.js';
import type { PartialOrder } from '../../checkers/linearizability/partial-order.js';
import type { Model } from '../../checkers/model.js';
import type { Verdict } from '../../checkers/verdict.js';
import { sizeOf } from '../history/columns/columnar-history.js';
import type { History } from '../history/operation.js';
import { shrinkHistory } from '../shrink/history/shrink-history.js';

/** How the history was read and judged. */
export interface LongestOrderOptions {
  readonly linearizable?: LinearizableOptions;
  /** For each check. */
  readonly check?: CheckOptions;
}

/** A report is no place for a long search. */
const CHECKS_MAX = 400;

/**
 * One of the longest legal orders around the first anomaly of an illegal verdict; operations are
 * those of `history`. `undefined` where nothing is illegal or too much is left. A few checks of the
 * whole history, where that is long.
 */
export function longestOrder(
  history: History,
  verdict: Verdict,
  model: Model,
  options: LongestOrderOptions = {},
): PartialOrder | undefined {
  if (verdict.kind !== 'illegal') return undefined;
  const checker = linearizable(model, options.linearizable);
  const whole = checker.partialOrder?.(history, verdict.anomalies[0]);
  if (whole !== undefined) return whole;
  const shrunk = shrinkHistory(history, model, { ...options, checksMax: CHECKS_MAX });
  if (shrunk.kind !== 'shrunk') return undefined;
  const order = checker.partialOrder?.(shrunk.history, shrunk.verdict.anomalies[0]);
  return order && { ...renumbered(order, shrunk.origins), shrunkFrom: sizeOf(history) };
}

/** The same order in the ids of the history that was shrunk. */
function renumbered(order: PartialOrder, origins: readonly number[]): PartialOrder {
  const origin = (id: number): number => origins[id] as number;
  return {
    ...order,
    operations: order.operations.map(origin),
    order: order.order.map((step) => ({ ...step, operation: origin(step.operation) })),
    stuck: order.stuck.map((obstacle) => ({ ...obstacle, operation: origin(obstacle.operation) })),
  };
}
