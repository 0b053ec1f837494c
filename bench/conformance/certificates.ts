/**
 * Every certificate of an answer about transactions, held before the verifier.
 */

import type { ModelStanding } from '../../checkers/audit/standings.js';
import type { TransactionAudit } from '../../checkers/transactions/audit/transaction-audit.js';
import { verifyTransactionCertificate } from '../../checkers/verify/transactions/verify-transactions.js';
import type { TransactionColumns } from '../../src/history/transactions/transaction-columns.js';

/** How many certificates there are, and what is wrong with them. */
export interface Verified {
  readonly certificates: number;
  readonly problems: readonly string[];
}

/** Replays the certificates of all standings. Exponential in the size of the cores, at most 10. */
export function verifyStandings(columns: TransactionColumns, audit: TransactionAudit): Verified {
  const problems: string[] = [];
  let certificates = 0;
  for (const { model, standing, because } of audit.standings) {
    if (because.kind !== 'certificate' || standing === 'undecided') continue;
    certificates++;
    const claim = CLAIMS[standing];
    for (const { message } of verifyTransactionCertificate(columns, because.certificate, claim)) {
      problems.push(`${model} ${standing}: ${message}`);
    }
  }
  return { certificates, problems };
}

const CLAIMS: Readonly<
  Record<Exclude<ModelStanding['standing'], 'undecided'>, 'legal' | 'illegal'>
> = { holds: 'legal', violated: 'illegal' };
