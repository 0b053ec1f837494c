/**
 * The independent verifier of verdicts about transactions. It shares no code with the checks: it
 * replays orders of commits against the micro-operations, walks cycles step by step, tries every
 * order of a few transactions, and looks for anomalies of reads by their definitions.
 */

import type { TransactionColumns } from '../../../src/history/transactions/transaction-columns.js';
import type { Certificate } from '../../certificate.js';
import type { Verdict } from '../../verdict.js';
import type { Problem } from '../specification.js';
import { verifyCommitOrder } from './commit-order.js';
import { verifyCore } from './core.js';
import { verifyCycle } from './cycle.js';
import { PlainHistory } from './plain-history.js';
import { verifyAnomaly } from './shown-anomaly.js';

/**
 * Rechecks the certificate of a verdict about transactions; empty means that it proves the verdict.
 * An `unknown` verdict claims nothing and has no problems. A witness is rechecked by the first
 * anomaly of the verdict, which has to be one that reads show. Linear for orders of
 * serializability and snapshot isolation and for cycles of lists, and exponential in the size of a
 * core, which is refused beyond 10.
 */
export function verifyTransactions(columns: TransactionColumns, verdict: Verdict): Problem[] {
  if (verdict.kind === 'unknown') return [];
  if (verdict.kind === 'illegal' && verdict.certificate.kind === 'witness') {
    return verifyAnomaly(new PlainHistory(columns), verdict.anomalies[0]);
  }
  return verifyTransactionCertificate(columns, verdict.certificate, verdict.kind);
}

/** The same for a certificate by itself, which is to prove a history legal or illegal. */
export function verifyTransactionCertificate(
  columns: TransactionColumns,
  certificate: Certificate,
  claim: 'legal' | 'illegal',
): Problem[] {
  return transactionVerifier(columns)(certificate, claim);
}

/**
 * Rechecks many certificates of one history: what had to be found out about it for one is kept for
 * the others.
 */
export function transactionVerifier(
  columns: TransactionColumns,
): (certificate: Certificate, claim: 'legal' | 'illegal') => Problem[] {
  const history = new PlainHistory(columns);
  return (certificate, claim) => {
    if (claim === 'legal') {
      if (certificate.kind === 'commit-order') return verifyCommitOrder(history, certificate);
      return [{ message: `a legal verdict needs an order of commits, not a ${certificate.kind}` }];
    }
    if (certificate.kind === 'core') return verifyCore(history, certificate);
    if (certificate.kind === 'cycle') return verifyCycle(history, certificate);
    return [{ message: `a ${certificate.kind} does not prove that transactions are illegal` }];
  };
}
