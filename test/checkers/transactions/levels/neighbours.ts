/**
 * Neighbouring models, told apart by runs of the transactional store: a run of the stronger level
 * keeps the stronger model, a run of the weaker one breaks it and keeps the weaker.
 */

import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import type { Certificate } from '../../../../checkers/certificate.js';
import { levelOf } from '../../../../checkers/transactions/lattice/levels.js';
import * as verifier from '../../../../checkers/verify/transactions/verify-transactions.js';
import type {
  TransactionColumns,
  TransactionKind,
} from '../../../../src/history/transactions/transaction-columns.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import { recordStore } from '../../../../src/systems/index.js';

type TransactionAudit = ReturnType<typeof auditTransactions>;

/** Two models, the second of which implies the first. */
export interface Neighbours {
  readonly weaker: string;
  readonly stronger: string;
  readonly kind: TransactionKind;
}

/** A run in which only the weaker of two models holds. */
export interface Separation {
  readonly seed: number;
  readonly weaker: 'holds' | 'undecided';
  /** How many certificates the verifier accepted. */
  readonly accepted: number;
}

const BOTH: readonly TransactionKind[] = ['rw-register', 'list-append'];

const SESSION = 'strong-session-';

const CHAIN = [
  'read-uncommitted',
  'read-committed',
  'monotonic-atomic-view',
  'read-atomic',
  'causal-cerone',
  'prefix',
  'snapshot-isolation',
  'serializable',
];

const SESSION_CHAIN = [
  'strong-session-read-committed',
  'strong-session-monotonic-atomic-view',
  'strong-session-read-atomic',
  'strong-session-causal',
  'strong-session-prefix',
  'strong-session-snapshot-isolation',
  'strong-session-serializable',
];

const OTHERS: readonly (readonly [string, string])[] = [
  ['monotonic-atomic-view', 'strong-session-monotonic-atomic-view'],
  ['read-atomic', 'strong-session-read-atomic'],
  ['causal-cerone', 'strong-session-causal'],
  ['prefix', 'strong-session-prefix'],
  ['snapshot-isolation', 'strong-session-snapshot-isolation'],
  ['serializable', 'strong-session-serializable'],
  ['strong-read-committed', 'strong-snapshot-isolation'],
  ['strong-session-snapshot-isolation', 'strong-snapshot-isolation'],
  ['strong-snapshot-isolation', 'strong-serializable'],
  ['strong-session-serializable', 'strong-serializable'],
  ['causal-cerone', 'parallel-snapshot-isolation'],
  ['parallel-snapshot-isolation', 'snapshot-isolation'],
  ['read-committed', 'cursor-stability'],
  ['cursor-stability', 'consistent-view'],
  ['consistent-view', 'snapshot-isolation'],
];

/** Of registers no read tells in which order commits that nobody has seen took effect. */
const LISTS_ONLY: readonly (readonly [string, string])[] = [
  ['read-committed', 'strong-session-read-committed'],
  ['strong-session-read-committed', 'strong-read-committed'],
];

/** Every pair that single-item histories tell apart and whose levels the store has. */
export const neighbours: readonly Neighbours[] = [
  ...[...steps(CHAIN), ...steps(SESSION_CHAIN), ...OTHERS].flatMap(([weaker, stronger]) =>
    BOTH.map((kind) => ({ weaker, stronger, kind })),
  ),
  ...LISTS_ONLY.map(([weaker, stronger]) => ({
    weaker,
    stronger,
    kind: 'list-append' as const,
  })),
];

/** Models without a complete check, and so without a certificate. */
export function isDecided(model: string): boolean {
  return levelOf(model) !== undefined;
}

/** The first seed of `seeds` in whose run of `level` its model is violated. */
export function alarmOf(level: string, kind: TransactionKind, seeds: number): number | undefined {
  for (let seed = 1; seed <= seeds; seed++) {
    const { audit, columns } = runOf(level, kind, seed, [level]);
    const standing = standingOf(audit, level);
    if (standing === 'violated') return seed;
    if (standing === 'holds') acceptedProofs(columns, audit, level);
  }
  return undefined;
}

/**
 * The first run of the weaker level, of the first `seeds`, in which the stronger model is violated
 * and a certificate says so, if there are any for it.
 */
export function separate(
  { weaker, stronger, kind }: Neighbours,
  seeds: number,
): Separation | undefined {
  for (let seed = 1; seed <= seeds; seed++) {
    const { audit, columns } = runOf(weaker, kind, seed, [weaker, stronger]);
    const standing = standingOf(audit, weaker);
    if (standing === 'violated') throw new Error(`seed ${seed} breaks ${weaker}`);
    if (standingOf(audit, stronger) !== 'violated') continue;
    const against = acceptedProofs(columns, audit, stronger);
    if (isDecided(stronger) && against === 0) continue;
    const accepted = against + acceptedProofs(columns, audit, weaker);
    return { seed, weaker: standing, accepted };
  }
  return undefined;
}

function steps(chain: readonly string[]): (readonly [string, string])[] {
  return chain.slice(1).map((stronger, at) => [chain[at]!, stronger] as const);
}

function runOf(
  level: string,
  kind: TransactionKind,
  seed: number,
  expect: readonly string[],
): { readonly audit: TransactionAudit; readonly columns: TransactionColumns } {
  // Two sessions in a row and a few keys are what all but the rarest anomalies need.
  const transactions = level.startsWith(SESSION) ? 16 : 24;
  const columns = transactionsOf(recordStore({ level, kind, seed, transactions }), kind);
  return { columns, audit: auditTransactions(columns, { expect }) };
}

function standingOf({ standings }: TransactionAudit, model: string) {
  return standings.find((one) => one.model === model)!.standing;
}

/**
 * 1 if the verifier accepts the evidence for how `model` stands, 0 if there is none. Throws for a
 * certificate that it refuses. The operations of an anomaly may show it only together with what
 * others read, so that they need not be accepted.
 */
function acceptedProofs(columns: TransactionColumns, audit: TransactionAudit, model: string) {
  const claim = standingOf(audit, model) === 'holds' ? 'legal' : 'illegal';
  let because = audit.standings.find((one) => one.model === model)!.because;
  while (because.kind === 'implied') {
    const { by } = because;
    because = audit.standings.find((one) => one.model === by)!.because;
  }
  if (because.kind === 'certificate') {
    const [problem] = verifier.verifyTransactionCertificate(columns, because.certificate, claim);
    if (problem !== undefined) throw new Error(`${model}: ${problem.message}`);
    return 1;
  }
  if (because.kind !== 'anomaly') return 0;
  const { anomaly } = because;
  const [example] = audit.anomalies.find(({ kind }) => kind === anomaly)!.examples;
  const operations = [...new Set(example!.operations)];
  const core: Certificate = { kind: 'core', model, operations };
  return verifier.verifyTransactionCertificate(columns, core, claim).length === 0 ? 1 : 0;
}
