/**
 * Anomalies of transactions: what kinds there are, and the evidence that each carries.
 */

import type { Value } from '../../src/history/value.js';
import type { Anomaly } from '../verdict.js';

/** How one transaction depends on another (Adya 1999, chapter 4; `realtime` and `process` Elle). */
export type DependencyKind = 'ww' | 'wr' | 'rw' | 'process' | 'realtime';

/** Why one transaction comes before another. */
export interface DependencyStep {
  /** Places of the transactions in the columns, which are ids of operations. */
  readonly from: number;
  readonly to: number;
  readonly kind: DependencyKind;
  readonly key?: Value;
  /** The version that `from` wrote or read; absent for the initial state. */
  readonly value?: Value;
  /** The version that `to` wrote or read. */
  readonly next?: Value;
  /** A clause: `T2 observed T1's append of 3 to "x"`, with names by their place in the cycle. */
  readonly because: string;
}

/**
 * An anomaly of transactions. In texts T1 is the first of `operations`, T2 the second and so on;
 * the explanation of a cycle is in Elle's form: `T1 < T2, because ...`, and for the last step
 * `However, T2 < T1, because ...: a contradiction!`
 */
export interface TransactionAnomaly extends Anomaly {
  /**
   * Of a cycle: steps[i] leads from operations[i] to the next, the last one back to the first. Who
   * else is needed to order versions stands behind these.
   */
  readonly steps?: readonly DependencyStep[];
}
