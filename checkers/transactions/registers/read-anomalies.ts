/**
 * Reads that cannot be, in words.
 */

import { NULL_CODE } from '../../../src/history/columns/value-table.js';
import {
  MICRO,
  type TransactionColumns,
} from '../../../src/history/transactions/transaction-columns.js';
import { describeValue, reference } from '../../describe.js';
import type { TransactionAnomaly } from '../anomaly.js';
import { introductions } from '../explain/describe-transaction.js';
import type { ReadProblem } from './register-observation.js';

/** The anomaly that a read is by itself. */
export function readAnomaly(columns: TransactionColumns, problem: ReadProblem): TransactionAnomaly {
  const { kind, transaction, micro, other, otherTransaction } = problem;
  const key = columns.keys[columns.key[micro]!]!;
  const alone = otherTransaction < 0 || otherTransaction === transaction;
  const operations = alone ? [transaction] : [otherTransaction, transaction];
  const claim = claimOf(columns, problem);
  const names = operations.map(reference);
  return {
    kind,
    message: claim(names.at(-1)!, names[0]!),
    operations,
    key,
    explanation: [
      ...introductions(columns, operations),
      claim(alone ? 'T1' : 'T2', 'T1') + rest(columns, kind, other),
    ],
  };
}

/** What is wrong, by the names of the reader and the writer. */
function claimOf(
  columns: TransactionColumns,
  { kind, micro, other }: ReadProblem,
): (reader: string, writer: string) => string {
  const seen = version(columns, micro);
  const where = describeValue(columns.keys[columns.key[micro]!]!);
  switch (kind) {
    case 'G1a':
      return (reader, writer) =>
        `${reader} read ${seen} from ${where}, which ${writer} wrote and rolled back`;
    case 'G1b':
      return (reader, writer) =>
        `${reader} read ${seen} from ${where}, which ${writer} wrote and then overwrote itself`;
    case 'future-read':
      return (reader) => `${reader} read ${seen} from ${where} before it wrote that itself`;
    case 'garbage-read':
      return (reader) => `${reader} read ${seen} from ${where}, which nobody wrote`;
    case 'internal': {
      const did = columns.f[other] === MICRO.write ? 'wrote' : 'read';
      return (reader) =>
        `${reader} read ${seen} from ${where} after it ${did} ${version(columns, other)}`;
    }
  }
}

function rest(columns: TransactionColumns, kind: ReadProblem['kind'], other: number): string {
  switch (kind) {
    case 'G1a':
      return ': what was rolled back must never be seen!';
    case 'G1b':
      return ': only the last write of a transaction may be seen by others!';
    case 'future-read':
      return ': nothing can be read before it is written!';
    case 'garbage-read':
      return ': no transaction of this history can have left that value!';
    case 'internal':
      return columns.f[other] === MICRO.write
        ? ': a transaction must see its own writes!'
        : ', though it wrote nothing in between: a transaction must see one state!';
  }
}

function version(columns: TransactionColumns, micro: number): string {
  const code = columns.value[micro]!;
  return code === NULL_CODE ? 'the initial state' : describeValue(columns.values.valueOf(code));
}
