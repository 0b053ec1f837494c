/**
 * Reads a text of transactions quickly and slowly, and says what came of each.
 */

import { decodeEvents } from '../../../../src/history/codecs/decode.js';
import {
  readTransactions,
  type TransactionOptions,
} from '../../../../src/history/codecs/transactions/read-transactions.js';
import { guessTransactionKind } from '../../../../src/history/transactions/transaction-kind.js';
import { transactionsOf } from '../../../../src/history/transactions/transactions-of.js';
import { attempt } from '../../columns/column-texts.js';
import { columnsText } from '../../transactions/columns-text.js';
import { piecesOf } from '../columnar-texts.js';

/** How a text is read. */
export type ReadOptions = TransactionOptions;

/** What is said of events of which nobody can tell the kind. */
const NO_TRANSACTIONS = 'no transactions';

/** The columns of all events of a text, or the error that refuses them. */
export function slowText(text: string, { kind, ...options }: TransactionOptions): string {
  return attempt(() => {
    const events = decodeEvents(text, options);
    const known = kind ?? guessTransactionKind(events);
    return known === undefined ? NO_TRANSACTIONS : columnsText(transactionsOf(events, known));
  });
}

/** The columns of bytes that come in pieces of these sizes, or the error that refuses them. */
export async function quickText(
  bytes: Uint8Array,
  sizes: readonly number[],
  options: TransactionOptions,
): Promise<string> {
  try {
    return columnsText(await readTransactions(piecesOf(bytes, sizes), options));
  } catch (error) {
    const text = String(error);
    const isUnknown = /^HistoryError: .*expected (?:a list of )?micro-operations such as/.test(
      text,
    );
    return isUnknown ? NO_TRANSACTIONS : text;
  }
}
