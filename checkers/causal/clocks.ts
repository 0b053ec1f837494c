/**
 * Vector clocks: for each operation, how far along each chain operations come before it (Fidge
 * 1988, Mattern 1989). Memory is operations times chains.
 */

import type { Allowance } from '../linearizability/allowance.js';
import { NOTHING, type RegisterOperations } from '../registers/register-operations.js';
import { Edges, topologicalOrder } from './edge-list.js';

/** What comes before what. */
export interface Clocks {
  /** `row[at * chains + chain]`: the last position of the chain before operation `at`; or -1. */
  readonly row: Int32Array;
  readonly chains: number;
  /** All operations in an order that respects the relation. */
  readonly order: Int32Array;
  /** The edges that the relation is the closure of. */
  readonly edges: Edges;
}

/** The edges of session order, and those from writes to the reads that `reads` says. Linear. */
export function orderEdges(
  operations: RegisterOperations,
  reads: (read: number) => boolean,
): Edges {
  const { size, previous, writer } = operations;
  const edges = new Edges();
  for (let at = 0; at < size; at++) {
    if (previous[at] !== NOTHING) edges.add(previous[at]!, at);
    if (writer[at]! >= 0 && reads(at)) edges.add(writer[at]!, at);
  }
  return edges;
}

/**
 * The clocks of the closure of `edges`: `cyclic` when it is no order, `memory` when the clocks
 * would not fit. O(n k) for k chains.
 */
export function clocksOf(
  operations: RegisterOperations,
  edges: Edges,
  allowance: Allowance,
): Clocks | 'cyclic' | 'memory' {
  const { size, chains, chain, position } = operations;
  const order = topologicalOrder(size, edges);
  if (order.length < size) return 'cyclic';
  // They are dropped when the model has answered, so the next choice of writers may take as much.
  allowance.take(size * chains);
  allowance.take(-size * chains);
  if (allowance.exhausted === 'memory') return 'memory';
  const row = new Int32Array(size * chains).fill(-1);
  const { start, to } = edges.successors(size);
  for (const at of order) {
    for (let edge = start[at]!; edge < start[at + 1]!; edge++) {
      const next = to[edge]! * chains;
      for (let each = 0; each < chains; each++) {
        const known = row[at * chains + each]!;
        if (known > row[next + each]!) row[next + each] = known;
      }
      const own = next + chain[at]!;
      if (position[at]! > row[own]!) row[own] = position[at]!;
    }
  }
  return { row, chains, order, edges };
}

/** Whether one operation comes before another. */
export function comesBefore(
  { row, chains }: Clocks,
  { chain, position }: RegisterOperations,
  one: number,
  other: number,
): boolean {
  return row[other * chains + chain[one]!]! >= position[one]!;
}
