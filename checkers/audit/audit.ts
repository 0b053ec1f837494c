/**
 * The whole answer about one history: how every model of the lattice stands that applies to it,
 * what is wrong, and what each checker said that judges no model of the lattice.
 */

import type { TransactionAudit } from '../transactions/audit/transaction-audit.js';
import type { Verdict } from '../verdict.js';

/** What a checker said that stands outside the lattice: Jepsen's, or a bound on staleness. */
export interface CheckResult {
  readonly name: string;
  readonly verdict: Verdict;
  /** Jepsen's fields, or figures; names to values. */
  readonly result?: object;
}

/** The answer: `judged` counts operations, and `anomalies` are those of transactions. */
export interface Audit extends Omit<TransactionAudit, 'kind'> {
  /** What the history is of: `list-append transactions`, `operations on a register`. */
  readonly subject: string;
  readonly checks: readonly CheckResult[];
}
