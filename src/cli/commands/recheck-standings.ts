/**
 * `--verify` of an audit: every certificate of a standing goes through the independent verifier.
 */

import type { ModelStanding } from '../../../checkers/audit/standings.js';
import { isLimitProblem } from '../../../checkers/verify/transactions/limit-problem.js';
import { transactionVerifier } from '../../../checkers/verify/transactions/verify-transactions.js';
import type { TransactionColumns } from '../../history/transactions/transaction-columns.js';
import { CommandError, EXIT } from '../exit-codes.js';
import type { Terminal } from '../terminal.js';

/**
 * Says how many certificates hold, and which are too large to tell.
 * @throws {@link CommandError} for one that does not hold, a defect of skerry.
 */
export function recheckStandings(
  standings: readonly ModelStanding[],
  columns: TransactionColumns | undefined,
  terminal: Terminal,
): void {
  if (columns === undefined) {
    terminal.remark('the verifier knows standings of transactions only: nothing rechecked');
    return;
  }
  const verify = transactionVerifier(columns);
  let rechecked = 0;
  for (const { model, standing, because } of standings) {
    if (because.kind !== 'certificate') continue;
    const claim = standing === 'holds' ? 'legal' : 'illegal';
    const [problem] = verify(because.certificate, claim);
    if (problem === undefined) rechecked++;
    else if (isLimitProblem(problem)) terminal.remark(`${model} not rechecked: ${problem.message}`);
    else {
      const text = `the certificate for ${model} does not hold: ${problem.message}`;
      throw new CommandError(text, EXIT.internal);
    }
  }
  terminal.remark(RECHECKED[rechecked] ?? `${rechecked} certificates rechecked: they hold`);
}

const RECHECKED: readonly string[] = [
  'no standing has a certificate that could be rechecked',
  '1 certificate rechecked: it holds',
];
