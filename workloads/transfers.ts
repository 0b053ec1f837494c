/**
 * Transfers with a liveness phase: the bank workload, whose final reads, called audits, must
 * succeed; moreover, no two servers may decide differently about one transaction.
 */

import type { Checker } from '../checkers/checker.js';
import { agreement } from '../checkers/invariants/index.js';
import { answered } from '../checkers/liveness/answered.js';
import type { Verdict } from '../checkers/verdict.js';
import type { Ask } from '../src/generate/program-source.js';
import { HistoryError } from '../src/history/history-error.js';
import type { History } from '../src/history/operation.js';
import { bankWorkload } from './bank.js';
import type { Workload } from './workload.js';

const AUDIT = 'audit';

/**
 * Judges audits as the reads that they are, and an answer that is no answer to a read as wrong: a
 * liar or a damaged message made it.
 */
function auditsAsReads(checker: Checker): Checker {
  const { name } = checker;
  return {
    name,
    check: ({ operations }, options) => {
      const reads = operations.map((each) => (each.f === AUDIT ? { ...each, f: 'read' } : each));
      try {
        return checker.check({ operations: reads }, options);
      } catch (error) {
        if (!(error instanceof HistoryError)) throw error;
        return garbled(name, error, operations);
      }
    },
  };
}

function garbled(
  checker: string,
  { index, message }: HistoryError,
  operations: History['operations'],
): Verdict {
  const ids = operations.filter((each) => each.return === index).map(({ id }) => id);
  return {
    kind: 'illegal',
    checker,
    algorithm: 'the form of answers',
    effort: { judged: operations.length, configurations: 0 },
    anomalies: [{ kind: 'garbled-answer', message, operations: ids, explanation: [`${message}.`] }],
    certificate: { kind: 'witness', operations: ids, records: [] },
  };
}

/** Two transfers for each read, and an audit when all faults are over. */
export const transfersWorkload: Workload = {
  ...bankWorkload,
  name: 'transfers',
  summary: 'transfers and reads as of a bank, decided alike everywhere, and audits that must end',
  finals: (key) => bankWorkload.finals(key).map((ask): Ask => ({ ...ask, f: AUDIT })),
  checkers: bankWorkload.checkers.map(auditsAsReads),
  invariants: [agreement, answered(AUDIT)],
};
