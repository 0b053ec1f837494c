/**
 * Every certificate that an audit gives is accepted, and an order that was changed is refused or is
 * one that holds as well.
 */

import { describe, expect, test } from 'vitest';
import type { CommitOrderCertificate } from '../../../../checkers/certificate.js';
import { auditTransactions } from '../../../../checkers/transactions/audit/audit-transactions.js';
import * as verifier from '../../../../checkers/verify/transactions/verify-transactions.js';
import { seeded, type Random } from '../../oracle/random.js';
import {
  isTrue,
  MODELS,
  randomListHistory,
  randomRegisterHistory,
  type RandomHistory,
} from './random-certificates.js';

const HISTORIES = [
  ['registers', randomRegisterHistory, 500],
  ['lists', randomListHistory, 500],
] as const;

/** The same order with two neighbours swapped. */
function swapped(random: Random, certificate: CommitOrderCertificate): CommitOrderCertificate {
  const order = [...certificate.order];
  const at = random.below(order.length - 1);
  [order[at], order[at + 1]] = [order[at + 1]!, order[at]!];
  return { ...certificate, order };
}

function check(make: (random: Random) => RandomHistory, count: number) {
  const counts = { legal: 0, illegal: 0, mutants: 0, refused: 0, caught: 0 };
  const wrong: string[] = [];
  for (let seed = 1; seed <= count; seed++) {
    const random = seeded(10_000 + seed);
    const history = make(random);
    const verify = verifier.transactionVerifier(history.columns);
    for (const { model, standing, because } of auditTransactions(history.columns).standings) {
      if (because.kind !== 'certificate') continue;
      const { certificate } = because;
      const claim = standing === 'holds' ? 'legal' : 'illegal';
      counts[claim]++;
      const [problem] = verify(certificate, claim);
      const known = MODELS.find(({ name }) => name === model);
      const truth = known === undefined ? undefined : isTrue(history, known);
      if (problem !== undefined) {
        // Refused rightly where brute force says the same: then it is the audit that is wrong.
        if (truth === (claim === 'illegal')) counts.caught++;
        else wrong.push(`${seed} ${model} ${standing}: ${problem.message}`);
      }
      if (certificate.kind !== 'commit-order' || certificate.order.length < 2) continue;
      counts.mutants++;
      const mutant = swapped(random, certificate);
      if (verify(mutant, 'legal').length > 0) counts.refused++;
      else if (truth === false) wrong.push(`mutant ${seed}`);
    }
  }
  return { ...counts, wrong };
}

describe('certificates of audits', () => {
  test.each(HISTORIES)('%s', (_, make, count) => {
    const { legal, illegal, mutants, refused, caught, wrong } = check(make, count);
    expect(wrong.slice(0, 5)).toEqual([]);
    expect(caught).toBe(0);
    expect(legal).toBeGreaterThan(250);
    expect(illegal).toBeGreaterThan(5);
    expect(refused / mutants).toBeGreaterThan(0.2);
  });
});
