/**
 * How long the shortest cycle is among dependencies that need no choice, literally: every pair of
 * transactions of a history of registers, with their begins and commits as moments of their own.
 */

import type { Level } from '../../../../../checkers/transactions/levels/level.js';
import type { Observation } from '../../../../../checkers/transactions/observation.js';
import {
  keysWritten,
  predecessorsOf,
  type OracleTransaction,
} from '../../../oracle/transactions/transactions.js';

/** Steps of a shortest cycle; `Infinity` without one. Cubic in transactions. */
export function shortestLiteralCycle(
  history: readonly OracleTransaction[],
  observation: Observation,
  level: Level,
): number {
  const { size, transaction, readStart, readKey, readWriter } = observation;
  const isSerial = level.axiom === 'serializable';
  const begin = (node: number): number => (isSerial ? node : 2 * node);
  const commit = (node: number): number => (isSerial ? node : 2 * node + 1);
  const count = isSerial ? size : 2 * size;
  const length = Array.from({ length: count }, () => Array<number>(count).fill(Infinity));
  const join = (from: number, to: number, steps: number): void => {
    length[from]![to] = Math.min(length[from]![to]!, steps);
  };
  const nodes = Array.from({ length: size - 1 }, (_, at) => at + 1);
  const before = predecessorsOf(history, level.order);
  const writes = (node: number, key: number): boolean =>
    keysWritten(history[transaction[node]!]!).has(key);
  const reads = [...readKey].map((key, at) => ({ key, writer: readWriter[at]! }));
  const readsFrom = (node: number): typeof reads =>
    reads.slice(readStart[node], readStart[node + 1]);
  for (const node of nodes) {
    if (!isSerial) join(begin(node), commit(node), 0);
    for (const place of before[transaction[node]!]!) {
      join(commit(observation.node[place]!), begin(node), 1);
    }
    for (const { key, writer } of readsFrom(node)) {
      if (writer !== 0) join(commit(writer), begin(node), 1);
      for (const other of nodes) {
        if (other === node || !writes(other, key)) continue;
        const overwrites = readsFrom(other).some(
          (read) => read.key === key && read.writer === writer,
        );
        if (writer === 0 || overwrites) join(begin(node), commit(other), 1);
      }
    }
  }
  for (const middle of length.keys()) {
    for (const row of length) {
      for (const to of row.keys())
        row[to] = Math.min(row[to]!, row[middle]! + length[middle]![to]!);
    }
  }
  return Math.min(...length.map((row, at) => row[at]!));
}
