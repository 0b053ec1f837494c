/**
 * The independent verifier of verdicts about transactions. It shares no code with the checks: it
 * replays orders of commits against the micro-operations, walks cycles step by step, and tries every
 * order of a few transactions.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { Certificate } from '../../certificate.js';
import type { Verdict } from '../../verdict.js';
import type { Problem } from '../specification.js';
import { verifyCommitOrder } from './commit-order.js';
import { verifyCore } from './core.js';

/**
 * Rechecks the certificate of a verdict about transactions; empty means that it proves the verdict.
 * An `unknown` verdict claims nothing and has no problems. Linear for orders of serializability and
 * snapshot isolation, and exponential in the size of a core, which is refused beyond 10.
 */
export function verifyTransactions(columns: TransactionColumns, verdict: Verdict): Problem[] {
  if (verdict.kind === 'unknown') return [];
  return verifyTransactionCertificate(columns, verdict.certificate, verdict.kind);
}

/** The same for a certificate by itself, which is to prove a history legal or illegal. */
export function verifyTransactionCertificate(
  columns: TransactionColumns,
  certificate: Certificate,
  claim: 'legal' | 'illegal',
): Problem[] {
  if (claim === 'legal') {
    if (certificate.kind === 'commit-order') return verifyCommitOrder(columns, certificate);
    return [{ message: `a legal verdict needs an order of commits, not ${certificate.kind}` }];
  }
  if (certificate.kind === 'core') return verifyCore(columns, certificate);
  return [{ message: `${certificate.kind} does not prove that transactions are illegal` }];
}
