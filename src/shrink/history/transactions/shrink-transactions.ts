/**
 * Makes a recorded history of transactions that breaks a level of isolation as small as sound steps
 * make it: the transactions of the gravest anomaly, those that fix the versions it speaks of, and
 * of these what cannot go without losing it. Nothing is run again, so every step has to leave legal
 * histories legal (transaction-removal.ts says why each does); the audit after it only tells
 * whether the same kind of anomaly still breaks the same model.
 */

import type { TransactionAnomaly } from '../../../../checkers/transactions/anomaly.js';
import type {
  AnomalyGroup,
  TransactionAudit,
  TransactionAuditOptions,
} from '../../../../checkers/transactions/audit/transaction-audit.js';
import { withStronger } from '../../../../checkers/transactions/lattice/boundary.js';
import { canonicalKey } from '../../../history/equality.js';
import type { Event } from '../../../history/event.js';
import type { TransactionKind } from '../../../history/transactions/transaction-columns.js';
import {
  eventsOf,
  microsOf,
  recordedTransactions,
  type RecordedTransaction,
} from './recorded-transaction.js';
import { TransactionSearch, type SearchedAnomaly } from './transaction-search.js';
import { isRead, keyOf, versionsIn, versionsWritten } from './transaction-removal.js';

/** What is asked, and what the search may spend. */
export interface ShrinkTransactionsOptions {
  /** Names or synonyms of models: an anomaly against one of these; default: the gravest of all. */
  readonly expect?: readonly string[];
  /** For each audit. */
  readonly audit?: Omit<TransactionAuditOptions, 'expect'>;
  /** Ends the first audit, which looks for what is wrong, with what it has found by then. */
  readonly shouldStopLooking?: () => boolean;
  /** Audits at most; default 5,000. */
  readonly checksMax?: number;
  /** Told after each step how many transactions are left. */
  readonly onProgress?: (transactions: number) => void;
}

/** A history with an anomaly, made smaller. */
export interface ShrunkTransactions extends SearchedAnomaly {
  readonly kind: 'shrunk';
  /** What is left, as it was recorded but for what went. */
  readonly events: readonly Event[];
  /** Transactions at first. */
  readonly from: number;
  /** Transactions left. */
  readonly size: number;
  /** Micro-operations left, and how many these transactions had. */
  readonly micros: { readonly left: number; readonly from: number };
  /** Of what is left. */
  readonly audit: TransactionAudit;
  /** Audits spent. */
  readonly checks: number;
  /** `1-minimal`: no transaction and no micro-operation can go, or the anomaly does. */
  readonly minimality: '1-minimal' | 'budget';
}

/** There is no anomaly. */
export interface NoAnomaly {
  readonly kind: 'none';
  readonly audit: TransactionAudit;
}

const CHECKS_MAX = 5_000;

/**
 * The smallest history of `kind` that sound steps reach from `events`. If that breaks a model, so
 * does the whole. A few audits of the whole, and some of what is left for each of its
 * micro-operations.
 * @throws HistoryError for events that are no transactions of this kind.
 * @throws ModelError for an unknown model in `expect`.
 */
export function shrinkTransactions(
  events: readonly Event[],
  kind: TransactionKind,
  options: ShrinkTransactionsOptions = {},
): ShrunkTransactions | NoAnomaly {
  const { expect, checksMax = CHECKS_MAX, onProgress, shouldStopLooking } = options;
  const whole = recordedTransactions(events);
  const search = new TransactionSearch(whole, kind, {
    checksMax,
    audit: options.audit ?? {},
    onProgress,
  });
  const audit = search.audit(whole, expect, shouldStopLooking);
  const group = worstOf(audit, expect);
  if (group === undefined) return { kind: 'none', audit };
  const kept = { anomaly: group.kind, model: group.breaks[0] };
  search.keep(kept, expect);
  keepNamed(search, group);
  let size = Infinity;
  while (sizeOf(search.transactions) < size && !search.isSpent) {
    size = sizeOf(search.transactions);
    search.hasDoubt = false;
    removeTransactions(search);
    removeVersions(search);
    removeReads(search);
  }
  const origins = new Map(whole.map((one) => [one.events[0]!.at, microsOf(one).length]));
  const left = search.transactions;
  return {
    kind: 'shrunk',
    ...kept,
    events: eventsOf(left),
    from: whole.length,
    size: left.length,
    micros: {
      left: sizeOf(left),
      from: left.reduce((sum, one) => sum + origins.get(one.events[0]!.at)!, 0),
    },
    audit: search.audit(),
    checks: search.checks,
    minimality: search.isSpent || search.hasDoubt ? 'budget' : '1-minimal',
  };
}

