/**
 * Pipelined random access memory, PRAM: for each process there is one order of its own operations
 * and the writes of all, which respects the order of each process and explains its reads (Lipton
 * and Sandberg 1988). Writes of different processes may be seen in different orders, whatever their
 * writers had read.
 */

import type { Checker } from '../checker.js';
import type { Allowance } from '../linearizability/allowance.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker, type RegisterModel } from '../registers/register-checker.js';

import type { RegisterOperations } from '../registers/register-operations.js';
import { clocksOf, orderEdges } from './clocks.js';
import { Saturation } from './saturation.js';
import { explainView, judgeViews } from './views.js';
import { indexWrites } from './write-index.js';

const MODEL: RegisterModel = {
  name: 'pram',
  anomaly: 'non-pram',
  algorithm: 'order of processes by vector clocks, saturated for each process',
  judge: (operations, allowance) => judgeViews(operations, saturate, allowance),
  explain: (core) => explainView(core, saturate, 'own'),
};

/**
 * Checks PRAM, also called FIFO consistency. Polynomial: O(n k) and the work of saturation, of
 * which every raised clock counts as a configuration.
 */
export function pram(options: RegisterHistoryOptions = {}): Checker {
  return registerChecker(MODEL, options);
}

function saturate(operations: RegisterOperations, allowance: Allowance): Saturation | undefined {
  const edges = orderEdges(operations, () => false);
  const clocks = clocksOf(operations, edges, allowance);
  // The order of processes alone never goes round.
  if (clocks === 'memory' || clocks === 'cyclic') return undefined;
  return new Saturation(operations, clocks, indexWrites(operations), allowance);
}
