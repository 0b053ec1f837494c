/**
 * Causal convergence, CCv: there is one order of all writes, for all processes, that respects
 * causality, and each read returns the last in that order of the writes that come causally before
 * it (Bouajjani, Enea, Guerraoui, Hamza, POPL 2017, section 3.2). Replicas that have seen the same
 * agree. The bad patterns are those of CC and CyclicCF: a circle of causal order and conflicts, by
 * which a write that a read has seen comes before the one that it returned.
 */

import type { Checker } from '../checker.js';
import type { Allowance } from '../linearizability/allowance.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker } from '../registers/register-checker.js';
import type { Judgement, RegisterModel } from '../registers/register-checker.js';
import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';
import { causalOrder, overwritten } from './causal-order.js';
import { topologicalOrder } from './edge-list.js';
import { explainOrder, seesCausally } from './explain-order.js';

const MODEL: RegisterModel = {
  name: 'causal-convergence',
  anomaly: 'non-convergent',
  algorithm: 'causal order and conflicts by vector clocks',
  judge: judgeConvergence,
  explain: (core) =>
    explainOrder(core, {
      headline: 'no one order of writes for all processes explains',
      links: () => true,
      tells: () => true,
      sees: seesCausally,
      isForcing: true,
    }),
};

/** Checks causal convergence (CCv). O(n k) for k processes and crashed writes. */
export function causalConvergence(options: RegisterHistoryOptions = {}): Checker {
  return registerChecker(MODEL, options);
}

/** Whether causal convergence holds, with the order of arbitration. */
export function judgeConvergence(operations: RegisterOperations, allowance: Allowance): Judgement {
  const causality = causalOrder(operations, allowance);
  if ('kind' in causality) return causality;
  const { edges } = causality.clocks;
  const misses = overwritten(operations, causality, (_, seen, writer) => {
    if (writer === INITIAL) return true;
    edges.add(seen, writer);
    return false;
  });
  if (misses) return { kind: 'violated' };
  const order = topologicalOrder(operations.size, edges);
  return order.length < operations.size ? { kind: 'violated' } : { kind: 'holds', order };
}
