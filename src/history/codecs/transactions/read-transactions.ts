/**
 * Reads a history of transactions from a stream, at the speed at which the stream comes: lines of
 * JSON and EDN go into columns without an object for each event, and no list is read twice.
 */

import type {
  TransactionColumns,
  TransactionKind,
} from '../../transactions/transaction-columns.js';
import { decodeStream } from '../columnar/decode-stream.js';
import type { DecodeOptions } from '../decode.js';
import { TransactionDecoder } from './transaction-decoder.js';

/** How a history of transactions is read. */
export interface TransactionOptions extends DecodeOptions {
  /** Default: guessed as by `guessTransactionKind`, for which events are kept up to a write. */
  readonly kind?: TransactionKind;
}

/**
 * The transactions in a stream of UTF-8 bytes, or of text, cut anywhere: the same, and refused with
 * the same errors, as `transactionsOf` of all that `readEvents` reads. Linear, in memory for the
 * columns: some 25 bytes a transaction, 10 a micro-operation, 40 an element of the longest lists.
 * @throws ParseError for anything malformed, and for a text without events.
 * @throws HistoryError for events that are no transactions of the kind.
 */
export function readTransactions(
  chunks: AsyncIterable<Uint8Array | string>,
  options: TransactionOptions = {},
): Promise<TransactionColumns> {
  const { kind, ...others } = options;
  return decodeStream(chunks, others, (head) => new TransactionDecoder(head, others, kind));
}
