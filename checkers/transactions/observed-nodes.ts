/**
 * Which transactions are nodes of an observation, and which came before each in its process.
 */

import { OUTCOME } from '../../src/history/columns/operation-columns.js';
import type { TransactionColumns } from '../../src/history/transactions/transaction-columns.js';
import { INITIAL } from './observation.js';

/** Numbers of processes below are looked up in an array, greater ones in a map. */
const DIRECT_PROCESSES = 1 << 16;

/** The transactions that took effect, by number. */
export interface Nodes {
  readonly size: number;
  readonly transaction: Int32Array;
  readonly node: Int32Array;
  readonly crashed: Int32Array;
}

/** Numbers the transactions that took effect: `observed` are the crashed ones that were read. */
export function nodesOf({ outcome, size }: TransactionColumns, observed: Uint8Array): Nodes {
  const node = new Int32Array(size).fill(-1);
  const transaction = new Int32Array(size + 1);
  const crashed: number[] = [];
  transaction[INITIAL] = -1;
  let next = 1;
  for (let place = 0; place < size; place++) {
    if (outcome[place] !== OUTCOME.ok) {
      if (outcome[place] !== OUTCOME.info || observed[place] === 0) continue;
      crashed.push(next);
    }
    node[place] = next;
    transaction[next++] = place;
  }
  return {
    size: next,
    transaction: transaction.slice(0, next),
    node,
    crashed: Int32Array.from(crashed),
  };
}

/** The `ok` node before each in its process, by order of events. Linear. */
export function previousOf(columns: TransactionColumns, transaction: Int32Array): Int32Array {
  const { process, processNames, outcome } = columns;
  const previous = new Int32Array(transaction.length);
  const names = processNames.length;
  const last = new Map<number, number>();
  const direct = new Int32Array(DIRECT_PROCESSES + names);
  for (let node = 1; node < transaction.length; node++) {
    const place = transaction[node]!;
    const isFollowed = outcome[place] === OUTCOME.ok;
    const by = process[place]!;
    if (by < DIRECT_PROCESSES) {
      previous[node] = direct[by + names]!;
      if (isFollowed) direct[by + names] = node;
      continue;
    }
    previous[node] = last.get(by) ?? INITIAL;
    if (isFollowed) last.set(by, node);
  }
  return previous;
}
