/**
 * What must come before what by the definitions, all of it, as a matrix: on histories too long for
 * all orders, where a level holds exactly if this has no cycle (Biswas and Enea, OOPSLA 2019,
 * theorems 4.4 and 4.6).
 */

import type { Axiom, CommitOrder } from '../../../../../checkers/transactions/levels/level.js';
import { predecessorsOf } from '../../../oracle/transactions/transactions.js';
import type { OracleHistory, WeakLevelFacts } from '../../../oracle/transactions/weak-levels.js';

/** The length of a shortest cycle, `Infinity` without one; 2 for one with the initial state. */
export function shortestCycleLength(
  history: OracleHistory,
  facts: WeakLevelFacts,
  axiom: Axiom,
  order: CommitOrder,
): number {
  const edges = predecessorsOf(history, order).map((row) => new Set(row));
  for (const [later, before] of edges.entries()) {
    for (const earlier of history.keys()) if (facts.precedes(earlier, later)) before.add(earlier);
  }
  const read = new Set(facts.reads.map(({ from }) => from));
  const taken = [...history.keys()].filter((at) => history[at]!.outcome === 'ok' || read.has(at));
  for (const { from, reader } of facts.reads) if (from >= 0) edges[reader]!.add(from);
  for (const { before, after } of facts.forced(axiom, taken)) {
    if (after < 0) return 2;
    edges[after]!.add(before);
  }
  const kept = new Set(taken);
  return Math.min(Infinity, ...taken.map((start) => cycleThrough(edges, kept, start)));
}

function cycleThrough(
  edges: readonly ReadonlySet<number>[],
  kept: ReadonlySet<number>,
  start: number,
): number {
  const distance = new Map([[start, 0]]);
  for (const [node, length] of distance) {
    for (const before of edges[node]!) {
      if (before === start) return length + 1;
      if (kept.has(before) && !distance.has(before)) distance.set(before, length + 1);
    }
  }
  return Infinity;
}