/** The gravest anomaly against what is expected. */
function worstOf(
  { anomalies, standings }: TransactionAudit,
  expect: readonly string[] | undefined,
): AnomalyGroup | undefined {
  if (expect === undefined) return anomalies[0];
  const asked = new Set(standings.map(({ model }) => model));
  return anomalies.find(({ breaks }) => [...withStronger(breaks)].some((one) => asked.has(one)));
}

function sizeOf(transactions: readonly RecordedTransaction[]): number {
  return transactions.reduce((sum, one) => sum + microsOf(one).length, 0);
}

/**
 * Jumps to the transactions of the smallest example, alone, then with those that they read from,
 * then with all that share a key of the anomaly: usually all that is needed.
 */
function keepNamed(search: TransactionSearch, { examples }: AnomalyGroup): void {
  const smallest = examples.toSorted((a, b) => a.operations.length - b.operations.length)[0];
  if (smallest === undefined) return;
  const { transactions } = search;
  const named = new Set(smallest.operations.map((at) => transactions[at]!));
  const choices = [
    named,
    new Set([...named, ...writersFor(named, search)]),
    new Set([...named, ...sharing(smallest, named, transactions)]),
  ];
  for (const kept of choices) {
    if (search.remove(new Set(transactions.filter((one) => !kept.has(one))))) return;
  }
}

/** Who wrote what `readers` read. */
function writersFor(
  readers: ReadonlySet<RecordedTransaction>,
  { kind, transactions }: TransactionSearch,
): readonly RecordedTransaction[] {
  const reads = [...readers].flatMap((reader) => microsOf(reader).filter(isRead));
  const seen = new Set(reads.flatMap((micro) => versionsIn(micro, kind)));
  return transactions.filter((one) => versionsWritten(one).some((version) => seen.has(version)));
}

/** Who touches a key of the steps, or where there are none, of the transactions. */
function sharing(
  { steps = [] }: TransactionAnomaly,
  named: ReadonlySet<RecordedTransaction>,
  transactions: readonly RecordedTransaction[],
): readonly RecordedTransaction[] {
  const ofSteps = steps.flatMap(({ key }) => (key === undefined ? [] : [canonicalKey(key)]));
  const ofNamed = [...named].flatMap((one) =>
    microsOf(one).map((each) => canonicalKey(keyOf(each))),
  );
  const keys = new Set(ofSteps.length > 0 ? ofSteps : ofNamed);
  return transactions.filter((one) =>
    microsOf(one).some((each) => keys.has(canonicalKey(keyOf(each)))),
  );
}

/** Tries to take out ever smaller runs of transactions, the last first. */
function removeTransactions(search: TransactionSearch): void {
  for (let size = Math.ceil(search.transactions.length / 2); ; size = Math.ceil(size / 2)) {
    for (let end = search.transactions.length; end > 0 && !search.isSpent;) {
      const start = Math.max(0, end - size);
      search.remove(new Set(search.transactions.slice(start, end)));
      end = Math.min(start, search.transactions.length);
    }
    if (size <= 1) return;
  }
}

/** Tries to take out each version that is written, and each element that was read in a list. */
function removeVersions(search: TransactionSearch): void {
  const { kind } = search;
  const micros = search.transactions
    .flatMap(microsOf)
    .filter((micro) => kind === 'list-append' || !isRead(micro));
  const versions = new Set(micros.flatMap((micro) => versionsIn(micro, kind)));
  for (const version of [...versions].toReversed()) {
    if (search.isSpent) return;
    search.removeVersion(version);
  }
}

/** Tries to take out each read. */
function removeReads(search: TransactionSearch): void {
  for (let at = search.transactions.length - 1; at >= 0; at--) {
    const reader = search.transactions[at];
    if (reader === undefined) continue;
    for (let place = microsOf(reader).length - 1; place >= 0; place--) {
      const current = search.transactions[at];
      const micro = current && microsOf(current)[place];
      if (micro === undefined || !isRead(micro)) continue;
      if (search.isSpent) return;
      search.removeRead(current!, place);
    }
  }
}
