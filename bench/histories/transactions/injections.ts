/**
 * The anomalies that are put into runs: a few transactions on three keys of their own, so that
 * nothing else in the history is wrong. Keys begin empty; values are from 1.
 */

import type { TransactionKind } from '../../../src/history/transactions/transaction-columns.js';
import type { Injection, Micro } from './run.js';

/** Transactions that run at the same time, in the order in which they end. */
export interface Scene {
  readonly type: 'ok' | 'fail';
  readonly transactions: readonly (readonly Micro[])[];
}

/** How the anomaly shows itself to clients of the store. */
export function scenesOf(
  injection: Injection,
  kind: TransactionKind,
  [x, y]: readonly [x: number, y: number],
): readonly Scene[] {
  const isList = kind === 'list-append';
  const write = (key: number, value: number): Micro => ({ isWrite: true, key, value, seen: [] });
  const read = (key: number, ...seen: number[]): Micro => {
    const value = isList ? seen.length : (seen.at(-1) ?? 0);
    return { isWrite: false, key, value, seen };
  };
  /** Registers tell the order of two writes only where the second reads the first. */
  const over = (key: number, before: number, value: number): Micro[] =>
    isList ? [write(key, value)] : [read(key, before), write(key, value)];
  const at = (...transactions: Micro[][]): Scene => ({ type: 'ok', transactions });
  const scenes: Readonly<Record<Injection, () => readonly Scene[]>> = {
    G0: () => [
      at([write(x, 1), write(y, 2)], [write(x, 2), write(y, 1)]),
      at([read(x, 1, 2), read(y, 1, 2)]),
    ],
    G1a: () => [{ type: 'fail', transactions: [[write(x, 1)]] }, at([read(x, 1)])],
    G1c: () => [at([write(x, 1), read(y, 1)], [write(y, 1), read(x, 1)])],
    'G-single': () => [
      at([write(x, 1), write(y, 1)]),
      at([...over(x, 1, 2), ...over(y, 1, 2)], [read(x, 1), read(y, 1, 2)]),
      at([read(x, 1, 2), read(y, 1, 2)]),
    ],
    'G2-item': () => [
      at([write(x, 1), write(y, 1)]),
      at([read(x, 1), ...over(y, 1, 2)], [read(y, 1), ...over(x, 1, 2)]),
      at([read(x, 1, 2), read(y, 1, 2)]),
    ],
    'lost-update': () => [
      at([write(x, 1)]),
      at([read(x, 1), write(x, 2)], [read(x, 1), write(x, 3)]),
      at([isList ? read(x, 1, 2, 3) : read(x, 3)]),
    ],
    stale: () => [at([write(x, 1)]), at([read(x)]), at([read(x, 1)])],
  };
  return scenes[injection]();
}
