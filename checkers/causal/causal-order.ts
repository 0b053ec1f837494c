/**
 * Causal order, what Bouajjani, Enea, Guerraoui and Hamza (POPL 2017) call CO: an operation comes
 * before what its process does later, and a write before the reads of it, and so on.
 */

import type { Allowance } from '../linearizability/allowance.js';
import { describeExhausted } from '../registers/exhausted.js';
import type { Judgement } from '../registers/register-checker.js';
import { INITIAL, type RegisterOperations } from '../registers/register-operations.js';
import { clocksOf, comesBefore, orderEdges, type Clocks } from './clocks.js';
import { topologicalOrder } from './edge-list.js';
import { indexWrites, lastWrite, type WriteIndex } from './write-index.js';

/** The causal order of operations, with what is asked of it. */
export interface CausalOrder {
  readonly clocks: Clocks;
  readonly index: WriteIndex;
}

/** The causal order, or the judgement where there is none. O(n k) for k chains. */
export function causalOrder(
  operations: RegisterOperations,
  allowance: Allowance,
): CausalOrder | Judgement {
  const edges = orderEdges(operations, () => true);
  const clocks = clocksOf(operations, edges, allowance);
  if (clocks === 'cyclic') return { kind: 'violated', persists: isCyclic };
  if (clocks === 'memory') return outOfMemory(operations, allowance);
  return { clocks, index: indexWrites(operations) };
}

/** The judgement where clocks do not fit into what may be used. */
export function outOfMemory(operations: RegisterOperations, allowance: Allowance): Judgement {
  const reason =
    `${describeExhausted(allowance)}: the clocks of ${operations.size} operations in ` +
    `${operations.chains} processes and crashed writes need more; allow more bytes, or judge a ` +
    'shorter history';
  return { kind: 'unknown', reason };
}

/**
 * Calls `found` with each read, the last write of its key that comes before it in a chain, and the
 * writer of the read, where these differ; ends when that answers true.
 */
export function overwritten(
  operations: RegisterOperations,
  { clocks, index }: CausalOrder,
  found: (read: number, seen: number, writer: number) => boolean,
): boolean {
  const { size, isWrite, key, writer } = operations;
  for (let read = 0; read < size; read++) {
    if (isWrite[read] === 1) continue;
    const of = key[read]!;
    for (let group = index.groupStart[of]!; group < index.groupStart[of + 1]!; group++) {
      const known = clocks.row[read * clocks.chains + index.chain[group]!]!;
      const seen = lastWrite(index, operations, group, known);
      if (seen < 0 || seen === writer[read]) continue;
      if (found(read, seen, writer[read]!)) return true;
    }
  }
  return false;
}

/** Whether some read is of a write, or of the initial value, that it has seen overwritten. */
export function readsOverwritten(operations: RegisterOperations, order: CausalOrder): boolean {
  return overwritten(
    operations,
    order,
    (_, seen, writer) => writer === INITIAL || comesBefore(order.clocks, operations, writer, seen),
  );
}

function isCyclic(operations: RegisterOperations): boolean {
  const edges = orderEdges(operations, () => true);
  return topologicalOrder(operations.size, edges).length < operations.size;
}
