/**
 * The search for a smaller history of transactions: what is left of it, and how many audits it may
 * still spend. Greedy: what still shows the anomaly becomes the current history.
 */

import { standingOf } from '../../../../checkers/audit/standings.js';
import { levelOf } from '../../../../checkers/transactions/lattice/levels.js';
import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import type {
  TransactionAudit,
  TransactionAuditOptions,
} from '../../../../checkers/transactions/audit/transaction-audit.js';
import type { TransactionKind } from '../../../history/transactions/transaction-columns.js';
import { transactionsOf } from '../../../history/transactions/transactions-of.js';
import { eventsOf, type RecordedTransaction } from './recorded-transaction.js';
import {
  withoutRead,
  withoutTransactions,
  withoutVersions,
  type RemovalRules,
} from './transaction-removal.js';

/** What has to stay. */
export interface SearchedAnomaly {
  /** Its kind. */
  readonly anomaly: string;
  /** The weakest model that it breaks; `undefined` for an anomaly that breaks none. */
  readonly model: string | undefined;
}

/** What the search may spend. */
interface TransactionBudget {
  readonly checksMax: number;
  /** For each audit. */
  readonly audit: Omit<TransactionAuditOptions, 'expect'>;
  readonly onProgress: ((transactions: number) => void) | undefined;
}

const OF_STATES: ReadonlySet<string> = new Set(['prefix', 'snapshot-isolation', 'serializable']);

/** Whether the level of a model is one at which every transaction reads the state of one moment. */
export function readsStates(model: string): boolean {
  // Without predicates repeatable read is broken by what breaks serializability.
  return model === 'repeatable-read' || OF_STATES.has(levelOf(model)?.axiom ?? '');
}

/** One search; each `remove...` says whether what it was asked to take went. */
export class TransactionSearch {
  checks = 0;
  /** Whether some search left the model open, so that what it was asked about may break it. */
  hasDoubt = false;
  #anomaly: SearchedAnomaly = { anomaly: '', model: undefined };
  #expected: readonly string[] | undefined;

  constructor(
    public transactions: readonly RecordedTransaction[],
    readonly kind: TransactionKind,
    private readonly budget: TransactionBudget,
  ) {}

  /** True when no audit is left. */
  get isSpent(): boolean {
    return this.checks >= this.budget.checksMax || this.budget.audit.shouldStop?.() === true;
  }

  /**
   * What has to stay from now on. An audit need only decide its model, unless the anomaly is told
   * only where the models of `expect` are asked for.
   */
  keep(anomaly: SearchedAnomaly, expect: readonly string[] | undefined): void {
    this.#anomaly = anomaly;
    this.#expected = anomaly.model === undefined ? expect : [anomaly.model];
    if (!this.#isShown(this.audit())) this.#expected = expect;
  }

  /** How `transactions` stand. */
  audit(
    transactions: readonly RecordedTransaction[] = this.transactions,
    expect: readonly string[] | undefined = this.#expected,
    shouldStop: (() => boolean) | undefined = this.budget.audit.shouldStop,
  ): TransactionAudit {
    const columns = transactionsOf(eventsOf(transactions), this.kind);
    return auditTransactions(columns, {
      ...this.budget.audit,
      ...(expect === undefined ? {} : { expect }),
      ...(shouldStop === undefined ? {} : { shouldStop }),
    });
  }

  /** Takes out transactions, with every trace of what they wrote. */
  remove(chosen: ReadonlySet<RecordedTransaction>): boolean {
    if (chosen.size === 0) return false;
    return this.#offer(withoutTransactions(this.transactions, this.#rules, chosen));
  }

  /** Takes out a version, with every trace of it. */
  removeVersion(version: string): boolean {
    return this.#offer(withoutVersions(this.transactions, this.#rules, new Set([version])));
  }

  /** Takes out one micro-operation that reads. */
  removeRead(reader: RecordedTransaction, place: number): boolean {
    return this.#offer(withoutRead(this.transactions, reader, place));
  }

  #offer(smaller: readonly RecordedTransaction[]): boolean {
    if (smaller.length === 0 || this.isSpent) return false;
    this.checks += 1;
    const audit = this.audit(smaller);
    if (!this.#isShown(audit)) {
      const { model } = this.#anomaly;
      const known = model === undefined ? undefined : standingOf(audit.standings, model);
      // Without a search, nothing was cut short: there is no complete check to ask.
      if (known?.standing === 'undecided' && audit.configurations > 0) this.hasDoubt = true;
      return false;
    }
    this.transactions = smaller;
    this.budget.onProgress?.(smaller.length);
    return true;
  }

  get #rules(): RemovalRules {
    const { model } = this.#anomaly;
    return { kind: this.kind, readsStates: model !== undefined && readsStates(model) };
  }

  #isShown({ anomalies }: TransactionAudit): boolean {
    return anomalies.some(({ kind }) => kind === this.#anomaly.anomaly);
  }
}
