/**
 * Whether the transactions that an anomaly names show it alone: the others are left out, with what
 * was read of them.
 */

import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import type { TransactionAnomaly } from '../../../../checkers/transactions/anomaly.js';
import { impliedAnomalies } from '../../../../checkers/transactions/lattice/anomalies.js';
import { seeded } from '../../oracle/random.js';
import type { OracleTransaction } from '../../oracle/transactions/transactions.js';
import { eventsOf } from '../lists/random-lists.js';
import { columnsOf, randomAudited } from './random-audited.js';

/** What was seen. */
export interface EvidenceTally {
  /** Anomalies with steps that were tried, by kind. */
  readonly tried: Map<string, number>;
  readonly complaints: string[];
}

/** Takes the first example of every cycle that is found in `count` histories. */
export function auditEvidence(count: number, seed: number): EvidenceTally {
  const tally: EvidenceTally = { tried: new Map(), complaints: [] };
  for (let round = 0; round < count; round++) {
    const random = seeded(seed + round);
    const { kind, transactions } = randomAudited(random, 4 + random.below(8));
    const options = { wfrKeys: true };
    const whole = auditTransactions(columnsOf({ kind, events: eventsOf(transactions) }), options);
    for (const { examples } of whole.anomalies) {
      const [example] = examples;
      if (example?.steps === undefined) continue;
      tally.tried.set(example.kind, (tally.tried.get(example.kind) ?? 0) + 1);
      const alone = partOf(transactions, example);
      const part = auditTransactions(columnsOf({ kind, events: eventsOf(alone) }), options);
      const shown = impliedAnomalies(part.anomalies.map((group) => group.kind));
      if (shown.has(example.kind)) continue;
      const found = part.anomalies.map((group) => group.kind).join();
      tally.complaints.push(`seed ${seed + round}, ${kind}: ${example.kind}, alone ${found}`);
    }
  }
  return tally;
}

/** The transactions of an anomaly, and of lists the readers that show the order of its appends. */
function partOf(
  transactions: readonly OracleTransaction[],
  { operations, steps = [] }: TransactionAnomaly,
): readonly OracleTransaction[] {
  const kept = new Set(operations);
  for (const { kind, key } of steps) {
    if (kind !== 'ww' && kind !== 'rw') continue;
    for (const at of longestReader(transactions, key as number)) kept.add(at);
    for (const at of orderers(transactions, key as number)) kept.add(at);
  }
  const written = new Set<string>();
  for (const at of kept) {
    for (const { f, key, value } of transactions[at]!.micros) {
      if (f !== 'r') written.add(`${key} ${String(value)}`);
    }
  }
  return transactions.flatMap((transaction, at) =>
    kept.has(at) ? [withoutOthers(transaction, written)] : [],
  );
}

function longestReader(transactions: readonly OracleTransaction[], wanted: number): number[] {
  let length = 0;
  let found: number[] = [];
  for (const [at, { outcome, micros }] of transactions.entries()) {
    for (const { f, key, value } of micros) {
      if (outcome !== 'ok' || f !== 'r' || key !== wanted || !Array.isArray(value)) continue;
      if (value.length <= length) continue;
      length = value.length;
      found = [at];
    }
  }
  return found;
}

/** Who reads and writes a register says which version came before which. */
function orderers(transactions: readonly OracleTransaction[], wanted: number): number[] {
  return [...transactions.keys()].filter((at) => {
    const own = transactions[at]!.micros.filter(({ key }) => key === wanted);
    return own.some(({ f }) => f === 'w') && own.some(({ f }) => f === 'r');
  });
}

function withoutOthers(
  transaction: OracleTransaction,
  written: ReadonlySet<string>,
): OracleTransaction {
  const micros = transaction.micros.flatMap((micro) => {
    if (micro.f !== 'r' || micro.value === null) return [micro];
    const isKept = (value: number): boolean => written.has(`${micro.key} ${value}`);
    if (typeof micro.value === 'number') return isKept(micro.value) ? [micro] : [];
    return [{ ...micro, value: micro.value.filter(isKept) }];
  });
  return { ...transaction, micros };
}
