/**
 * Causal consistency in its weakest form, CC: for each operation by itself there is an order of
 * what comes causally before it that explains what it returned. Other operations of the same
 * process may be explained by other orders (Bouajjani, Enea, Guerraoui, Hamza, POPL 2017, section
 * 3.2 and table 2: no CyclicCO, ThinAirRead, WriteCOInitRead, WriteCORead).
 */

import type { Checker } from '../checker.js';
import type { RegisterHistoryOptions } from '../registers/register-accesses.js';
import { registerChecker, type RegisterModel } from '../registers/register-checker.js';
import { causalOrder, readsOverwritten } from './causal-order.js';
import { explainOrder, seesCausally } from './explain-order.js';

const MODEL: RegisterModel = {
  name: 'causal',
  anomaly: 'non-causal',
  algorithm: 'causal order by vector clocks',
  judge(operations, allowance) {
    const order = causalOrder(operations, allowance);
    if ('kind' in order) return order;
    return { kind: readsOverwritten(operations, order) ? 'violated' : 'holds' };
  },
  explain: (core) =>
    explainOrder(core, {
      headline: 'no causal order explains',
      links: () => true,
      tells: () => true,
      sees: seesCausally,
      isForcing: false,
    }),
};

/** Checks weak causal consistency (CC). O(n k) for k processes and crashed writes. */
export function causal(options: RegisterHistoryOptions = {}): Checker {
  return registerChecker(MODEL, options);
}
