/**
 * Transactions from events, as Jepsen records them: each has an invocation, where reads have no
 * value, and a completion. Events may be incomplete, as those of many a recorded history are.
 */

import type { Event } from '../event.js';
import type { History } from '../operation.js';
import { TransactionBuilder } from './transaction-builder.js';
import type { TransactionColumns, TransactionKind } from './transaction-columns.js';

/**
 * The transactions of events, in the order of their first event. A completion joins the open
 * invocation of its process; without one, its transaction may have begun at any time. Who invokes
 * twice leaves the first transaction open for ever. What ends in `info` never returns. A `fail` or
 * `info` whose value lists no micro-operations keeps those of its invocation. Events of processes
 * that are not integers, such as `nemesis`, are left out. Linear.
 * @throws HistoryError that names the event and what was expected: an `ok` without a list of
 * micro-operations, a function that the kind does not have, a key or a value to write that is
 * missing, something else than a list read of a list; and where events are of several keys, as
 * `jepsen.independent` has them.
 */
export function transactionsOf(
  events: readonly Event[],
  kind: TransactionKind,
): TransactionColumns {
  const builder = new TransactionBuilder(kind);
  for (const event of events) builder.add(event);
  return builder.build();
}

/**
 * The transactions of a strict history: the place of each is the id of its operation, and ranks are
 * those of the history. Linear.
 * @throws HistoryError as {@link transactionsOf}.
 */
export function transactionsOfHistory(history: History, kind: TransactionKind): TransactionColumns {
  const builder = new TransactionBuilder(kind);
  for (const operation of history.operations) builder.addOperation(operation);
  return builder.build();
}
