/**
 * Histories as the package exports them: what was recorded, read and written in every format.
 */

export {
  decodeEdn,
  decodeEvents,
  decodeJson,
  encodeEdn,
  encodeEvent,
  encodeEvents,
  encodeJson,
  guessFormat,
  HISTORY_FORMATS,
  ParseError,
  readEvents,
  readHistory,
} from './codecs/index.js';
export type { DecodeOptions, EventOptions, HistoryFormat, LineFormat } from './codecs/index.js';
export { canonicalKey, equalValues } from './equality.js';
export type { Event, EventType } from './event.js';
export { HistoryError } from './history-error.js';
export { restrict, toEvents, toHistory } from './history.js';
export type { History, Operation, Outcome } from './operation.js';
export { fromTimedOperations } from './timed-operations.js';
export type { TimedOperation, TimedOptions } from './timed-operations.js';
export { formatTimeline } from './timeline-format.js';
export { history, parseTimeline } from './timeline.js';
export { Character, EdnSymbol, ExactNumber, Float, Keyword, Tagged, type Value } from './value.js';

// Transactions, in columns.
export { readTransactions } from './codecs/transactions/read-transactions.js';
export type { TransactionOptions } from './codecs/transactions/read-transactions.js';
export { listOf, transactionAt } from './transactions/transaction-at.js';
export type { MicroOperation, Transaction } from './transactions/transaction-at.js';
export type {
  ListColumns,
  TransactionColumns,
  TransactionKind,
} from './transactions/transaction-columns.js';
export { guessTransactionKind } from './transactions/transaction-kind.js';
export { transactionsOf, transactionsOfHistory } from './transactions/transactions-of.js';
