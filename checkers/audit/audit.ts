/**
 * The whole answer about one history: how every model of the lattice stands that applies to it,
 * what is wrong, and what each checker said that judges no model of the lattice.
 */

import type { AnomalyGroup } from '../transactions/audit/transaction-audit.js';
import type { Verdict } from '../verdict.js';
import type { ModelStanding } from './standings.js';

/** What a checker said that stands outside the lattice: Jepsen's, or a bound on staleness. */
export interface CheckResult {
  readonly name: string;
  readonly verdict: Verdict;
  /** Jepsen's fields, or figures; names to values. */
  readonly result?: object;
}

/** The answer. */
export interface Audit {
  /** What the history is of: `list-append transactions`, `operations on a register`. */
  readonly subject: string;
  /** How many operations were judged. */
  readonly judged: number;
  /** Decisions and configurations of searches. */
  readonly configurations: number;
  /** In the order of the lattice, the strongest first. */
  readonly standings: readonly ModelStanding[];
  /** Models that hold and that no other one implies which holds. */
  readonly strongest: readonly string[];
  /** The weakest models that are violated: Elle's `:not`. */
  readonly weakestViolated: readonly string[];
  /** Anomalies of transactions, the most damning first. */
  readonly anomalies: readonly AnomalyGroup[];
  readonly checks: readonly CheckResult[];
}
