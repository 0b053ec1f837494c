/**
 * The rows of an observation of registers: what each node wrote and read.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import { INITIAL } from '../observation.js';
import type { Nodes } from '../observed-nodes.js';
import { INITIAL_READ } from './read-resolver.js';
import type { ReadResolver } from './read-resolver.js';
import type { RegisterObservation } from './register-observation.js';
import type { WriteTable } from './write-table.js';

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
