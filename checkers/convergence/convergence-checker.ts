/**
 * Verdicts of the checkers of convergence.
 */

import { sizeOf } from '../../src/history/columns/columnar-history.js';
import type { History } from '../../src/history/operation.js';
import type { Checker } from '../checker.js';
import type { Anomaly } from '../verdict.js';

/** What is found of a history. */
export type Finding =
  | { readonly kind: 'holds' }
  | { readonly kind: 'violated'; readonly anomaly: Anomaly }
  | { readonly kind: 'unknown'; readonly reason: string };

/** A checker that looks for anomalies whose operations are the evidence. */
export function convergenceChecker(
  name: string,
  algorithm: string,
  find: (history: History) => Finding,
): Checker {
  return {
    name,
    check(history) {
      const effort = { judged: sizeOf(history), configurations: 0 };
      const head = { checker: name, algorithm, effort };
      const found = find(history);
      if (found.kind === 'unknown') {
        return { ...head, kind: 'unknown', reason: found.reason, progress: 'all operations read' };
      }
      const operations = found.kind === 'violated' ? found.anomaly.operations : [];
      const certificate = { kind: 'witness', operations, records: [] } as const;
      if (found.kind === 'holds') return { ...head, kind: 'legal', certificate };
      return { ...head, kind: 'illegal', anomalies: [found.anomaly], certificate };
    },
  };
}
