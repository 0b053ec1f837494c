/**
 * The rows of an observation of registers: which transactions are nodes, what each of them wrote
 * and read, and which came before it in its process.
 */

import { OUTCOME } from '../../../src/history/columns/operation-columns.js';
import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { INITIAL } from '../observation.js';
import { INITIAL_READ } from './read-resolver.js';
import type { ReadResolver } from './read-resolver.js';
import type { RegisterObservation } from './register-observation.js';
import type { WriteTable } from './write-table.js';

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

/** What the nodes wrote. */
export interface Written {
  readonly writeStart: Int32Array;
  readonly writeKey: Int32Array;
  readonly writeMicro: Int32Array;
  /** For each micro-operation that is a last write its place in `writeKey`. */
  readonly versionOf: Int32Array;
}

/** The last writes of each node. Linear. */
export function writesOf(
  { key, start }: TransactionColumns,
  { isLast }: WriteTable,
  transaction: Int32Array,
): Written {
  const size = transaction.length;
  let count = 0;
  for (let node = 1; node < size; node++) {
    const end = start[transaction[node]! + 1]!;
    for (let micro = start[transaction[node]!]!; micro < end; micro++) count += isLast[micro]!;
  }
  const writeStart = new Int32Array(size + 1);
  const writeKey = new Int32Array(count);
  const writeMicro = new Int32Array(count);
  const versionOf = new Int32Array(isLast.length);
  let at = 0;
  for (let node = 1; node < size; node++) {
    writeStart[node] = at;
    const end = start[transaction[node]! + 1]!;
    for (let micro = start[transaction[node]!]!; micro < end; micro++) {
      if (isLast[micro] === 0) continue;
      versionOf[micro] = at;
      writeMicro[at] = micro;
      writeKey[at++] = key[micro]!;
    }
  }
  writeStart[size] = at;
  return { writeStart, writeKey, writeMicro, versionOf };
}

/** The external reads of each node. Linear. */
export function readsOf(
  resolver: ReadResolver,
  { transaction, node, size }: Nodes,
  versionOf: Int32Array,
): Pick<RegisterObservation, 'readStart' | 'readKey' | 'readWriter' | 'readMicro' | 'readVersion'> {
  const { length, source, writer, micro, start } = resolver;
  const { key } = resolver.columns;
  const readStart = new Int32Array(size + 1);
  // Only committed transactions have reads, and all of them are nodes: the rows stay as they are.
  for (let at = 1; at < size; at++) readStart[at + 1] = start[transaction[at]! + 1]!;
  const readKey = new Int32Array(length);
  const readWriter = new Int32Array(length);
  const readVersion = new Int32Array(length);
  for (let at = 0; at < length; at++) {
    readKey[at] = key[micro[at]!]!;
    const from = source[at]!;
    readWriter[at] = from === INITIAL_READ ? INITIAL : node[writer[at]!]!;
    readVersion[at] = from === INITIAL_READ ? -1 : versionOf[from]!;
  }
  return { readStart, readKey, readWriter, readMicro: micro.slice(0, length), readVersion };
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
