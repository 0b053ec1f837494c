/**
 * The whole answer about one history of transactions: how every model of the lattice stands, and
 * what is wrong.
 */

import type { TransactionKind } from '../../../src/history/transactions/transaction-columns.js';
import type { CheckOptions } from '../../checker.js';
import type { TransactionAnomaly } from '../anomaly.js';
import type { ModelStanding } from '../../audit/standings.js';

/** What is asked. */
export interface TransactionAuditOptions extends CheckOptions {
  /**
   * Names or synonyms of models: only what decides these is computed. Default: every model of
   * transactions.
   */
  readonly expect?: readonly string[];
  /** Elle's options for histories of registers; each says what the system orders. */
  readonly wfrKeys?: boolean;
  readonly sequentialKeys?: boolean;
  readonly linearizableKeys?: boolean;
}

/** Anomalies of one kind. */
export interface AnomalyGroup {
  readonly kind: string;
  /** Models that it breaks, without the stronger ones that break with them. */
  readonly breaks: readonly string[];
  /** How many were found; the examples are some of them, the most telling first. */
  readonly count: number;
  readonly examples: readonly TransactionAnomaly[];
}

/** The answer. */
export interface TransactionAudit {
  readonly kind: TransactionKind;
  /** How many transactions were judged. */
  readonly judged: number;
  /** Decisions of searches. */
  readonly configurations: number;
  /** In the order of the lattice, the strongest first. */
  readonly standings: readonly ModelStanding[];
  /** Models that hold and that no other one implies which holds. */
  readonly strongest: readonly string[];
  /** The weakest models that are violated: Elle's `:not`. */
  readonly weakestViolated: readonly string[];
  /** The most damning first. */
  readonly anomalies: readonly AnomalyGroup[];
}
